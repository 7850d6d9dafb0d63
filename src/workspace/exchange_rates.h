// 汇率: which days have a rate. In: the table `rates` as read. Out: rows whose money cannot be
// converted are set aside, each with a diagnostic. Converts nothing: Figures does.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/base/diagnostics.h"
#include "engine/table/csv_reader.h"
#include "scheme/figures.h"

namespace zhaoshang {

class ExchangeRates {
 public:
  static constexpr std::string_view kTable = "rates";

  ExchangeRates(const Plan& plan, const std::map<std::string, TableInput, std::less<>>& inputs);

  /// Rows of `rates` whose currency is none.
  static void set_unknown_aside(TableInput& rates, CsvReader& reader, const TableSchema& schema,
                                Diagnostics& diagnostics);
  /// Rows of a table with money in a currency that has no rate for their day.
  void set_unrated_aside(const PlanTable& table, TableInput& input, CsvReader& reader,
                         Diagnostics& diagnostics) const;

 private:
  bool has_rate(Currency currency, Date day) const;

  bool is_year_average_;
  std::map<std::string, std::set<Date>> days_;  // by currency code
};

}  // namespace zhaoshang
