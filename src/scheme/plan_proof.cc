#include "scheme/plan_proof.h"

#include <algorithm>

#include "engine/expr/evaluator.h"
#include "engine/expr/functions.h"
#include "engine/rules/conditions.h"
#include "engine/rules/proof.h"
#include "engine/rules/rules_diagnostics.h"
#include "engine/rules/test_sets.h"
#include "scheme/plan.h"

namespace zhaoshang {

namespace {

/// The parameters in force on a day, and nothing else.
class ParametersOn : public NoData {
 public:
  ParametersOn(const Environment& environment, std::optional<Date> day)
      : environment_(environment), day_(day) {}
  Value global(std::uint32_t global, std::optional<Date>) const override {
    return environment_.global_on(global, day_);
  }

 private:
  const Environment& environment_;
  std::optional<Date> day_;
};

bool reads_rows(const Node& node) {
  bool reads = false;
  visit(node, [&](const Node& part) {
    switch (part.kind) {
      case NodeKind::kFrameField:
      case NodeKind::kFrameRow:
      case NodeKind::kField:
      case NodeKind::kLocal:
      case NodeKind::kTable:
      case NodeKind::kDataCall: reads = true; break;
      default: break;
    }
  });
  return reads;
}

/// Whether an expression, or the figure that it names, counts: it is never below 0.
bool is_count(const Node& node, const Environment& environment) {
  if (node.kind == NodeKind::kCall) {
    for (const char* name : {"count", "whole steps", "begun steps", "proportional steps", "days in",
                             "longest run", "last run"}) {
      const Function* function = find_function(name);
      const bool is_called =
          std::any_of(function->signatures.begin(), function->signatures.end(),
                      [&](const Signature& signature) { return &signature == node.signature; });
      if (is_called) return true;
    }
  }
  const bool is_named = node.kind == NodeKind::kFrameField || node.kind == NodeKind::kField;
  const Plan* plan = dynamic_cast<const Plan*>(&environment);  // `eval` has no figures
  if (!is_named || plan == nullptr) return false;
  const Field& field = plan->field(node.table, node.index);
  if (field.fold) return field.fold->aggregate == Aggregate::kCount;
  return field.kind == Field::Kind::kProgram && field.measure == nullptr && field.program.root &&
         is_count(*field.program.root, environment);
}

bool mentions_null(const Ast& ast) {
  if (ast.kind == AstKind::kLiteral && ast.value.is_null()) return true;
  return std::any_of(ast.children.begin(), ast.children.end(),
                     [](const AstPtr& child) { return child && mentions_null(*child); });
}

std::optional<Value> constant_in(const Ast& ast, Environment& environment,
                                 const ParametersOn& data) {
  Diagnostics reported;  // faults were reported when the cell was compiled
  const NodePtr node = Checker(environment, reported).check_with(ast, std::nullopt, {});
  if (!node || reads_rows(*node)) return std::nullopt;
  return Evaluator(data).evaluate(*node, Frame::single()).at(0);
}

Severity worst_under(Rigour rigour) {
  return rigour == Rigour::kPolicy ? Severity::kError : Severity::kWarning;
}

class Prover {
 public:
  Prover(const TableForm& form, const DecisionTable& table, Environment& environment,
         std::optional<Date> day)
      : form_(form), table_(table), environment_(environment), data_(environment, day) {}

  ProofQuestion question() {
    ProofQuestion question;
    question.hit = table_.hit;
    question.gaps_allowed = form_.incomplete_allowed;
    for (std::size_t k = 0; k < table_.inputs.size(); ++k)
      question.columns.push_back({table_.inputs[k].text, domain(k)});
    for (const TableForm::Rule& rule : form_.rules) {
      ProofQuestion::Row row;
      for (std::size_t k = 0; k < table_.inputs.size(); ++k) {
        const bool tests = k < rule.tests.size() && rule.tests[k] && rule.tests[k]->ast;
        row.push_back(tests ? set_of(*rule.tests[k]->ast, question.columns[k].domain, constant_)
                            : std::optional(ValueSet::everything()));
      }
      question.rows.push_back(std::move(row));
    }
    question.same_outputs = [this](std::size_t a, std::size_t b) {
      return outputs(a) == outputs(b);
    };
    question.outranks = [this](std::size_t a, std::size_t b) { return places(a) < places(b); };
    return question;
  }

 private:
  Domain domain(std::size_t input) const {
    Domain domain = domain_of(*table_.inputs[input].expression, environment_);
    if (form_.inputs[input].values && form_.inputs[input].values->ast) {
      if (auto allowed = set_of(*form_.inputs[input].values->ast, domain, constant_))
        domain = domain.within(*allowed);
    }
    const bool asks =
        std::any_of(form_.rules.begin(), form_.rules.end(), [&](const TableForm::Rule& rule) {
          return input < rule.tests.size() && rule.tests[input] && rule.tests[input]->ast &&
                 mentions_null(*rule.tests[input]->ast);
        });
    return asks ? domain : domain.without_null();
  }

  std::string outputs(std::size_t rule) const {
    std::string text;
    for (const NodePtr& result : table_.rules[rule].results) text += dump(*result) + ' ';
    return text;
  }
  /// The places of a rule's results in the order of declared values.
  std::vector<std::size_t> places(std::size_t rule) const {
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < table_.outputs.size(); ++k) {
      const std::vector<Value>& order = table_.outputs[k].order;
      const Node& result = *table_.rules[rule].results[k];
      const Value value =
          is_constant(result) ? Evaluator(data_).evaluate(result, Frame::single()).at(0) : Value();
      places.push_back(static_cast<std::size_t>(
          std::find_if(order.begin(), order.end(),
                       [&](const Value& each) { return same(each, value); }) -
          order.begin()));
    }
    return places;
  }

  const TableForm& form_;
  const DecisionTable& table_;
  Environment& environment_;
  ParametersOn data_;
  ConstantEvaluator constant_ = [this](const Ast& ast) {
    return constant_in(ast, environment_, data_);
  };
};

}  // namespace

std::optional<Value> value_on(const Node& node, const Environment& environment,
                              std::optional<Date> day) {
  if (reads_rows(node)) return std::nullopt;
  return Evaluator(ParametersOn(environment, day)).evaluate(node, Frame::single()).at(0);
}

Domain domain_of(const Node& expression, const Environment& environment) {
  Domain domain(expression.type);
  const std::vector<std::string> words = environment.declared_values(expression);
  if (!words.empty() && expression.type.is(TypeKind::kText) && !expression.type.scale()) {
    std::vector<Value> values;
    for (const std::string& word : words) values.emplace_back(word);
    domain = Domain::of_values(expression.type, values);
  }
  if (is_count(expression, environment))
    domain = domain.within(ValueSet::interval({Value(0), Value(), true, false}));
  return domain;
}

void check_conditions(const Node& root, const Environment& environment, Diagnostics& diagnostics) {
  const DomainOf domain = [&](const Node& input) { return domain_of(input, environment); };
  for (const IdleCondition& each : idle_conditions(root, domain)) {
    // What a name like `serving` stands for is not the policy's.
    if (each.node->span.file == root.span.file) diagnostics.add(rules_fault::idle(each));
  }
}

void prove_table(const TableForm& form, const DecisionTable& table, Environment& environment,
                 Rigour rigour, Diagnostics& diagnostics) {
  if (form.is_faulty) return;
  std::vector<Span> rows;
  for (const DecisionTable::Rule& rule : table.rules) rows.push_back(rule.span);
  // Parameters that change make another table from each such day on: the first faulty one is told.
  for (const std::optional<Date>& day : environment.days_of_change()) {
    Prover prover(form, table, environment, day);
    const ProofQuestion question = prover.question();
    const TableProof proof = prove(question);
    if (proof.is_sound()) continue;
    report_proof(question, proof, table.span, rows, worst_under(rigour), diagnostics);
    return;
  }
}

void prove_brackets(const TableForm& form, const Type& amount, Environment& environment,
                    Rigour rigour, Diagnostics& diagnostics) {
  const ParametersOn data(environment, std::nullopt);
  const ConstantEvaluator constant = [&](const Ast& ast) {
    return constant_in(ast, environment, data);
  };
  const Domain every = Domain(amount).without_null();
  ProofQuestion question;
  question.gaps_allowed = form.incomplete_allowed;
  std::vector<Span> places;
  for (const TableForm::Rule& rule : form.rules) {
    question.rows.push_back({set_of(*rule.tests[0]->ast, every, constant)});
    places.push_back(rule.span);
  }
  if (question.rows.empty()) return;
  Domain covered = every;
  if (const auto& first = question.rows.front()[0]; first && !first->intervals().empty()) {
    const Interval& lowest = first->intervals().front();
    if (!lowest.low.is_null())
      covered = every.within(ValueSet::interval({lowest.low, Value(), lowest.low_included, false}));
  }
  question.columns.push_back({form.inputs[0].expression.text.text(), covered});
  const TableProof proof = prove(question);
  if (!proof.is_sound())
    report_proof(question, proof, form.span, places, worst_under(rigour), diagnostics);
}

}  // namespace zhaoshang
