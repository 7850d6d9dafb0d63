// Expected rows against results: which rows a listed row picks, and what is said of the others.
#include "commands/expected_rows.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace zhaoshang {
namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;

ExpectedRow row(const Cells& cells, bool absent = false) {
  ExpectedRow made;
  for (const auto& [column, text] : cells) made.cells.push_back({column, text});
  made.absent = absent;
  return made;
}

/// awards.csv as it might be: award, recipient_id, project_id, amount, status.
ReportTable awards(const std::vector<std::vector<std::string>>& rows) {
  ReportTable table;
  table.name = "awards";
  for (const char* name : {"award", "recipient_id", "project_id", "amount", "status"})
    table.columns.push_back({name, ""});
  for (const auto& each : rows) {
    table.rows.push_back({text_cell(each[0]), text_cell(each[1]), text_cell(each[2]),
                          number_cell(Decimal::parse(each[3]).value(), 2), plain_cell(each[4])});
  }
  return table;
}

/// Every mismatch as `kind about column:expected/actual …`.
std::vector<std::string> mismatches(const std::vector<ExpectedRow>& rows,
                                    const ReportTable& actual) {
  const ExpectedTable expected{find_result_table("awards"), rows, {}};
  std::vector<std::string> texts;
  for (const Mismatch& each : compare(expected, actual)) {
    static const char* const kKinds[] = {"missing", "differs", "unlisted", "present"};
    std::string text = kKinds[static_cast<int>(each.kind)];
    if (!each.about.empty()) text += " " + each.about;
    for (const auto& cell : each.cells)
      text += " " + cell.column + ":" + cell.expected + "/" + cell.actual;
    if (each.actual) text += " #" + std::to_string(*each.actual);
    texts.push_back(std::move(text));
  }
  return texts;
}

using Texts = std::vector<std::string>;

const std::vector<std::vector<std::string>> kTwo = {{"big", "U1", "P1", "100", "granted"},
                                                    {"big", "U2", "P2", "200", "pending"}};

TEST_CASE("a listed row is found by the cells it speaks of") {
  CHECK(mismatches({row({{"recipient_id", "U1"}, {"amount", "100元"}})}, awards(kTwo)).empty());
  CHECK(mismatches({row({{"award", "big"}, {"recipient_id", "U2"}, {"status", "pending"}})},
                   awards(kTwo))
            .empty());
}

TEST_CASE("a row about the same that says something else differs") {
  CHECK(mismatches({row({{"recipient_id", "U1"}, {"amount", "120"}, {"status", "granted"}})},
                   awards(kTwo)) == Texts{"differs recipient_id=U1 amount:120/100.00 #0"});
}

TEST_CASE("no row about it: the nearest one is shown, if any cell agrees") {
  CHECK(mismatches({row({{"recipient_id", "U3"}, {"amount", "200"}})}, awards(kTwo)) ==
        Texts{"missing recipient_id=U3 recipient_id:U3/U2 #1"});
  CHECK(mismatches({row({{"recipient_id", "U3"}, {"amount", "300"}})}, awards(kTwo)) ==
        Texts{"missing recipient_id=U3"});
}

TEST_CASE("what a listed row is about picks rows; all of them must be listed") {
  const ExpectedRow first = row({{"award", "big"}, {"amount", "100"}});
  CHECK(mismatches({first}, awards(kTwo)) == Texts{"unlisted #1"});
  CHECK(mismatches({first, row({{"award", "big"}, {"amount", "200"}})}, awards(kTwo)).empty());
  // Rows about other things are nobody's business.
  auto three = kTwo;
  three.push_back({"small", "U1", "P1", "5", "granted"});
  CHECK(mismatches({first, row({{"award", "big"}, {"amount", "200"}})}, awards(three)).empty());
}

TEST_CASE("two listed rows that the same row satisfies are two rows") {
  const ExpectedRow one = row({{"recipient_id", "U1"}, {"amount", "100"}});
  CHECK(mismatches({one, one}, awards(kTwo)) == Texts{"missing recipient_id=U1 #0"});
}

TEST_CASE("rows are shared out so that as many as possible are found") {
  // The first listed row would do for both; the second only for the first of them.
  const std::vector<std::vector<std::string>> same = {{"big", "U1", "P1", "100", "granted"},
                                                      {"big", "U1", "P2", "100", "pending"}};
  CHECK(mismatches({row({{"recipient_id", "U1"}, {"amount", "100"}}),
                    row({{"recipient_id", "U1"}, {"status", "granted"}})},
                   awards(same))
            .empty());
}

TEST_CASE("no rows listed: there must be none") {
  CHECK(mismatches({}, awards({})).empty());
  CHECK(mismatches({}, awards(kTwo)) == Texts{"unlisted #0", "unlisted #1"});
}

TEST_CASE("an absent row must not be there") {
  CHECK(mismatches({row({{"award", "big"}, {"recipient_id", "U3"}}, true)}, awards(kTwo)).empty());
  CHECK(mismatches({row({{"award", "big"}, {"recipient_id", "U1"}}, true)}, awards(kTwo)) ==
        Texts{"present award=big recipient_id=U1 #0"});
}

TEST_CASE("an empty cell is expected by an empty text") {
  CHECK(mismatches({row({{"recipient_id", "U1"}, {"note", ""}})}, awards(kTwo)).empty());
  CHECK(mismatches({row({{"recipient_id", "U1"}, {"status", ""}})}, awards(kTwo)) ==
        Texts{"differs recipient_id=U1 status:/granted #0"});
}

}  // namespace
}  // namespace zhaoshang
