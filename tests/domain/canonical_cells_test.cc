// Cells in their canonical form, which reading gives back as they were.
#include "domain/canonical_cells.h"

#include <doctest/doctest.h>

#include "engine/value/unit.h"

namespace zhaoshang {
namespace {

ColumnSchema column(CellKind kind, const char* unit = "") {
  ColumnSchema made;
  made.kind = kind;
  if (*unit != '\0') made.measure = measure_of(unit).value();
  return made;
}

TEST_CASE("what offices write becomes one form, and that form is its own") {
  struct Row {
    const char* written;
    ColumnSchema column;
    const char* canonical;
  };
  const Row rows[] = {
      {"2022年4月6日", column(CellKind::kDate), "2022-04-06"},
      {"１,２３４.５０", column(CellKind::kNumber), "1234.5"},
      {"80%", column(CellKind::kNumber), "0.8"},
      {"1,200万元", column(CellKind::kMoney, "万元"), "1200"},
      {"￥35", column(CellKind::kMoney, "元"), "35"},
      {"12.50", column(CellKind::kQuantity, "亩"), "12.5"},
      {"1.2亿元", column(CellKind::kAmount), "120000000元"},
      {"30亩", column(CellKind::kAmount), "30亩"},
      {"17", column(CellKind::kAmount), "17"},
      {"是", column(CellKind::kBoolean), "true"},
      {"0", column(CellKind::kBoolean), "false"},
      {"2022年上半年", column(CellKind::kPeriod), "2022H1"},
      {"2022-03-05..2022-03-05", column(CellKind::kPeriod), "2022-03-05..2022-03-05"},
      {"202203", column(CellKind::kMonth), "2022-03"},
      {"甲；乙 ;丙", column(CellKind::kTextList), "甲;乙;丙"},
      {"００１", column(CellKind::kId), "００１"},
      {"", column(CellKind::kDate), ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.written);
    const CellValue read = read_cell(row.written, row.column);
    REQUIRE_EQ(read.fault, CellFault::kNone);
    const std::string canonical = canonical_cell(read.value, row.column);
    CHECK_EQ(canonical, row.canonical);
    CHECK_EQ(canonical_cell(read_cell(canonical, row.column).value, row.column), canonical);
  }
}

TEST_CASE("money in the currency of its row") {
  ColumnSchema amount = column(CellKind::kMoney, "万元");
  amount.currency_column = "currency";
  CHECK_EQ(canonical_cell(Money{Decimal(35000), Currency::usd()}, amount), "3.5");
}

}  // namespace
}  // namespace zhaoshang
