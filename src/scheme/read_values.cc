// VALUE: an expression, a decision table, brackets or a sheet, with what may stand around it.
#include <array>
#include <utility>

#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

using Step = SheetLine::Step;

constexpr std::array<std::pair<std::string_view, Step>, 7> kSteps{{{"start", Step::kStart},
                                                                   {"plus", Step::kPlus},
                                                                   {"minus", Step::kMinus},
                                                                   {"times", Step::kTimes},
                                                                   {"cap", Step::kCap},
                                                                   {"floor", Step::kFloor},
                                                                   {"round", Step::kRound}}};

Step step_of(std::string_view key) {
  for (const auto& [word, step] : kSteps) {
    if (word == key) return step;
  }
  return Step::kStart;
}

SheetLine read_sheet_line(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::sheet_line_form(), reading);
  SheetLine line;
  line.span = node.span;
  if (const auto key = map.one_of({"start", "plus", "minus", "times", "cap", "floor", "round"})) {
    line.step = step_of(*key);
    if (line.step == Step::kRound) {
      if (const auto rounding = map.rounding(*key)) line.rounding = rounding->value;
    } else {
      line.value = std::make_unique<ValueForm>(read_value(*map.node(*key), reading));
    }
  }
  line.when = map.expression("when");
  line.clause = map.clause();
  line.note = map.text_or_empty("note");
  map.finish();
  return line;
}

std::vector<SheetLine> read_sheet(const PolicyNode& node, PolicyReading& reading) {
  std::vector<SheetLine> lines;
  for (const PolicyNode& item : node.items()) lines.push_back(read_sheet_line(item, reading));
  if (lines.empty() || lines.front().step != Step::kStart) {
    reading.diagnostics.add(
        scheme_fault::sheet_start(lines.empty() ? node.span : lines.front().span));
  }
  return lines;
}

BracketForm read_brackets(RuleMap& map) {
  BracketForm form;
  const WordOrParameter word =
      map.choice("brackets", scheme_fault::Question::kBrackets, {"whole", "slice"});
  form.slice = word.word == "slice";
  form.parameter = word.parameter;
  form.word_span = word.span;
  form.of = map.required_expression("of");
  const PolicyNode* table = map.required("table");
  if (table == nullptr) return form;
  const std::size_t faults = map.diagnostics().error_count();
  form.table = read_table_text(*table, map.reading());
  const bool readable = map.diagnostics().error_count() == faults;
  if (readable && (form.table.inputs.size() != 1 || form.table.outputs.size() != 1)) {
    map.diagnostics().add(scheme_fault::bracket_columns(table->span));
    form.table.is_faulty = true;
  }
  return form;
}

/// What stands around a value may be written beside `is:` or inside it, but not in both places.
template <typename Part>
void adopt(std::string key, std::optional<Part>& outer, std::optional<Part>& inner, Span span,
           Diagnostics& diagnostics) {
  if (!inner) return;
  if (outer) {
    diagnostics.add(scheme_fault::not_one_key(span, {key, "is." + key}, true));
  } else {
    outer = std::move(inner);
  }
}

/// A wrapped value takes over the value it wraps.
void unwrap(ValueForm& form, ValueForm inner, Diagnostics& diagnostics) {
  form.is = std::move(inner.is);
  adopt("otherwise", form.otherwise, inner.otherwise, inner.span, diagnostics);
  adopt("cap", form.cap, inner.cap, inner.span, diagnostics);
  adopt("floor", form.floor, inner.floor, inner.span, diagnostics);
  adopt("round", form.round, inner.round, inner.span, diagnostics);
  if (form.unit.empty()) {
    form.unit = std::move(inner.unit);
    form.unit_span = inner.unit_span;
  }
  if (form.head.clause.empty()) {
    form.head.clause = std::move(inner.head.clause);
    form.head.clause_span = inner.head.clause_span;
  }
  if (form.head.note.empty()) form.head.note = std::move(inner.head.note);
}

}  // namespace

ValueForm read_value_keys(RuleMap& map) {
  ValueForm form;
  form.span = map.span();
  form.head = map.unnamed_head();
  form.otherwise = map.expression("otherwise");
  form.cap = map.expression("cap");
  form.floor = map.expression("floor");
  form.round = map.rounding("round");
  if (auto unit = map.text("unit")) {
    form.unit = std::move(unit->value);
    form.unit_span = unit->span;
  }
  if (!map.written({"is"}).empty()) {
    unwrap(form, *map.value("is"), map.diagnostics());
  } else if (!map.written({"brackets", "of"}).empty()) {
    form.is = read_brackets(map);
  } else if (!map.written({"table", "inputs", "outputs", "rules", "hit"}).empty()) {
    form.is = read_table_keys(map);
  } else {
    map.required("is");
  }
  return form;
}

ValueForm read_value(const PolicyNode& node, PolicyReading& reading) {
  if (node.is_map()) {
    RuleMap map(node, forms::value_form(), reading);
    ValueForm form = read_value_keys(map);
    map.finish();
    return form;
  }
  ValueForm form;
  form.span = node.span;
  form.head.span = node.span;
  if (node.is_sequence()) {
    form.is = read_sheet(node, reading);
  } else if (std::optional<Feel> feel = read_expression(node, reading.diagnostics)) {
    form.is = std::move(*feel);
  }
  return form;
}

}  // namespace zhaoshang
