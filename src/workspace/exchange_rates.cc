#include "workspace/exchange_rates.h"

#include "engine/table/table_diagnostics.h"
#include "workspace/batch_rows.h"
#include "workspace/input_diagnostics.h"

namespace zhaoshang {
namespace {

/// Keeps the rows that are not faulty.
void keep(TableInput& input, const std::vector<std::uint32_t>& rows) {
  if (rows.size() != input.held.rows) input.held = rows_of(input.held, rows);
}

}  // namespace

ExchangeRates::ExchangeRates(const Plan& plan,
                             const std::map<std::string, TableInput, std::less<>>& inputs)
    : is_year_average_(plan.policy().foreign == ForeignMoney::kYearAverage) {
  const auto rates = inputs.find(kTable);
  if (rates == inputs.end()) return;
  const TableSchema& schema = plan.table(*plan.find_table(kTable)).schema;
  const Batch& held = rates->second.held;
  for (std::uint32_t row = 0; row < held.rows; ++row) {
    const Value code = held.columns[*schema.index("currency")].at(row);
    const Value day = held.columns[*schema.index("date")].at(row);
    const Value rate = held.columns[*schema.index("rate")].at(row);
    if (code.is(TypeKind::kText) && day.is(TypeKind::kDate) && rate.is(TypeKind::kNumber))
      days_[code.text()].insert(day.date());
  }
}

void ExchangeRates::set_unknown_aside(TableInput& rates, CsvReader& reader,
                                      const TableSchema& schema, Diagnostics& diagnostics) {
  const std::size_t column = *schema.index("currency");
  std::vector<std::uint32_t> known;
  for (std::uint32_t row = 0; row < rates.held.rows; ++row) {
    const Value code = rates.held.columns[column].at(row);
    if (!code.is(TypeKind::kText) || Currency::from_code(code.text())) {
      known.push_back(row);
      continue;
    }
    const std::uint16_t file = rates.held.file_of[row];
    const std::uint32_t line = rates.held.lines[row];
    Diagnostic fault = table_fault::unknown_currency(
        {reader.place(file, line, column), reader.heading(file, column), std::string(code.text()),
         &schema.columns[column]});
    reader.reject(file, line, fault.slug);
    diagnostics.add(std::move(fault));
  }
  keep(rates, known);
}

bool ExchangeRates::has_rate(Currency currency, Date day) const {
  if (currency == Currency::cny()) return true;
  const auto days = days_.find(currency.code());
  if (days == days_.end()) return false;
  if (!is_year_average_) return *days->second.begin() <= day;
  const auto first = days->second.lower_bound(Date::from_ymd(day.year(), 1, 1).value());
  return first != days->second.end() && first->year() == day.year();
}

void ExchangeRates::set_unrated_aside(const PlanTable& table, TableInput& input, CsvReader& reader,
                                      Diagnostics& diagnostics) const {
  const auto date = table.schema.index(table.schema.date);
  std::vector<std::uint32_t> rated;
  for (std::uint32_t row = 0; row < input.held.rows; ++row) {
    std::optional<std::size_t> unrated;
    const Value day = date ? input.held.columns[*date].at(row) : Value();
    for (std::size_t column = 0; column < table.schema.columns.size(); ++column) {
      if (table.schema.columns[column].currency_column.empty()) continue;
      const Value amount = input.held.columns[column].at(row);
      if (amount.is(TypeKind::kMoney) && day.is(TypeKind::kDate) &&
          !has_rate(amount.money().currency, day.date()))
        unrated = column;
    }
    if (!unrated) {
      rated.push_back(row);
      continue;
    }
    const std::uint16_t file = input.held.file_of[row];
    const std::uint32_t line = input.held.lines[row];
    const Currency currency = input.held.columns[*unrated].at(row).money().currency;
    Diagnostic fault = input_diagnostics::no_rate(reader.place(file, line, *unrated),
                                                  currency.code(), day.date(), is_year_average_);
    reader.reject(file, line, fault.slug);
    diagnostics.add(std::move(fault));
  }
  keep(input, rated);
}

}  // namespace zhaoshang
