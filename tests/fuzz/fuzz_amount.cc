// One cell as every kind of column reads it, and the numbers, dates and periods in it: what is
// understood is printed in a form that means the same.
#include <optional>
#include <string>

#include "domain/period.h"
#include "engine/table/amounts.h"
#include "engine/table/identity_number.h"
#include "fuzz/target.h"

namespace zhaoshang {
namespace {

void read_as_all_kinds(std::string_view cell) {
  ColumnSchema column;
  column.name = "c";
  column.scale = std::make_shared<const std::vector<std::string>>(
      std::vector<std::string>{"科员", "副科级", "正科级"});
  for (const CellKind kind :
       {CellKind::kText, CellKind::kId, CellKind::kDate, CellKind::kBoolean, CellKind::kNumber,
        CellKind::kInteger, CellKind::kMoney, CellKind::kQuantity, CellKind::kPeriod,
        CellKind::kMonth, CellKind::kScale, CellKind::kIdentity, CellKind::kTextList,
        CellKind::kAmount}) {
    column.kind = kind;
    column.measure = {};
    if (kind == CellKind::kMoney) column.measure = *measure_of("万元");
    if (kind == CellKind::kQuantity) column.measure = *measure_of("亩");
    const CellValue read = read_cell(cell, column);
    require(read.fault == CellFault::kNone || read.value.is_null(), "a faulty cell has no value");
    to_feel(read.value);
  }
}

void read_number(std::string_view cell) {
  const Amount amount = read_amount(cell);
  if (amount.fault != CellFault::kNone) return;
  const auto again = Decimal::parse(amount.number.to_string());
  require(again && *again == amount.number, "a number that is printed is read as it was");
  if (const auto plain = read_plain_number(cell)) {
    const auto parsed = Decimal::parse(cell);
    require(parsed && *parsed == *plain, "the short way to a number leads to the same");
  }
}

void read_times(std::string_view cell) {
  if (const auto date = read_date(cell))
    require(read_date(date->to_string()) == date, "a date that is printed is read as it was");
  read_serial_date(cell);
  for (const YearStart start : {YearStart{}, YearStart{12, 21}, YearStart{4, 1}}) {
    const auto span = read_period(cell, start);
    if (span) require(read_period(period_text(*span, start), start) == span, "so is a period");
    if (const auto period = Period::parse(cell, start)) {
      const auto again = Period::parse(period->text, start);
      require(again && again->span == period->span && again->text == period->text,
              "the canonical form of a period is canonical");
    }
  }
}

}  // namespace

void fuzz_amount(std::string_view bytes) {
  const std::string_view cell = trim_cell(bytes);
  read_as_all_kinds(cell);
  read_number(cell);
  read_times(cell);
  read_currency(cell);
  measure_of(cell);
  const std::string masked = without_identity_numbers(bytes);
  require(masked.size() == bytes.size(), "a mask is as long as its number");
  require(without_identity_numbers(masked) == masked, "no number is left");
  require(!is_identity_number(cell) || masked != bytes, "a number is masked");
}

}  // namespace zhaoshang
