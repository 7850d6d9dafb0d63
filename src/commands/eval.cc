#include "commands/eval.h"

#include <algorithm>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/base/source.h"
#include "engine/expr/checker.h"
#include "engine/expr/environment.h"
#include "engine/expr/evaluator.h"
#include "engine/expr/parser.h"
#include "engine/policy/document.h"
#include "scheme/plan_values.h"
#include "scheme/policy.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kTested = "?";

/// One run of eval: the names bound so far, and what is worked out with them.
class Evaluation {
 public:
  explicit Evaluation(Diagnostics& diagnostics) : diagnostics_(diagnostics) {
    names_.outer = &single_;
    names_.size = 1;
  }

  /// A name bound again has the later value.
  void bind(const Let& let) {
    // A name without a value stays bound, so that its uses are not reported as unknown.
    const Value value = expression("--let " + let.name, let.expression).value_or(Value());
    Type type = type_of(value);
    if (type.is_integer()) type = TypeKind::kNumber;  // another time it need not be whole
    if (let.name == kTested) tested_ = value;
    std::size_t slot = 0;
    while (slot < variables_.size() && variables_[slot].name != let.name) ++slot;
    variables_.resize(std::max(variables_.size(), slot + 1));
    names_.locals.resize(variables_.size());
    variables_[slot] = {let.name, type};
    names_.locals[slot] = Column::constant(value, type, 1);
  }

  std::optional<Value> expression(std::string path, const std::string& text) {
    const AstPtr ast = parse_expression(source(std::move(path), text), diagnostics_);
    if (!ast) return std::nullopt;
    return run(checker().check_with(*ast, std::nullopt, variables_), names());
  }

  std::optional<Value> tests(std::string path, const std::string& text) {
    const AstPtr ast = parse_unary_tests(source(std::move(path), text), diagnostics_);
    if (!ast) return std::nullopt;
    const Type type = type_of(tested_);
    Frame tested;
    tested.outer = &names();
    tested.size = 1;
    tested.locals.push_back(Column::constant(tested_, type, 1));
    return run(checker().check_tests(*ast, std::nullopt, variables_, type), tested);
  }

  std::optional<Value> table(const std::string& path) {
    const SourceFile& file = files_.emplace_back(path, read_document(path));
    const std::optional<PolicyNode> root = load_document(file, diagnostics_);
    if (!root) return std::nullopt;
    const TableForm form = read_table_file(*root, diagnostics_);
    if (diagnostics_.has_errors()) return std::nullopt;
    ValueCompiler compiler(environment_, diagnostics_, Rigour::kEval);
    auto compiled = compiler.compile_table(form, {std::nullopt, variables_});
    return compiled ? run(table_node(std::move(compiled)), names()) : std::nullopt;
  }

 private:
  SourceText source(std::string path, const std::string& text) {
    const SourceFile& file = files_.emplace_back(std::move(path), text);
    return SourceText(Span{&file, 0, text.size()});
  }
  Checker checker() { return Checker(environment_, diagnostics_, Rigour::kEval); }
  /// The frame that a program checked with `variables_` expects.
  const Frame& names() const { return variables_.empty() ? single_ : names_; }

  std::optional<Value> run(const NodePtr& node, const Frame& frame) {
    if (!node) return std::nullopt;
    return Evaluator(data_).evaluate(*node, frame).at(0);
  }

  Diagnostics& diagnostics_;
  EmptyEnvironment environment_;
  NoData data_;
  std::list<SourceFile> files_;  // spans point at them
  std::vector<Checker::Variable> variables_;
  Value tested_;
  Frame single_ = Frame::single();
  Frame names_;
};

}  // namespace

std::optional<Value> evaluate(const Options& options, Diagnostics& diagnostics) {
  Evaluation evaluation(diagnostics);
  for (const Let& let : options.lets) evaluation.bind(let);
  std::optional<Value> value;
  if (options.table) {
    value = evaluation.table(*options.table);
  } else if (options.test) {
    value = evaluation.tests("EXPR", *options.expression);
  } else {
    value = evaluation.expression("EXPR", *options.expression);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  return value;
}

int run_eval(const Options& options, Diagnostics& diagnostics) {
  const std::optional<Value> value = evaluate(options, diagnostics);
  if (!value) return exit_code::kBadPolicy;
  Output output = Output::standard();
  output.write(options.format == TableFormat::kJson ? to_json(*value) : to_feel(*value));
  output.write("\n");
  output.close();
  return exit_code::kDone;
}

}  // namespace zhaoshang
