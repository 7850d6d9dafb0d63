#include "commands/expected_rows.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>

#include "commands/example_diagnostics.h"
#include "commands/same_cell.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kAbsent = "absent";
constexpr std::string_view kNull = "null";
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Results in the order in which one is made from another: the first that differs is nearest to the
/// cause.
std::size_t step_of(const ResultTable& table) {
  static constexpr std::array<std::string_view, 9> kSteps{"roster", "team_attendance", "attendance",
                                                          "scores", "assessment",      "counted",
                                                          "awards", "payouts",         "findings"};
  return static_cast<std::size_t>(std::find(kSteps.begin(), kSteps.end(), table.name) -
                                  kSteps.begin());
}

std::vector<std::string> table_names() {
  std::vector<std::string> names;
  for (const ResultTable& table : result_tables()) names.emplace_back(table.name);
  return names;
}

/// The fixed columns and those that stages add.
std::vector<ResultColumn> columns_of(const ResultTable& table) {
  std::vector<ResultColumn> columns = table.columns;
  columns.insert(columns.end(), further_columns().begin(), further_columns().end());
  return columns;
}

/// By name or by Chinese heading; empty: there is none.
std::string column_name(const ResultTable& table, std::string_view written) {
  for (const ResultColumn& column : columns_of(table)) {
    if (written == column.name || written == column.title) return std::string(column.name);
  }
  return {};
}

std::string expected_text(const PolicyNode& node, Diagnostics& diagnostics) {
  if (node.is_empty() || (node.is_scalar() && node.text == kNull)) return {};
  if (node.is_scalar()) return node.text;
  std::string text;
  if (node.is_map()) diagnostics.add(example_fault::not_a_cell(node.span));
  for (const PolicyNode& item : node.items()) text += (text.empty() ? "" : ";") + item.text;
  return text;
}

ExpectedRow read_row(const PolicyNode& node, const ResultTable& table, Diagnostics& diagnostics) {
  ExpectedRow row;
  row.span = node.span;
  for (const PolicyNode::Entry& entry : node.entries()) {
    if (entry.key == kAbsent) {
      row.absent = entry.value.text == "true";
      continue;
    }
    const std::string column = column_name(table, entry.key);
    if (column.empty()) {
      std::vector<std::string> known;
      for (const ResultColumn& each : columns_of(table)) known.emplace_back(each.name);
      known.emplace_back(kAbsent);
      diagnostics.add(example_fault::unknown_column(entry.key_span, entry.key, table.name, known));
      continue;
    }
    row.cells.push_back({column, expected_text(entry.value, diagnostics)});
  }
  return row;
}

/// One comparison of a table.
class Comparison {
 public:
  Comparison(const ExpectedTable& expected, const ReportTable& actual)
      : expected_(expected), actual_(actual), row_of_(expected.rows.size(), kNone) {}

  std::vector<Mismatch> run() {
    match_all();
    if (expected_.rows.empty()) {
      for (std::size_t row = 0; row < actual_.rows.size(); ++row) add_unlisted(row, expected_.span);
    }
    for (std::size_t k = 0; k < expected_.rows.size(); ++k) judge(k);
    for (std::size_t k = 0; k < expected_.rows.size(); ++k) judge_others(k);
    return std::move(mismatches_);
  }

 private:
  const Cell& cell(std::size_t row, std::string_view column) const {
    static const Cell kEmpty;
    for (std::size_t i = 0; i < actual_.columns.size(); ++i) {
      if (actual_.columns[i].name == column) return actual_.rows[row][i];
    }
    return kEmpty;
  }

  bool agrees(const ExpectedCell& wanted, std::size_t row) const {
    return is_same_cell(wanted.text, cell(row, wanted.column), cell(row, "unit").text);
  }

  /// Whether a row agrees in what it is about, or in every cell.
  bool agrees(const ExpectedRow& wanted, std::size_t row, bool in_all) const {
    return std::all_of(wanted.cells.begin(), wanted.cells.end(), [&](const ExpectedCell& each) {
      return (!in_all && !expected_.declared->is_about(each.column)) || agrees(each, row);
    });
  }

  /// Gives as many listed rows as can be a row each (augmenting paths).
  void match_all() {
    std::vector<std::size_t> taken_by(actual_.rows.size(), kNone);
    for (std::size_t k = 0; k < expected_.rows.size(); ++k) {
      if (expected_.rows[k].absent) continue;
      std::vector<bool> seen(actual_.rows.size());
      find_row(k, taken_by, seen);
    }
    for (std::size_t row = 0; row < taken_by.size(); ++row) {
      if (taken_by[row] != kNone) row_of_[taken_by[row]] = row;
    }
    is_used_.resize(actual_.rows.size());
    for (std::size_t row = 0; row < taken_by.size(); ++row) is_used_[row] = taken_by[row] != kNone;
  }

  bool find_row(std::size_t k, std::vector<std::size_t>& taken_by, std::vector<bool>& seen) const {
    for (std::size_t row = 0; row < actual_.rows.size(); ++row) {
      if (seen[row] || !agrees(expected_.rows[k], row, true)) continue;
      seen[row] = true;
      if (taken_by[row] != kNone && !find_row(taken_by[row], taken_by, seen)) continue;
      taken_by[row] = k;
      return true;
    }
    return false;
  }

  void judge(std::size_t k) {
    const ExpectedRow& wanted = expected_.rows[k];
    if (wanted.absent) {
      for (std::size_t row = 0; row < actual_.rows.size(); ++row) {
        if (!agrees(wanted, row, true)) continue;
        is_used_[row] = true;
        mismatches_.push_back(mismatch(Mismatch::Kind::kPresent, wanted, row));
      }
      return;
    }
    if (row_of_[k] != kNone) return;
    const auto picked = nearest_row(wanted, true);
    if (picked) is_used_[*picked] = true;
    const auto kind = picked ? Mismatch::Kind::kDiffers : Mismatch::Kind::kMissing;
    mismatches_.push_back(mismatch(kind, wanted, picked ? picked : nearest_row(wanted, false)));
  }

  /// Rows about the same as a listed one, and not listed.
  void judge_others(std::size_t k) {
    const ExpectedRow& wanted = expected_.rows[k];
    if (wanted.absent) return;
    for (std::size_t row = 0; row < actual_.rows.size(); ++row) {
      if (!is_used_[row] && agrees(wanted, row, false)) add_unlisted(row, wanted.span);
    }
  }

  void add_unlisted(std::size_t row, Span span) {
    is_used_[row] = true;
    mismatches_.push_back({Mismatch::Kind::kUnlisted, expected_.declared, span, "", row, {}});
  }

  /// The row not spoken for that agrees in most cells; `picked`: of those about the same. A row
  /// that agrees in nothing is near to nothing.
  std::optional<std::size_t> nearest_row(const ExpectedRow& wanted, bool picked) const {
    std::optional<std::size_t> nearest;
    std::ptrdiff_t most = picked ? -1 : 0;
    for (std::size_t row = 0; row < actual_.rows.size(); ++row) {
      if (picked && (is_used_[row] || !agrees(wanted, row, false))) continue;
      const auto equal = std::count_if(wanted.cells.begin(), wanted.cells.end(),
                                       [&](const ExpectedCell& each) { return agrees(each, row); });
      if (equal <= most) continue;
      most = equal;
      nearest = row;
    }
    return nearest;
  }

  Mismatch mismatch(Mismatch::Kind kind, const ExpectedRow& wanted,
                    std::optional<std::size_t> row) const {
    Mismatch made{kind, expected_.declared, wanted.span, "", row, {}};
    for (const ExpectedCell& each : wanted.cells) {
      if (expected_.declared->is_about(each.column)) {
        made.about += (made.about.empty() ? "" : " ") + each.column + "=" + each.text;
      }
      if (row && !agrees(each, *row)) {
        made.cells.push_back({each.column, each.text, cell(*row, each.column).text});
      }
    }
    return made;
  }

  const ExpectedTable& expected_;
  const ReportTable& actual_;
  std::vector<std::size_t> row_of_;  // by listed row, the actual one
  std::vector<bool> is_used_;        // actual rows that a listed row or a mismatch has
  std::vector<Mismatch> mismatches_;
};

}  // namespace

std::vector<ExpectedTable> read_expected(const WorkedExample& example, Diagnostics& diagnostics) {
  std::vector<ExpectedTable> tables;
  for (const PolicyNode::Entry& entry : example.expect) {
    const ResultTable* const declared = find_result_table(entry.key);
    if (declared == nullptr) {
      diagnostics.add(example_fault::unknown_table(entry.key_span, entry.key, table_names()));
      continue;
    }
    ExpectedTable table{declared, {}, entry.key_span};
    for (const PolicyNode& row : entry.value.items()) {
      table.rows.push_back(read_row(row, *declared, diagnostics));
    }
    tables.push_back(std::move(table));
  }
  std::stable_sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) {
    return step_of(*a.declared) < step_of(*b.declared);
  });
  return tables;
}

std::vector<Mismatch> compare(const ExpectedTable& expected, const ReportTable& actual) {
  return Comparison(expected, actual).run();
}

std::string row_text(const ReportTable& table, std::size_t row) {
  std::string text;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string& cell = table.rows[row][i].text;
    if (!cell.empty()) text += (text.empty() ? "" : " ") + table.columns[i].name + "=" + cell;
  }
  return text;
}

}  // namespace zhaoshang
