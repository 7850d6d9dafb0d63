// Numbers as a workbook stores them.
#include "commands/office_file.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

TEST_CASE("a number is what the spreadsheet works with: fifteen digits") {
  CHECK_EQ(spreadsheet_number("1234.5599999999999"), "1234.56");
  CHECK_EQ(spreadsheet_number("0.30000000000000004"), "0.3");
  CHECK_EQ(spreadsheet_number("-0.1000000000000000055"), "-0.1");
  CHECK_EQ(spreadsheet_number("123456789012345.67"), "123456789012346");
  CHECK_EQ(spreadsheet_number("1.5E-3"), "0.0015");
}

TEST_CASE("anything else stays as it is") {
  for (const char* cell : {"", "1234.56", "0.1", "421022198001011234", "5.00E+11", "2022-04-06",
                           "甲", "1.2.3.4.5.6.7.8.9", "-"}) {
    CAPTURE(cell);
    CHECK_EQ(spreadsheet_number(cell), cell);
  }
}

}  // namespace
}  // namespace zhaoshang
