// Schema: what the columns of a table are called and hold. In: the domain's declarations and a
// policy's additions. Nothing is read here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/value/unit.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// How a cell is read.
enum class CellKind : std::uint8_t {
  kText,
  kId,  // text as written; `1.23E+17` is a damaged id
  kDate,
  kBoolean,  // true/false, 是/否, 1/0
  kNumber,
  kInteger,
  kMoney,     // measure: the unit of a bare number
  kQuantity,  // measure
  kPeriod,    // 2022, 2022H1, 2022Q1, 2022-03, a..b: read as a range of dates
  kMonth,     // 2022-03: likewise
  kScale,     // one of `scale`, compared by order
  kIdentity,  // 身份证号, an identity number that is checked
  kTextList,  // `;` or `；` between items
  kAmount,  // number, money or quantity as the cell or the heading says; a bare number is a number
};

/// What an empty cell means (policy-language 5).
enum class Missing : std::uint8_t { kUnknown, kNone, kFault, kDefault };

/// One column.
struct ColumnSchema {
  std::string name;                   // canonical, English: the name in rules
  std::vector<std::string> headings;  // accepted besides the name (中文, a county's own)
  CellKind kind = CellKind::kText;
  Missing missing = Missing::kUnknown;
  Value missing_value;          // for kDefault
  Measure measure;              // money, quantity: of a bare number
  std::string currency_column;  // money whose currency another column of the row names;
                                // measure.currency where that is empty
  std::shared_ptr<const std::vector<std::string>> scale;
  std::vector<std::string> values;  // declared words of a text column; empty: any
  std::vector<std::pair<std::string, std::string>> synonyms;  // words read as another: 单位 as unit
  std::string references;   // the table whose key this is; empty: none
  bool is_private = false;  // identity numbers and the like: masked in messages

  Type type() const;
};

/// One table.
struct TableSchema {
  std::string name;   // "projects"
  std::string title;  // 项目
  std::vector<ColumnSchema> columns;
  std::vector<std::string> key;  // empty: a ledger, no key
  std::string date;              // the column that says when a row happened; empty: none
  bool is_long = false;          // read as a stream, never held

  const ColumnSchema* find(std::string_view column) const;
  std::optional<std::size_t> index(std::string_view column) const;
};

}  // namespace zhaoshang
