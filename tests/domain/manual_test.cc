// zhaoshang-csv(5) and the glossary say the same: every table, with its title, its key, its day and
// its columns, their headings and what an empty cell means; every result table with its columns.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "domain/glossary.h"
#include "domain/results.h"

namespace zhaoshang {
namespace {

constexpr const char* kPage = "man/zhaoshang-csv.5";

/// One section of the page: what it says in sentences, and the rows of its list of columns.
struct PageSection {
  std::string text;
  std::vector<std::vector<std::string>> rows;
};

/// `a Ta b Ta c` as a, b, c; an empty last cell is kept.
std::vector<std::string> cells_of(std::string line) {
  constexpr std::string_view kBetween = " Ta";
  std::vector<std::string> cells;
  for (std::size_t at = line.find(kBetween); at != std::string::npos; at = line.find(kBetween)) {
    cells.push_back(line.substr(0, at));
    line.erase(0, at + kBetween.size());
    if (line.starts_with(' ')) line.erase(0, 1);
  }
  cells.push_back(line);
  return cells;
}

/// The sections of the page by their headings: `units 单位`.
std::map<std::string, PageSection> sections() {
  std::ifstream page(kPage);
  REQUIRE(page);
  std::map<std::string, PageSection> found;
  std::string heading;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with(".S")) {
      heading = line.substr(4);
    } else if (line.starts_with(".It ") && line.find(" Ta") != std::string::npos) {
      found[heading].rows.push_back(cells_of(line.substr(4)));
    } else {
      found[heading].text += line + '\n';
    }
  }
  return found;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

std::string empty_cell(const ColumnSchema& column) {
  switch (column.missing) {
    case Missing::kUnknown: return "unknown";
    case Missing::kNone: return "none";
    case Missing::kFault: return "fault";
    case Missing::kDefault: break;
  }
  const Value& value = column.missing_value;
  return value.is(TypeKind::kText) ? value.text() : to_feel(value);
}

TEST_CASE("the manual lists every shared table with its columns, and no other") {
  const std::map<std::string, PageSection> page = sections();
  for (const TableSchema& table : shared_tables()) {
    CAPTURE(table.name);
    const auto found = page.find(table.name + " " + table.title);
    REQUIRE(found != page.end());
    const PageSection& section = found->second;
    const std::string key = table.key.empty() ? "A ledger, without a key.\n"
                                              : "Key: " + joined(table.key, ", ") + ".\n";
    CHECK(section.text.find(key) != std::string::npos);
    if (!table.date.empty()) {
      CHECK(section.text.find("Its day: " + table.date + ".\n") != std::string::npos);
    }
    std::vector<std::string> listed;
    std::vector<std::string> declared;
    for (const auto& row : section.rows) {
      REQUIRE(row.size() == 4);
      listed.push_back(row[0] + " " + row[1] + " " + row[3]);
    }
    for (const ColumnSchema& column : table.columns) {
      declared.push_back(column.name + " " + joined(column.headings, "、") + " " +
                         empty_cell(column));
    }
    CHECK(listed == declared);
  }
}

TEST_CASE("the manual lists every result table with its columns, the fixed ones first") {
  const std::map<std::string, PageSection> page = sections();
  for (const ResultTable& table : result_tables()) {
    if (table.name == "counted") continue;  // its columns are those of the input
    CAPTURE(table.name);
    const auto found = page.find(std::string(table.name) + ".csv " + std::string(table.title));
    REQUIRE(found != page.end());
    const auto& rows = found->second.rows;
    REQUIRE(rows.size() >= table.columns.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i < table.columns.size()) CHECK(rows[i][0] == table.columns[i].name);
      CHECK(rows[i][1] == result_title(table.name, rows[i][0]));
    }
  }
}

}  // namespace
}  // namespace zhaoshang
