#include "scheme/plan_values.h"

#include "engine/expr/evaluator.h"
#include "scheme/plan_diagnostics.h"
#include "scheme/plan_proof.h"

namespace zhaoshang {

namespace {

Quantum quantum_of(const RoundingRule& rule) { return {rule.quantum, rule.mode}; }

Span span_of_form(const ValueForm& form) {
  return form.head.span.file != nullptr ? form.head.span : form.span;
}

}  // namespace

std::optional<Value> constant_value(const Node& node) {
  if (!is_constant(node)) return std::nullopt;
  const NoData no_data;
  Evaluator evaluator(no_data);
  return evaluator.evaluate(node, Frame::single()).at(0);
}

NodePtr ValueCompiler::compile(const Feel& feel, const ValueScope& scope) {
  return feel.ast ? compile(*feel.ast, scope) : nullptr;
}

NodePtr ValueCompiler::compile(const Ast& ast, const ValueScope& scope) {
  NodePtr node =
      Checker(environment_, diagnostics_, rigour_).check_with(ast, scope.table, scope.variables);
  if (node && rigour_ == Rigour::kPolicy) environment_.review(*node);
  return node;
}

NodePtr ValueCompiler::compile(const Feel& feel, const ValueScope& scope, TypeKind wanted,
                               std::string_view what) {
  NodePtr node = compile(feel, scope);
  if (!node) return nullptr;
  const Type& type = node->type;
  if (!type.is(wanted) && !type.is_any() && !type.is(TypeKind::kNull)) {
    diagnostics_.add(plan_diagnostics::wrong_type(feel.span(), what, wanted, type));
    return nullptr;
  }
  return node;
}

NodePtr ValueCompiler::compile(const ValueForm& form, const ValueScope& scope) {
  NodePtr value;
  if (const Feel* feel = std::get_if<Feel>(&form.is)) {
    value = compile(*feel, scope);
  } else if (const TableForm* table = std::get_if<TableForm>(&form.is)) {
    if (auto compiled = compile_table(*table, scope)) value = table_node(std::move(compiled));
  } else if (const BracketForm* brackets = std::get_if<BracketForm>(&form.is)) {
    value = compile_brackets(*brackets, scope);
  } else if (const auto* lines = std::get_if<std::vector<SheetLine>>(&form.is)) {
    value = compile_sheet(*lines, scope, form);
  }
  return value ? finish(std::move(value), form, scope) : nullptr;
}

Decimal ValueCompiler::scale_of(const ValueForm& form, const Type& type) {
  if (form.unit.empty()) return 1;
  const auto measure = measure_of(form.unit);
  if (!measure) return 1;
  const bool fits = measure->is_money()
                        ? type.is(TypeKind::kMoney) &&
                              (type.currency().is_none() || type.currency() == measure->currency)
                    : measure->is_quantity() ? true  // a count may be called 个 or 条
                                             : true;
  if (!fits && !type.is_any())
    diagnostics_.add(plan_diagnostics::unit_of_value(form.unit_span, form.unit, type));
  return type.is(TypeKind::kMoney) || type.is(TypeKind::kQuantity) ? measure->scale : Decimal(1);
}

namespace {

/// `cap: null` says that there is none.
bool is_none(const Feel& feel) {
  return feel.ast && feel.ast->kind == AstKind::kLiteral && feel.ast->value.is_null();
}

}  // namespace

NodePtr ValueCompiler::finish(NodePtr value, const ValueForm& form, const ValueScope& scope) {
  const Decimal scale = scale_of(form, value->type);
  if (!form.otherwise && !form.cap && !form.floor && !form.round) return value;
  auto finish = std::make_shared<Finish>();
  const Span span = value->span;
  Type type = value->type;
  const auto part = [&](const std::optional<Feel>& feel, NodePtr& node, Operator op) {
    if (!feel || is_none(*feel)) return true;
    node = compile(*feel, scope);
    if (!node) return false;
    const OperationType found = type_of_operation(op, type, node->type);
    if (found.fault != OperationType::Fault::kNone) {
      diagnostics_.add(
          plan_diagnostics::wrong_type(feel->span(), "cap/floor/otherwise", type, node->type));
      return false;
    }
    return true;
  };
  bool good = part(form.cap, finish->cap, Operator::kLess);
  good = part(form.floor, finish->floor, Operator::kLess) && good;
  if (form.otherwise) {
    finish->otherwise = compile(*form.otherwise, scope);
    good = good && finish->otherwise != nullptr;
    if (finish->otherwise) type = common_type(type, finish->otherwise->type);
  }
  if (!good) return nullptr;
  if (form.round) finish->round = quantum_of(form.round->value);
  finish->scale = scale;
  finish->value = std::move(value);
  return extension_node(std::move(finish), type, span);
}

std::shared_ptr<DecisionTable> ValueCompiler::compile_table(const TableForm& form,
                                                            const ValueScope& scope) {
  auto table = std::make_shared<DecisionTable>();
  table->hit = form.hit;
  table->aggregate = form.aggregate;
  table->span = form.span;
  bool good = true;
  for (const TableForm::Input& input : form.inputs) {
    DecisionTable::Input compiled;
    compiled.text = input.expression.text.text();
    compiled.expression = compile(input.expression, scope);
    good = good && compiled.expression != nullptr;
    if (compiled.expression && input.values && input.values->ast) {
      compiled.allowed = Checker(environment_, diagnostics_, rigour_)
                             .check_tests(*input.values->ast, scope.table, scope.variables,
                                          compiled.expression->type);
      good = good && compiled.allowed != nullptr;
    }
    table->inputs.push_back(std::move(compiled));
  }
  for (const TableForm::Output& output : form.outputs) {
    DecisionTable::Output compiled;
    compiled.name = output.name;
    compiled.type = TypeKind::kNull;
    if (output.values && output.values->ast) {
      for (const AstPtr& test : output.values->ast->children) {
        const Ast& value = test->kind == AstKind::kTestValue ? *test->children[0] : *test;
        NodePtr node = Checker(environment_, diagnostics_, rigour_)
                           .check_with(value, scope.table, scope.variables);
        if (!node) continue;
        if (auto constant = constant_value(*node)) compiled.order.push_back(*constant);
      }
    }
    if (output.otherwise) {
      compiled.otherwise = compile(*output.otherwise, scope);
      good = good && compiled.otherwise != nullptr;
      if (compiled.otherwise) compiled.type = common_type(compiled.type, compiled.otherwise->type);
    }
    table->outputs.push_back(std::move(compiled));
  }
  for (const TableForm::Rule& rule : form.rules) {
    DecisionTable::Rule compiled;
    compiled.annotation = rule.annotation;
    compiled.clause = rule.clause;
    compiled.span = rule.span;
    for (std::size_t k = 0; k < table->inputs.size(); ++k) {
      const std::optional<Feel>* test = k < rule.tests.size() ? &rule.tests[k] : nullptr;
      NodePtr node;
      if (test != nullptr && *test && (*test)->ast && table->inputs[k].expression) {
        node = Checker(environment_, diagnostics_, rigour_)
                   .check_tests(*(*test)->ast, scope.table, scope.variables,
                                table->inputs[k].expression->type);
        good = good && node != nullptr;
      }
      compiled.tests.push_back(std::move(node));
    }
    for (std::size_t k = 0; k < table->outputs.size(); ++k) {
      NodePtr node;
      if (k < rule.results.size() && rule.results[k]) {
        node = compile(*rule.results[k], scope);
        good = good && node != nullptr;
      } else {
        node = std::make_unique<Node>();
        node->type = TypeKind::kNull;
      }
      if (node) table->outputs[k].type = common_type(table->outputs[k].type, node->type);
      compiled.results.push_back(std::move(node));
    }
    table->rules.push_back(std::move(compiled));
  }
  if (!good) return nullptr;
  prove_table(form, *table, environment_, rigour_, diagnostics_);
  return table;
}

NodePtr ValueCompiler::compile_brackets(const BracketForm& form, const ValueScope& scope) {
  auto brackets = std::make_shared<Brackets>();
  brackets->slice = form.slice;
  if (!form.parameter.empty()) {
    const auto word = environment_.find_global(form.parameter, form.word_span);
    if (!word) return nullptr;  // reported where it was read
    brackets->word = std::make_unique<Node>();
    brackets->word->kind = NodeKind::kGlobal;
    brackets->word->type = word->type;
    brackets->word->index = word->global;
    brackets->word->name = form.parameter;
    brackets->word->span = form.word_span;
  }
  brackets->of = compile(form.of, scope);
  if (!brackets->of || form.table.is_faulty) return nullptr;
  bool good = true;
  Type result = TypeKind::kNull;
  for (const TableForm::Rule& rule : form.table.rules) {
    Brackets::Bracket bracket;
    bracket.clause = rule.clause;
    bracket.span = rule.span;
    if (rule.tests.empty() || !rule.tests[0] || !rule.tests[0]->ast || rule.results.empty() ||
        !rule.results[0]) {
      diagnostics_.add(plan_diagnostics::not_constant(rule.span));
      good = false;
      continue;
    }
    // One test: a comparison or a range whose ends are constants.
    const Ast& tests = *rule.tests[0]->ast;
    const Ast* test =
        tests.children.size() == 1 && !tests.negated ? tests.children[0].get() : nullptr;
    const auto end_of = [&](const AstPtr& end) -> Value {
      if (!end) return {};
      NodePtr node = Checker(environment_, diagnostics_, rigour_)
                         .check_with(*end, scope.table, scope.variables);
      if (!node) {
        good = false;
        return {};
      }
      if (auto constant = constant_value(*node)) return *constant;
      diagnostics_.add(plan_diagnostics::not_constant(end->span));
      good = false;
      return {};
    };
    const Ast* range =
        test != nullptr && test->kind == AstKind::kTestValue ? test->children[0].get() : test;
    if (test != nullptr && test->kind == AstKind::kTestCompare) {
      const Value end = end_of(test->children[0]);
      const bool below = test->op == Operator::kLess || test->op == Operator::kLessEqual;
      (below ? bracket.high : bracket.low) = end;
      bracket.high_included = test->op == Operator::kLessEqual;
      bracket.low_included = test->op == Operator::kGreaterEqual;
    } else if (range != nullptr && range->kind == AstKind::kRange) {
      bracket.low = end_of(range->children[0]);
      bracket.high = end_of(range->children[1]);
      bracket.low_included = range->start_included;
      bracket.high_included = range->end_included;
    } else {
      diagnostics_.add(plan_diagnostics::not_constant(rule.span));
      good = false;
      continue;
    }
    bracket.result = compile(*rule.results[0], scope);
    if (!bracket.result) {
      good = false;
      continue;
    }
    const Type amount =
        bracket.result->type.is(TypeKind::kNumber) ? brackets->of->type : bracket.result->type;
    result = common_type(result, amount);
    brackets->brackets.push_back(std::move(bracket));
  }
  if (!good) return nullptr;
  prove_brackets(form.table, brackets->of->type, environment_, rigour_, diagnostics_);
  brackets->result_type = result;
  return extension_node(std::move(brackets), result, form.table.span);
}

NodePtr ValueCompiler::compile_sheet(const std::vector<SheetLine>& lines, const ValueScope& scope,
                                     const ValueForm& form) {
  auto sheet = std::make_shared<Sheet>();
  Type type = TypeKind::kNull;
  bool good = true;
  for (const SheetLine& line : lines) {
    Sheet::Line compiled;
    compiled.step = static_cast<Sheet::Step>(line.step);
    compiled.clause = line.clause;
    compiled.span = line.span;
    if (line.rounding) compiled.round = quantum_of(*line.rounding);
    if (line.when) {
      compiled.when = compile(*line.when, scope, TypeKind::kBoolean, "when");
      good = good && compiled.when != nullptr;
    }
    if (line.value) {
      compiled.value = compile(*line.value, scope);
      good = good && compiled.value != nullptr;
    }
    if (compiled.value) {
      const Type& part = compiled.value->type;
      OperationType found;
      switch (line.step) {
        case SheetLine::Step::kStart: found.type = common_type(type, part); break;
        case SheetLine::Step::kPlus: found = type_of_operation(Operator::kAdd, type, part); break;
        case SheetLine::Step::kMinus:
          found = type_of_operation(Operator::kSubtract, type, part);
          break;
        case SheetLine::Step::kTimes:
          found = type_of_operation(Operator::kMultiply, type, part);
          break;
        case SheetLine::Step::kCap:
        case SheetLine::Step::kFloor:
          found = type_of_operation(Operator::kLess, type, part);
          found.type = type;
          break;
        case SheetLine::Step::kRound: found.type = type; break;
      }
      if (found.fault != OperationType::Fault::kNone) {
        diagnostics_.add(plan_diagnostics::wrong_type(compiled.value->span, "amount", type, part));
        good = false;
      } else {
        type = found.type;
      }
    }
    sheet->lines.push_back(std::move(compiled));
  }
  if (!good) return nullptr;
  sheet->result_type = type;
  sheet->scale = scale_of(form, type);
  return extension_node(std::move(sheet), type, span_of_form(form));
}

}  // namespace zhaoshang
