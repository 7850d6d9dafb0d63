#include "commands/clause_coverage.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "engine/policy/text_table.h"
#include "scheme/citations.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kClause = "clause";

/// Walks the tree of a policy and notes who cites what.
class CitationWalk {
 public:
  explicit CitationWalk(std::vector<CoveredClause>& clauses) : clauses_(clauses) {}

  void sections(const PolicyNode& root) {
    static constexpr std::array<std::string_view, 2> kDecidesNothing{"clauses", "tests"};
    for (const PolicyNode::Entry& section : root.entries()) {
      const bool decides = std::find(kDecidesNothing.begin(), kDecidesNothing.end(), section.key) ==
                           kDecidesNothing.end();
      if (decides) node(section.value, section.key);
    }
  }

 private:
  void node(const PolicyNode& node, const std::string& path) {
    for (const PolicyNode& item : node.items()) this->node(item, path);
    if (node.is_map()) map(node, path);
    if (is_text_table(node)) table(node, path);
  }

  void map(const PolicyNode& map, const std::string& path) {
    const std::string own = with_name(path, map.find("id"));
    for (const PolicyNode::Entry& entry : map.entries()) {
      if (entry.key == kClause && entry.value.is_scalar()) {
        cite(entry.value.text, own);
      } else {
        node(entry.value, is_form(entry.key) ? own : own + "." + entry.key);
      }
    }
  }

  void table(const PolicyNode& scalar, const std::string& path) {
    Diagnostics told_before;
    const std::optional<TextTable> table = read_text_table(scalar, told_before);
    if (!table) return;
    const auto column_of = [&](std::string_view heading) {
      const auto found =
          std::find_if(table->columns.begin(), table->columns.end(),
                       [&](const auto& each) { return each.heading.text() == heading; });
      return static_cast<std::size_t>(found - table->columns.begin());
    };
    const std::size_t clause = column_of(kClause);
    const std::size_t id = std::min(column_of("id"), column_of("name"));
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
      const auto& cells = table->rows[row].cells;
      if (clause >= cells.size() || !cells[clause]) continue;
      const bool has_id = id < cells.size() && cells[id];
      cite(cells[clause]->text(),
           has_id ? path + "." + cells[id]->text() : path + " row " + std::to_string(row + 1));
    }
  }

  /// Keys that say which form a value has, and nothing about whose it is.
  static bool is_form(std::string_view key) {
    static constexpr std::array<std::string_view, 5> kForms{"is", "amount", "table", "score",
                                                            "rules"};
    return std::find(kForms.begin(), kForms.end(), key) != kForms.end();
  }

  static std::string with_name(const std::string& path, const PolicyNode* id) {
    return id != nullptr && id->is_scalar() ? path + "." + id->text : path;
  }

  void cite(std::string_view citation, const std::string& rule) {
    for (const std::string& cited : cited_clauses(citation)) {
      for (CoveredClause& each : clauses_) {
        if (each.clause->id != cited) continue;
        const bool is_new =
            std::find(each.rules.begin(), each.rules.end(), rule) == each.rules.end();
        if (is_new) each.rules.push_back(rule);
      }
    }
  }

  std::vector<CoveredClause>& clauses_;
};

}  // namespace

std::vector<CoveredClause> clause_coverage(const Policy& policy, const PolicyNode& root) {
  std::vector<CoveredClause> clauses;
  for (const Clause& each : policy.clauses) clauses.push_back({&each, {}});
  CitationWalk(clauses).sections(root);
  return clauses;
}

}  // namespace zhaoshang
