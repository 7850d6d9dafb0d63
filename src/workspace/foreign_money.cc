#include "workspace/foreign_money.h"

#include <fmt/format.h>

#include "domain/subjects.h"
#include "engine/report/table.h"
#include "workspace/batch_rows.h"

namespace zhaoshang {
namespace {

constexpr const char* kStage = "assess";
constexpr const char* kRule = "foreign-money";

/// Whom a row is about: the first of its id columns that names a subject.
void name_subject(const PlanTable& table, const TableInput& input, std::uint32_t row,
                  Finding& finding) {
  for (const SubjectWords& words : subject_kinds()) {
    const auto column = table.schema.index(words.id_column);
    if (!column) continue;
    finding.subject_kind = words.word;
    finding.subject_id = value_cell(input.held.columns[*column].at(row)).text;
    finding.subject = finding.subject_id;
    return;
  }
}

Finding left_out(const PlanTable& table, const TableInput& input, std::uint32_t row,
                 const Money& money, Language language) {
  Finding finding;
  finding.stage = kStage;
  finding.rule = kRule;
  name_subject(table, input, row, finding);
  if (const auto date = table.schema.index(table.schema.date)) {
    const Value day = input.held.columns[*date].at(row);
    if (day.is(TypeKind::kDate)) finding.date = day.date();
  }
  const std::string amount = money.amount.to_string();
  const Message message{
      fmt::format("{}中的 {} {} 不是人民币,政策没有说怎样折算,未计入", table.title, amount,
                  money.currency.word()),
      fmt::format(
          "{} {} in {} is not in CNY, and the scheme does not say how to convert it: left out",
          amount, money.currency.code(), table.name)};
  finding.message = message.in(language);
  finding.source =
      fmt::format("{}:{}", input.files[input.held.file_of[row]], input.held.lines[row]);
  return finding;
}

Column in_cny(const Column& column) {
  ColumnBuilder builder(Type::money(Currency::cny()), column.size());
  for (std::size_t row = 0; row < column.size(); ++row) builder.append(column.at(row));
  return builder.finish();
}

}  // namespace

std::vector<Finding> take_out_foreign_rows(const PlanTable& table, TableInput& input,
                                           Language language) {
  std::vector<Finding> findings;
  std::vector<std::uint32_t> kept;
  Batch& held = input.held;
  std::vector<std::size_t> money;
  for (std::size_t column = 0; column < table.schema.columns.size(); ++column) {
    if (!table.schema.columns[column].currency_column.empty()) money.push_back(column);
  }
  if (money.empty()) return findings;
  for (std::uint32_t row = 0; row < held.rows; ++row) {
    bool is_foreign = false;
    for (const std::size_t column : money) {
      const Value amount = held.columns[column].at(row);
      if (is_foreign || !amount.is(TypeKind::kMoney) || amount.money().currency == Currency::cny())
        continue;
      is_foreign = true;
      findings.push_back(left_out(table, input, row, amount.money(), language));
    }
    if (!is_foreign) kept.push_back(row);
  }
  if (!findings.empty()) held = rows_of(held, kept);
  for (const std::size_t column : money) held.columns[column] = in_cny(held.columns[column]);
  return findings;
}

}  // namespace zhaoshang
