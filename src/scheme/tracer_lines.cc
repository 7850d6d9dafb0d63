// A program on one position as people read it: the text of the policy, the same text with the
// numbers put in where names stand, and what came of it.
#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "engine/value/operations.h"
#include "scheme/tracer.h"

namespace zhaoshang {

namespace {

/// A text of several lines as one.
std::string on_one_line(std::string_view text) {
  std::string line;
  bool in_blank = false;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_blank) {
      if (in_blank && !line.empty()) line += ' ';
      line += c;
    }
    in_blank = is_blank;
  }
  return line;
}

bool gathers(const Node& node) {
  switch (node.kind) {
    case NodeKind::kSome:
    case NodeKind::kEvery:
    case NodeKind::kFilter:
    case NodeKind::kIndex:
    case NodeKind::kLatest:
    case NodeKind::kMap:
    case NodeKind::kFor:
    case NodeKind::kTable:
    case NodeKind::kDataCall: return true;
    case NodeKind::kCall:
      return std::any_of(node.children.begin(), node.children.end(), [](const NodePtr& child) {
        return child->type.is(TypeKind::kList) || gathers(*child);
      });
    default: return false;
  }
}

bool is_named(const Node& node) {
  return node.kind == NodeKind::kGlobal || node.kind == NodeKind::kLocal ||
         node.kind == NodeKind::kFrameField || node.kind == NodeKind::kField;
}

Message step_name(Sheet::Step step) {
  switch (step) {
    case Sheet::Step::kStart: return {"起", "start"};
    case Sheet::Step::kPlus: return {"加", "plus"};
    case Sheet::Step::kMinus: return {"减", "minus"};
    case Sheet::Step::kTimes: return {"乘", "times"};
    case Sheet::Step::kCap: return {"封顶", "cap"};
    case Sheet::Step::kFloor: return {"保底", "floor"};
    case Sheet::Step::kRound: return {"取整", "round"};
  }
  return {};
}

/// A number to be put in place of a part of a formula.
struct Insert {
  Span span;
  std::string number;
};

}  // namespace

// Of an `if` what was decided: the condition that held and its branch, or the last branch.
std::string Tracer::with_numbers(const Node& whole, const Frame& frame) const {
  const Node* node = &whole;
  bool is_branch = false;
  while (node->kind == NodeKind::kIf) {
    if (value_of(*node->children[0], frame).is_true()) {
      const std::string condition = numbers_in(*node->children[0], frame);
      return fmt::format("if {} then {}", condition, numbers_in(*node->children[1], frame));
    }
    node = node->children[2].get();
    is_branch = true;
  }
  return (is_branch ? "else " : "") + numbers_in(*node, frame);
}

// The text of an expression with numbers in place of what it names; as it is where it names
// nothing.
std::string Tracer::numbers_in(const Node& root, const Frame& frame) const {
  std::vector<Insert> places;
  const std::function<void(const Node&, const Frame&)> look = [&](const Node& node,
                                                                  const Frame& at) {
    if (is_named(node) || gathers(node)) {
      const Value value = value_of(node, at);
      if (value.is(TypeKind::kText)) {
        places.push_back({node.span, to_feel(printable(value))});
      } else if (!value.is(TypeKind::kList)) {
        places.push_back({node.span, said(value)});
      }
      return;
    }
    if (node.kind == NodeKind::kOuter) return look(*node.children[0], *at.outer);
    if (node.kind == NodeKind::kBind || node.kind == NodeKind::kExtension ||
        node.kind == NodeKind::kOfRow || node.kind == NodeKind::kContext)
      return;
    for (const NodePtr& child : node.children) look(*child, at);
  };
  look(root, frame);
  const auto is_outside = [&](const Insert& place) {
    return place.span.file != root.span.file || place.span.begin < root.span.begin ||
           place.span.end > root.span.end || place.span.begin >= place.span.end;
  };
  std::erase_if(places, is_outside);
  std::sort(places.begin(), places.end(),
            [](const Insert& a, const Insert& b) { return a.span.begin < b.span.begin; });
  if (root.span.file == nullptr) return {};
  const std::string_view text = root.span.file->text();
  std::string with;
  std::size_t next = root.span.begin;
  for (const Insert& place : places) {
    if (place.span.begin < next) continue;
    with += text.substr(next, place.span.begin - next);
    with += place.number;
    next = place.span.end;
  }
  with += text.substr(next, root.span.end - next);
  return on_one_line(with);
}

void Tracer::tell_lines(TracedFigure& figure, const Node& node, const Frame& frame,
                        std::string_view unit, const std::string& label) {
  if (node.kind == NodeKind::kExtension) {
    if (const auto* table = dynamic_cast<const DecisionTable*>(node.extension.get()))
      return tell_table(figure, *table, frame);
    if (const auto* sheet = dynamic_cast<const Sheet*>(node.extension.get()))
      return tell_sheet(figure, *sheet, frame);
    if (const auto* brackets = dynamic_cast<const Brackets*>(node.extension.get()))
      return tell_brackets(figure, *brackets, frame, unit);
    if (const auto* finish = dynamic_cast<const Finish*>(node.extension.get()))
      return tell_finish(figure, *finish, frame, unit);
  }
  TraceLine line;
  line.label = label;
  line.formula = on_one_line(node.span.text());
  line.numbers = with_numbers(node, frame);
  line.result = said(value_of(node, frame), unit);
  figure.lines.push_back(std::move(line));
}

// The inputs with their values, the row that holds, and the rows that one test keeps out.
void Tracer::tell_table(TracedFigure& figure, const DecisionTable& table, const Frame& frame) {
  constexpr std::size_t kNearShown = 3;
  Evaluator evaluator(*data_);
  std::vector<Value> inputs;
  for (const DecisionTable::Input& input : table.inputs) {
    tell_lines(figure, *input.expression, frame, {});
    inputs.push_back(value_of(*input.expression, frame));
  }
  const auto hits = table.hits(evaluator, frame);
  const auto row_text = [&](const DecisionTable::Rule& rule) {
    std::string text;
    for (std::size_t k = 0; k < rule.tests.size(); ++k)
      text += (k == 0 ? "| " : " | ") +
              (rule.tests[k] ? on_one_line(rule.tests[k]->span.text()) : std::string("-"));
    text += " ||";
    for (const NodePtr& result : rule.results)
      text += " " + on_one_line(result->span.text()) + " |";
    return text;
  };
  std::size_t near = 0;
  for (std::size_t r = 0; r < table.rules.size(); ++r) {
    const DecisionTable::Rule& rule = table.rules[r];
    TraceLine line;
    line.label = say({fmt::format("第 {} 行", r + 1), fmt::format("row {}", r + 1)});
    line.formula = row_text(rule);
    line.clause = rule.clause;
    if (!hits[r].empty()) {
      line.remark = rule.annotation.empty() ? say({"符合", "holds"})
                                            : say({"符合:", "holds: "}) + rule.annotation;
      figure.lines.push_back(std::move(line));
      continue;
    }
    std::string kept_out;
    std::size_t failed = 0;
    for (std::size_t k = 0; k < rule.tests.size(); ++k) {
      if (!rule.tests[k]) continue;
      Frame tested;
      tested.outer = &frame;
      tested.size = 1;
      tested.locals.push_back(evaluator.evaluate(*table.inputs[k].expression, frame));
      if (evaluator.positions_where(*rule.tests[k], tested).empty()) {
        ++failed;
        kept_out = table.inputs[k].text;
      }
    }
    if (failed != 1 || near == kNearShown) continue;
    ++near;
    line.remark = say({fmt::format("不符合:{}", kept_out), fmt::format("does not: {}", kept_out)});
    figure.lines.push_back(std::move(line));
  }
}

void Tracer::tell_sheet(TracedFigure& figure, const Sheet& sheet, const Frame& frame) {
  Evaluator evaluator(*data_);
  for (std::size_t k = 0; k < sheet.lines.size(); ++k) {
    const Sheet::Line& line = sheet.lines[k];
    TraceLine told;
    told.label = say(step_name(line.step));
    told.clause = line.clause;
    const bool acts = !line.when || value_of(*line.when, frame).is_true();
    if (line.step == Sheet::Step::kRound) {
      told.formula =
          fmt::format("{} {}", line.round.quantum.to_string(), rounding_word(line.round.mode));
    } else {
      told.formula = on_one_line(line.value->span.text());
      if (acts) {
        told.numbers = with_numbers(*line.value, frame);
        told.result = said(value_of(*line.value, frame));
      }
    }
    if (acts && line.step != Sheet::Step::kStart) {
      const std::string amount = said(sheet.amounts_after(k + 1, evaluator, frame).at(0));
      told.remark = say({"得 " + amount, "comes to " + amount});
    }
    if (!acts)
      told.remark = say({fmt::format("不适用:{}", on_one_line(line.when->span.text())),
                         fmt::format("does not apply: {}", on_one_line(line.when->span.text()))});
    figure.lines.push_back(std::move(told));
  }
}

void Tracer::tell_brackets(TracedFigure& figure, const Brackets& brackets, const Frame& frame,
                           std::string_view unit) {
  tell_lines(figure, *brackets.of, frame, unit);
  Evaluator evaluator(*data_);
  const bool slices = brackets.takes_slices(evaluator, frame);
  const Value amount = value_of(*brackets.of, frame);
  for (const Brackets::Bracket& bracket : brackets.brackets) {
    const Value part = Brackets::part_in(bracket, amount, slices);
    if (part.is_null()) continue;
    TraceLine line;
    line.label = slices ? say({"本段", "slice"}) : say({"全额", "whole"});
    line.clause = bracket.clause;
    const Value result = value_of(*bracket.result, frame);
    line.formula = fmt::format("{}{}, {}{}", bracket.low_included ? "[" : "(", said(bracket.low),
                               bracket.high.is_null() ? "…" : said(bracket.high),
                               bracket.high_included ? "]" : ")");
    if (result.is(TypeKind::kNumber)) {
      line.numbers = said(part) + " × " + on_one_line(bracket.result->span.text());
      line.result = said(apply(Operator::kMultiply, part, result));
    } else {
      line.result = said(result);
    }
    figure.lines.push_back(std::move(line));
  }
}

void Tracer::tell_finish(TracedFigure& figure, const Finish& finish, const Frame& frame,
                         std::string_view unit) {
  tell_lines(figure, *finish.value, frame, unit);
  Value value = value_of(*finish.value, frame);
  const auto bound = [&](const NodePtr& node, const Message& name, bool acts) {
    TraceLine line;
    line.label = say(name);
    line.formula = on_one_line(node->span.text());
    line.numbers = with_numbers(*node, frame);
    line.result = said(value_of(*node, frame), unit);
    line.remark = acts ? say({"起作用", "acted"}) : say({"未起作用", "did not act"});
    figure.lines.push_back(std::move(line));
  };
  if (finish.otherwise) {
    const bool acts = value.is_null();
    if (acts) value = value_of(*finish.otherwise, frame);
    bound(finish.otherwise, {"缺值时", "otherwise"}, acts);
  }
  if (finish.cap) {
    const Value limit = value_of(*finish.cap, frame);
    const bool acts = less(limit, value).is_true();
    if (acts) value = limit;
    bound(finish.cap, {"封顶", "cap"}, acts);
  }
  if (finish.floor) {
    const Value limit = value_of(*finish.floor, frame);
    bound(finish.floor, {"保底", "floor"}, less(value, limit).is_true());
  }
  if (finish.round)
    figure.lines.push_back({.label = say({"取整", "round"}),
                            .formula = fmt::format("{} {}", finish.round->quantum.to_string(),
                                                   rounding_word(finish.round->mode))});
}

}  // namespace zhaoshang
