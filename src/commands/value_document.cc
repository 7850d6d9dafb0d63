#include "commands/value_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/report/report_markdown.h"
#include "engine/rules/hit_policy.h"

namespace zhaoshang {
namespace {

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : trim(text)) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t';
    if (!is_blank) line += c;
    if (is_blank && !line.ends_with(' ')) line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

/// Text between backticks, more of them than it has in a row itself.
std::string in_backticks(const std::string& text) {
  const std::string fence(text.find('`') == std::string::npos ? 1 : 2, '`');
  const bool needs_room = text.starts_with('`') || text.ends_with('`');
  const std::string room = needs_room ? " " : "";
  return fence + room + text + room + fence;
}

std::string cell_code(const std::optional<Feel>& feel, std::string_view otherwise) {
  return feel ? on_one_line(feel->text.text()) : std::string(otherwise);
}

class ValueWriter {
 public:
  explicit ValueWriter(Language language) : language_(language) {}

  std::string write(const ValueForm& value) {
    std::visit([&](const auto& form) { this->form(form); }, value.is);
    limits(value);
    return std::move(out_);
  }

 private:
  void form(std::monostate) {}
  void form(const Feel& feel) { paragraph(code(feel)); }

  void form(const TableForm& table) {
    Message hit{fmt::format("决策表({})", hit_policy_word(table.hit)),
                fmt::format("Decision table ({})", hit_policy_word(table.hit))};
    if (table.aggregate != HitAggregate::kNone) {
      const std::string word = hit_aggregate_words()[static_cast<std::size_t>(table.aggregate) - 1];
      hit = {fmt::format("决策表({},{})", hit_policy_word(table.hit), word),
             fmt::format("Decision table ({}, {})", hit_policy_word(table.hit), word)};
    }
    paragraph(hit.in(language_) + colon());
    rules(table);
  }

  void form(const BracketForm& brackets) {
    const std::string word = !brackets.parameter.empty() ? brackets.parameter
                             : brackets.slice            ? say({"分段累计", "slice by slice"})
                                              : say({"按所到的档", "by the bracket reached"});
    paragraph(fmt::format("{} {}{}", code(brackets.of), word, colon()));
    rules(brackets.table);
  }

  void form(const std::vector<SheetLine>& lines) {
    std::size_t number = 0;
    for (const SheetLine& each : lines) {
      std::string text = fmt::format("{}. {}", ++number, step_word(each.step));
      if (each.rounding) text += fmt::format(" {}", each.rounding->quantum.to_string());
      const Feel* const feel = each.value ? std::get_if<Feel>(&each.value->is) : nullptr;
      if (feel != nullptr) text += " " + code(*feel);
      if (each.when) text += say({",当 ", ", when "}) + code(*each.when);
      if (!each.clause.empty()) text += fmt::format(" ({})", markdown_text(each.clause));
      if (!each.note.empty()) text += say({":", ": "}) + markdown_text(each.note);
      out_ += text + "\n";
      if (each.value && feel == nullptr) out_ += "\n" + ValueWriter(language_).write(*each.value);
    }
    out_ += "\n";
  }

  void rules(const TableForm& table) {
    ReportTable shown;
    for (const auto& input : table.inputs) {
      shown.columns.push_back({on_one_line(input.expression.text.text()), ""});
    }
    for (const auto& output : table.outputs) shown.columns.push_back({"→ " + output.name, ""});
    shown.columns.push_back({say({"条款", "clause"}), ""});
    shown.columns.push_back({say({"说明", "note"}), ""});
    for (const TableForm::Rule& rule : table.rules) {
      std::vector<Cell> cells;
      for (const auto& test : rule.tests) cells.push_back(text_cell(cell_code(test, "-")));
      for (const auto& result : rule.results) cells.push_back(text_cell(cell_code(result, "")));
      cells.resize(table.inputs.size() + table.outputs.size());
      cells.push_back(text_cell(rule.clause));
      cells.push_back(text_cell(rule.annotation));
      shown.rows.push_back(std::move(cells));
    }
    out_ += to_markdown(without_empty_columns(std::move(shown)), Headings::kNames) + "\n";
  }

  static ReportTable without_empty_columns(ReportTable table) {
    for (std::size_t i = table.columns.size(); i-- > 0;) {
      const bool is_empty = std::all_of(table.rows.begin(), table.rows.end(),
                                        [&](const auto& row) { return row[i].text.empty(); });
      if (!is_empty) continue;
      const auto at = static_cast<std::ptrdiff_t>(i);
      table.columns.erase(table.columns.begin() + at);
      for (auto& row : table.rows) row.erase(row.begin() + at);
    }
    return table;
  }

  void limits(const ValueForm& value) {
    std::string text;
    const auto add = [&](const Message& word, const std::string& limit) {
      text += (text.empty() ? "" : say({";", "; "})) + say(word) + " " + limit;
    };
    if (value.otherwise) add({"没有值时取", "where there is none,"}, code(*value.otherwise));
    if (value.cap) add({"最多", "at most"}, code(*value.cap));
    if (value.floor) add({"最少", "at least"}, code(*value.floor));
    if (value.round) {
      add({"取整到", "rounded to"}, value.round->value.quantum.to_string() + value.unit);
    }
    if (!text.empty()) paragraph(text);
  }

  std::string step_word(SheetLine::Step step) const {
    switch (step) {
      case SheetLine::Step::kStart: return say({"起:", "start with"});
      case SheetLine::Step::kPlus: return say({"加", "plus"});
      case SheetLine::Step::kMinus: return say({"减", "minus"});
      case SheetLine::Step::kTimes: return say({"乘", "times"});
      case SheetLine::Step::kCap: return say({"最多", "at most"});
      case SheetLine::Step::kFloor: return say({"最少", "at least"});
      case SheetLine::Step::kRound: return say({"取整到", "round to"});
    }
    return {};
  }

  std::string say(const Message& text) const { return text.in(language_); }
  std::string colon() const { return say({":", ":"}); }
  void paragraph(const std::string& text) { out_ += text + "\n\n"; }

  Language language_;
  std::string out_;
};

}  // namespace

std::string code(const Feel& feel) { return in_backticks(on_one_line(feel.text.text())); }

std::string value_document(const ValueForm& value, Language language) {
  return ValueWriter(language).write(value);
}

}  // namespace zhaoshang
