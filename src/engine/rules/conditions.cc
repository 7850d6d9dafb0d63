#include "engine/rules/conditions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "engine/expr/aggregates.h"
#include "engine/expr/evaluator.h"
#include "engine/rules/outcome.h"

namespace zhaoshang {
namespace {

bool is_comparison(Operator op) { return op >= Operator::kEqual; }

/// Without the mark that the checker puts around words of a scale.
const Node& without_place(const Node& node) {
  return node.kind == NodeKind::kPlace ? *node.children[0] : node;
}

bool has_any(const Node& node, std::initializer_list<NodeKind> kinds) {
  bool found = false;
  visit(node, [&](const Node& part) {
    found = found || std::find(kinds.begin(), kinds.end(), part.kind) != kinds.end();
  });
  return found;
}

/// A name for what an expression works out, the same for the same expressions in one frame; empty:
/// it cannot be told apart by its parts' names.
std::string key_of(const Node& node) {
  if (has_any(node, {NodeKind::kExtension, NodeKind::kContext, NodeKind::kSortBy,
                     NodeKind::kReplaceWhere})) {
    return {};
  }
  bool in_order = true;
  visit(node, [&](const Node& part) {
    for (std::size_t k = 0; k < part.arguments.size(); ++k)
      in_order = in_order && (!part.arguments[k] || *part.arguments[k] == k);
  });
  return in_order ? dump(node) : std::string();
}

std::optional<Value> constant_of(const Node& node) {
  const Node& own = without_place(node);
  if (own.kind == NodeKind::kOuter) return constant_of(*own.children[0]);
  if (!is_constant(own) || has_any(own, {NodeKind::kOuter, NodeKind::kOfRow})) return std::nullopt;
  const NoData no_data;
  return Evaluator(no_data).evaluate(own, Frame::single()).at(0);
}

/// Kinds whose values have one order, so that sets of them are intervals.
bool is_ordered(const Type& type) {
  switch (type.kind()) {
    case TypeKind::kNumber:
    case TypeKind::kDate:
    case TypeKind::kText:
    case TypeKind::kBoolean:
    case TypeKind::kDaysDuration:
    case TypeKind::kMonthsDuration: return true;
    case TypeKind::kMoney: return !type.currency().is_none();
    case TypeKind::kQuantity: return !type.unit().is_none();
    default: return false;
  }
}

/// A condition on one input.
struct Judged {
  std::string key;
  const Node* input;
  Outcome outcome;
};

/// What is known of inputs where a condition stands: the values that those before it leave them.
using Known = std::map<std::string, ValueSet>;

void narrow(Known& known, const std::string& key, const ValueSet& values) {
  const auto [place, is_new] = known.emplace(key, values);
  if (!is_new) place->second = place->second.intersect(values);
}

class Judge {
 public:
  explicit Judge(const DomainOf& domain_of) : domain_of_(domain_of) {}

  void look(const Node& node, const Known& known) {
    switch (node.kind) {
      case NodeKind::kAnd:
      case NodeKind::kOr: look_at_logic(node, known); break;
      case NodeKind::kIf: look_at_choice(node, known); break;
      case NodeKind::kCall:
      case NodeKind::kList: look_at_parts(node, known); break;
      case NodeKind::kExtension:
        node.extension->visit([&](const Node& below) { look(below, {}); });
        break;
      default:
        // What stands in a frame of its own has its own inputs.
        for (const NodePtr& child : node.children) look(*child, {});
        if (is_condition(node)) judge(node, known);
    }
  }

  std::vector<IdleCondition> found;

 private:
  static bool is_negation(const Node& node) {
    return node.kind == NodeKind::kCall && node.name == "not" && node.children.size() == 1;
  }

  /// Nodes that compare; a literal true or false is said on purpose.
  static bool is_condition(const Node& node) {
    switch (node.kind) {
      case NodeKind::kBinary: return is_comparison(node.op);
      case NodeKind::kBetween:
      case NodeKind::kInstanceOf: return true;
      case NodeKind::kBind: return node.children.back()->kind == NodeKind::kTests;
      default: return false;
    }
  }

  void look_at_parts(const Node& node, const Known& known) {
    const std::size_t before = found.size();
    for (const NodePtr& child : node.children) look(*child, known);
    if (found.size() == before && is_negation(node)) judge(node, known);
  }

  void look_at_logic(const Node& node, const Known& known) {
    const bool is_and = node.kind == NodeKind::kAnd;
    Known here = known;
    const std::size_t before = found.size();
    for (const NodePtr& child : node.children) {
      look(*child, here);
      learn(*child, is_and, here);
    }
    if (found.size() == before) judge(node, known);
  }

  void look_at_choice(const Node& node, const Known& known) {
    const Node& condition = *node.children[0];
    look(condition, known);
    Known where_true = known;
    Known where_not = known;
    learn(condition, true, where_true);
    learn(condition, false, where_not);
    look(*node.children[1], where_true);
    look(*node.children[2], where_not);
  }

  /// Adds what is known where a condition is true, or is not.
  void learn(const Node& condition, bool is_true, Known& known) const {
    if (const auto judged = judged_of(condition)) {
      const ValueSet& yes = judged->outcome.yes;
      narrow(known, judged->key, is_true ? yes : yes.complement());
      return;
    }
    const NodeKind divides = is_true ? NodeKind::kAnd : NodeKind::kOr;
    if (condition.kind != divides) return;
    for (const NodePtr& child : condition.children) learn(*child, is_true, known);
  }

  void judge(const Node& node, const Known& known) {
    if (const auto constant = constant_of(node)) {
      found.push_back({&node, constant->is_true(), IdleCondition::Why::kConstant, {}, {}, {}});
      return;
    }
    if (judge_sides(node) || judge_instance(node)) return;
    if (const auto judged = judged_of(node)) judge_values(node, *judged, known);
  }

  void judge_values(const Node& node, const Judged& judged, const Known& known) {
    const Domain domain = domain_of_(*judged.input);
    const auto tell = [&](bool holds, IdleCondition::Why why, std::string values) {
      found.push_back({&node, holds, why, std::string(judged.input->span.text()),
                       judged.input->type, std::move(values)});
    };
    const ValueSet& yes = judged.outcome.yes;
    if (domain.is_empty(yes)) {
      tell(false, IdleCondition::Why::kValues, values_of(domain));
      return;
    }
    if (domain.without_null().is_empty(yes.complement())) {
      // Whether there is a value at all is a question (x != null), unless null fails it only by
      // being nothing: x < 5 or x >= 5.
      const bool asks = domain.has_null() && judged.outcome.no.has_null();
      if (!asks) tell(true, IdleCondition::Why::kValues, values_of(domain));
      return;
    }
    const auto earlier = known.find(judged.key);
    if (earlier == known.end() || !domain.is_empty(yes.intersect(earlier->second))) return;
    // Where those before it leave nothing, one of them was told.
    const ValueSet left = earlier->second.with_null(false);
    if (!domain.is_empty(left)) tell(false, IdleCondition::Why::kEarlier, domain.describe(left));
  }

  /// The values of a domain as tests on its type; empty: all of it.
  static std::string values_of(const Domain& domain) {
    ValueSet all;
    for (const Domain::Piece& piece : domain.without_null().pieces({}))
      all = all.unite(ValueSet::interval(piece.extent));
    const std::string tests = Domain(domain.type()).without_null().describe(all);
    return tests == "-" ? std::string() : tests;
  }

  /// `unit_id = unit_id`: a slip for a name that is hidden.
  bool judge_sides(const Node& node) {
    if (node.kind != NodeKind::kBinary) return false;
    const std::string left = key_of(*node.children[0]);
    if (left.empty() || left != key_of(*node.children[1])) return false;
    const bool holds = node.op == Operator::kEqual || node.op == Operator::kLessEqual ||
                       node.op == Operator::kGreaterEqual;
    found.push_back({&node, holds, IdleCondition::Why::kSameSides, {}, {}, {}});
    return true;
  }

  /// A type that its value never has.
  bool judge_instance(const Node& node) {
    if (node.kind != NodeKind::kInstanceOf) return false;
    const Node& input = *node.children[0];
    if (!is_ordered(input.type)) return true;
    const Domain domain = domain_of_(input).without_null();
    const auto sample = domain.witness(ValueSet::everything());
    if (sample && !is_instance(*sample, node.tested_type)) {
      found.push_back({&node,
                       false,
                       IdleCondition::Why::kType,
                       std::string(input.span.text()),
                       input.type,
                       {}});
    }
    return true;
  }

  std::optional<Judged> judged_of(const Node& condition) const {
    const Node& node = condition;
    switch (node.kind) {
      case NodeKind::kBinary: return comparison(node);
      case NodeKind::kBetween: return within(node);
      case NodeKind::kBind: return membership(node);
      case NodeKind::kAnd:
      case NodeKind::kOr: return joined(node);
      case NodeKind::kIf: return chosen(node);
      case NodeKind::kCall: {
        if (!is_negation(node)) return std::nullopt;
        auto judged = judged_of(*node.children[0]);
        if (judged) judged->outcome = negation(judged->outcome);
        return judged;
      }
      case NodeKind::kFrameField:
      case NodeKind::kField:
      case NodeKind::kLocal:
      case NodeKind::kEntry:
      case NodeKind::kGlobal: {
        if (!node.type.is(TypeKind::kBoolean)) return std::nullopt;
        return about(node, Outcome{ValueSet::point(true), ValueSet::point(false)});
      }
      default: return std::nullopt;
    }
  }

  std::optional<Judged> about(const Node& input, std::optional<Outcome> outcome) const {
    std::string key = key_of(input);
    if (key.empty() || !outcome) return std::nullopt;
    return Judged{std::move(key), &input, std::move(*outcome)};
  }

  std::optional<Judged> comparison(const Node& node) const {
    if (!is_comparison(node.op)) return std::nullopt;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const Node& input = without_place(*node.children[side]);
      const auto value = constant_of(*node.children[1 - side]);
      if (!value || constant_of(input) || !is_ordered(input.type)) continue;
      return about(input,
                   outcome_of(side == 0 ? node.op : mirrored(node.op), *value, domain_of_(input)));
    }
    return std::nullopt;
  }

  std::optional<Judged> within(const Node& node) const {
    const Node& input = without_place(*node.children[0]);
    const auto low = constant_of(*node.children[1]);
    const auto high = constant_of(*node.children[2]);
    if (!low || !high || !is_ordered(input.type)) return std::nullopt;
    const Domain domain = domain_of_(input);
    const auto above = outcome_of(Operator::kGreaterEqual, *low, domain);
    const auto below = outcome_of(Operator::kLessEqual, *high, domain);
    return about(input, above && below ? std::optional(both(*above, *below)) : std::nullopt);
  }

  std::optional<Judged> membership(const Node& node) const {
    const Node& input = without_place(*node.children[0]);
    const bool is_in = node.children.size() == 2 && node.children[1]->kind == NodeKind::kTests;
    if (!is_in || !is_ordered(input.type)) return std::nullopt;
    return about(input, tests(*node.children[1], domain_of_(input)));
  }

  /// Unary tests on local 0.
  std::optional<Outcome> tests(const Node& node, const Domain& domain) const {
    switch (node.kind) {
      case NodeKind::kTests: return all_tests(node, domain);
      case NodeKind::kAnd: {
        std::optional<Outcome> result = tests(*node.children[0], domain);
        const std::optional<Outcome> other = tests(*node.children[1], domain);
        return result && other ? std::optional(both(*result, *other)) : std::nullopt;
      }
      case NodeKind::kTestCompare: {
        const auto value = constant_of(*node.children[0]);
        return value ? outcome_of(node.op, *value, domain) : std::nullopt;
      }
      case NodeKind::kTestValue: {
        if (node.uses_tested) return std::nullopt;
        const auto value = constant_of(*node.children[0]);
        return value ? outcome_in(*value, domain) : std::nullopt;
      }
      default: return std::nullopt;
    }
  }

  std::optional<Outcome> all_tests(const Node& node, const Domain& domain) const {
    if (node.children.empty()) return std::nullopt;
    std::optional<Outcome> result = tests(*node.children[0], domain);
    for (std::size_t k = 1; k < node.children.size() && result; ++k) {
      const std::optional<Outcome> next = tests(*node.children[k], domain);
      result = next ? std::optional(either(*result, *next)) : std::nullopt;
    }
    if (result && node.negated) result = negation(*result);
    return result;
  }

  /// Conditions on one and the same input.
  std::optional<Judged> joined(const Node& node) const {
    auto result = judged_of(*node.children[0]);
    for (std::size_t k = 1; k < node.children.size() && result; ++k) {
      const auto next = judged_of(*node.children[k]);
      if (!next || next->key != result->key) return std::nullopt;
      result->outcome = node.kind == NodeKind::kAnd ? both(result->outcome, next->outcome)
                                                    : either(result->outcome, next->outcome);
    }
    return result;
  }

  /// A choice between conditions on the input that decides between them.
  std::optional<Judged> chosen(const Node& node) const {
    auto condition = judged_of(*node.children[0]);
    const auto yes = judged_of(*node.children[1]);
    const auto no = judged_of(*node.children[2]);
    if (!condition || !yes || !no || yes->key != condition->key || no->key != condition->key)
      return std::nullopt;
    const ValueSet where = condition->outcome.yes;
    const ValueSet elsewhere = where.complement();
    const auto either_way = [&](const ValueSet& a, const ValueSet& b) {
      return where.intersect(a).unite(elsewhere.intersect(b));
    };
    condition->outcome = {either_way(yes->outcome.yes, no->outcome.yes),
                          either_way(yes->outcome.no, no->outcome.no)};
    return condition;
  }

  const DomainOf& domain_of_;
};

}  // namespace

std::vector<IdleCondition> idle_conditions(const Node& root, const DomainOf& domain_of) {
  Judge judge(domain_of);
  judge.look(root, {});
  return std::move(judge.found);
}

}  // namespace zhaoshang
