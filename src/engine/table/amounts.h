// Numbers as offices write them. In: the text of a cell. Out: its exact number and the measure that
// it names, or the fault. Whether the measure suits the column is decided by the caller.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/table/cells.h"
#include "engine/value/decimal.h"
#include "engine/value/unit.h"

namespace zhaoshang {

/// `￥1,234.50万元`: the number as written (1234.50) and what is said about its measure.
struct Amount {
  Decimal number;
  std::optional<Measure> measure;  // of the word after the number
  bool is_yuan = false;            // has ￥, which says the currency and no scale
  CellFault fault = CellFault::kNone;
};

/// Reads a trimmed cell: optional ￥, sign, digits with strict grouping by `,` or `，`, a point and
/// a word of measure. Full-width digits and signs count as plain ones.
Amount read_amount(std::string_view cell);

/// `123`, `-4.50` of at most 18 digits: most cells, without a look at anything else.
std::optional<Decimal> read_plain_number(std::string_view cell);

/// The word for a measure: 万元, 亩, %; empty for a plain number.
std::string measure_word(const Measure& measure);

}  // namespace zhaoshang
