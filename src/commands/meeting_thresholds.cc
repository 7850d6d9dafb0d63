#include "commands/meeting_thresholds.h"

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "commands/reading_diagnostics.h"
#include "engine/expr/ast.h"
#include "engine/rules/outcome.h"

namespace zhaoshang {
namespace {

/// One comparison that a rule's condition rests on: `figure op threshold`.
struct Edge {
  const RuleHead* rule;
  Operator op;
  std::string figure, threshold;  // as written
};

/// The comparisons of rules that judge the same rows; by figure and threshold.
using Edges = std::map<std::pair<std::string, std::string>, std::vector<Edge>>;

bool is_order(Operator op) {
  return op == Operator::kLess || op == Operator::kLessEqual || op == Operator::kGreater ||
         op == Operator::kGreaterEqual || op == Operator::kEqual;
}

bool is_above(Operator op) { return op == Operator::kGreater || op == Operator::kGreaterEqual; }
bool is_below(Operator op) { return op == Operator::kLess || op == Operator::kLessEqual; }
bool has_equal(Operator op) {
  return op == Operator::kEqual || op == Operator::kLessEqual || op == Operator::kGreaterEqual;
}

bool is_amount(const Ast& ast) {
  if (ast.kind != AstKind::kLiteral) return false;
  const Value& value = ast.value;
  return value.is(TypeKind::kNumber) || value.is(TypeKind::kMoney) || value.is(TypeKind::kQuantity);
}

/// Gathers the comparisons of one scope: the awards of a table, the rules of an assessment.
class Scope {
 public:
  void add(const RuleHead& rule, const std::optional<Feel>& condition) {
    if (condition) add(rule, *condition);
  }
  void add(const RuleHead& rule, const Feel& condition) {
    if (condition.ast) add(rule, *condition.ast);
  }
  /// `if condition then … else …` is a condition as well.
  void add_choice(const RuleHead& rule, const ValueForm& value) {
    const auto* feel = std::get_if<Feel>(&value.is);
    if (feel != nullptr && feel->ast && feel->ast->kind == AstKind::kIf)
      add(rule, *feel->ast->children.front());
  }

  /// `first_counts`: of rules that both hold the first is taken, which is no doubt.
  void report(bool first_counts, Diagnostics& diagnostics) const {
    for (const auto& [where, edges] : edges_) report(edges, first_counts, diagnostics);
  }

 private:
  void add(const RuleHead& rule, const Ast& ast) {
    if (ast.kind == AstKind::kAnd) {
      for (const AstPtr& part : ast.children) add(rule, *part);
    } else if (ast.kind == AstKind::kBinary && is_order(ast.op)) {
      compare(rule, *ast.children[0], ast.op, *ast.children[1]);
      compare(rule, *ast.children[1], mirrored(ast.op), *ast.children[0]);
    } else if (ast.kind == AstKind::kBetween) {
      compare(rule, *ast.children[0], Operator::kGreaterEqual, *ast.children[1]);
      compare(rule, *ast.children[0], Operator::kLessEqual, *ast.children[2]);
    } else if (ast.kind == AstKind::kIn && ast.children.size() == 2) {
      test(rule, *ast.children[0], *ast.children[1]);
    }
  }

  void test(const RuleHead& rule, const Ast& figure, const Ast& test) {
    if (test.kind == AstKind::kTestCompare && is_order(test.op)) {
      compare(rule, figure, test.op, *test.children[0]);
    } else if (test.kind == AstKind::kTestValue && test.children[0]->kind == AstKind::kRange) {
      const Ast& range = *test.children[0];
      if (range.children[0])
        compare(rule, figure, range.start_included ? Operator::kGreaterEqual : Operator::kGreater,
                *range.children[0]);
      if (range.children[1])
        compare(rule, figure, range.end_included ? Operator::kLessEqual : Operator::kLess,
                *range.children[1]);
    }
  }

  /// Thresholds are amounts; nothing is below or above none.
  void compare(const RuleHead& rule, const Ast& figure, Operator op, const Ast& threshold) {
    if (!is_amount(threshold) || is_amount(figure)) return;
    const Edge edge{&rule, op, std::string(figure.span.text()), std::string(threshold.span.text())};
    edges_[{dump(figure), to_feel(threshold.value)}].push_back(edge);
  }

  static void report(const std::vector<Edge>& edges, bool first_counts, Diagnostics& diagnostics) {
    const Edge* above = nullptr;
    const Edge* below = nullptr;
    std::size_t holding = 0;
    for (const Edge& each : edges) {
      if (is_above(each.op) && above == nullptr) above = &each;
      if (is_below(each.op) && below == nullptr) below = &each;
      if (has_equal(each.op)) ++holding;
    }
    if (above == nullptr || below == nullptr || above->rule == below->rule) return;
    const bool both = has_equal(above->op) && has_equal(below->op);
    if ((both && !first_counts) || holding == 0) {
      diagnostics.add(policy_reading_fault::meeting(*below->rule, *above->rule, above->figure,
                                                    above->threshold, both));
    }
  }

  Edges edges_;
};

void add_items(const std::vector<IndicatorForm>& items, Scope& scope) {
  for (const IndicatorForm& item : items) {
    scope.add(item.head, item.condition);
    if (item.score_value) scope.add_choice(item.head, *item.score_value);
    add_items(item.items, scope);
  }
}

void check_rating(const RatingForm& rating, Diagnostics& diagnostics) {
  Scope scope;
  for (const RatingRule& rule : rating.rules) scope.add(rule.head, rule.when);
  scope.report(true, diagnostics);
}

}  // namespace

void check_thresholds(const Policy& policy, Diagnostics& diagnostics) {
  std::map<std::string, Scope> awards;
  for (const AwardForm& award : policy.reward.awards) {
    awards[award.table].add(award.head, award.when);
    awards[award.table].add_choice(award.head, award.amount);
  }
  for (const auto& [table, scope] : awards) scope.report(false, diagnostics);
  for (const AssessmentForm& assessment : policy.assessments) {
    Scope scope;
    for (const auto* items : {&assessment.indicators, &assessment.bonuses, &assessment.deductions})
      add_items(*items, scope);
    scope.report(false, diagnostics);
    if (assessment.rating) check_rating(*assessment.rating, diagnostics);
  }
}

}  // namespace zhaoshang
