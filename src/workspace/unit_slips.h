// Amounts that seem to be in another unit than their column: 元 where 万元 is meant. In: the typed
// rows of a table, all at once or as they stream by. Out: warnings. An amount is told by the others
// of its column: it lies far from all of them, and a ten-thousandth (or ten thousand times) of it
// lies among them. A whole column is told by the rows that its rows belong to: what came in for a
// project is not thousands of times what the project is to cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/csv_reader.h"
#include "engine/table/schema.h"
#include "workspace/amount_profile.h"

namespace zhaoshang {

/// The largest amounts of money of the rows of a table, for those that name them by `id_column`.
class OwnersAmounts {
 public:
  /// `rows`: of `owners`.
  OwnersAmounts(std::size_t id_column, const TableSchema& owners, const Batch& rows);

  std::size_t id_column() const { return id_column_; }
  const std::string& title() const { return title_; }
  const std::string& name() const { return name_; }
  bool is_empty() const { return largest_.empty(); }
  /// Null: none of that currency.
  const Decimal* find(std::uint32_t owner, Currency currency) const;
  const Dictionary& ids() const { return *ids_; }

 private:
  struct Largest {
    Currency currency;
    std::vector<Decimal> by_owner;
  };

  std::size_t id_column_;
  std::string title_, name_;
  std::shared_ptr<Dictionary> ids_ = std::make_shared<Dictionary>();
  std::vector<Largest> largest_;
};

/// What is found out about the amounts of a table. Of one thread; those of several are merged.
class UnitSlips {
 public:
  /// `owners` must outlive it.
  explicit UnitSlips(const TableSchema& schema, const std::vector<OwnersAmounts>& owners = {});

  /// Rows without places count all the same, for finds_any().
  void add(const Batch& rows);
  void merge(const UnitSlips& other);
  bool finds_any() const;
  /// Warns once a column and measure of single amounts, and once a column of all.
  void warn(const CsvReader& reader, Diagnostics& diagnostics) const;

 private:
  /// The amounts of one currency or unit.
  struct Measured {
    Type type;
    AmountProfile amounts;
  };
  /// A column against the rows that it belongs to.
  struct Against {
    const OwnersAmounts* owners = nullptr;
    std::size_t compared = 0;
    std::size_t thousandfold = 0;
    const Dictionary* dictionary = nullptr;         // of the ids
    std::vector<std::uint32_t> owner_of_code = {};  // kNoRow: none

    void add(const Batch& rows, std::size_t column);
    bool is_slipped() const;
  };
  struct Amounts {
    std::size_t column = 0;
    std::vector<Measured> measured;
    std::vector<Against> against;
  };

  static Measured& measured(Amounts& amounts, const Type& type);
  std::optional<UnitSlip> slip_of(const Amounts& amounts, const Measured& measured) const;

  const TableSchema& schema_;
  std::vector<Amounts> columns_;
  std::optional<RowPlace> first_;  // row of all
};

}  // namespace zhaoshang
