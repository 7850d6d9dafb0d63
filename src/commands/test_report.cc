#include "commands/test_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/base/json_text.h"

namespace zhaoshang {
namespace {

using Kind = Mismatch::Kind;

std::string shown_cell(const std::string& text, Language language) {
  if (!text.empty()) return text;
  return language == Language::kChinese ? "空" : "empty";
}

Message headline(const TestFailure& failure) {
  const Mismatch& mismatch = failure.mismatch;
  switch (mismatch.kind) {
    case Kind::kMissing: return {"没有这一行", "there is no such row"};
    case Kind::kDiffers: return {"与所写不符", "it is not as written"};
    case Kind::kUnlisted: return {"多出一行,例子没有列出", "a row that the example does not list"};
    case Kind::kPresent: return {"不该有这一行", "there must be no such row"};
  }
  return {};
}

std::string_view kind_word(Kind kind) {
  switch (kind) {
    case Kind::kMissing: return "missing";
    case Kind::kDiffers: return "differs";
    case Kind::kUnlisted: return "unlisted";
    case Kind::kPresent: return "present";
  }
  return {};
}

class TextWriter {
 public:
  explicit TextWriter(Language language) : language_(language) {}

  void policy(const TestedPolicy& tested) {
    const auto passed = std::count_if(tested.examples.begin(), tested.examples.end(),
                                      [](const auto& each) { return each.passed(); });
    const auto failed = static_cast<std::ptrdiff_t>(tested.examples.size()) - passed;
    line(0, tested.path);
    for (const TestedExample& each : tested.examples) example(each);
    say(2,
        {fmt::format("{} 个例子:{} 个相符,{} 个不符", tested.examples.size(), passed, failed),
         fmt::format("{} examples: {} passed, {} failed", tested.examples.size(), passed, failed)});
    if (tested.unreached.empty()) return;
    say(2, {fmt::format("{} 条规则中有 {} 条没有例子:", tested.rules, tested.unreached.size()),
            fmt::format("{} of {} rules have no example:", tested.unreached.size(), tested.rules)});
    for (const UnreachedRule& each : tested.unreached) unreached(each);
  }

  std::string take() { return std::move(out_); }

 private:
  void example(const TestedExample& tested) {
    std::string name = tested.example->name;
    if (!tested.example->clause.empty()) name += fmt::format(" ({})", tested.example->clause);
    if (tested.passed()) return say(2, {"相符  " + name, "ok      " + name});
    say(2, {"不符  " + name, "failed  " + name});
    for (const TestFailure& each : tested.failures) failure(each);
  }

  void unreached(const UnreachedRule& rule) {
    const Place place = rule.span.place();
    std::string name = rule.section + " " + rule.rule;
    if (!rule.clause.empty()) name += fmt::format(" ({})", rule.clause);
    line(6, fmt::format("{}:{}: {}: {}", place.path, place.line, name, rule.why.in(language_)));
  }

  void failure(const TestFailure& failure) {
    const Mismatch& mismatch = failure.mismatch;
    const Place place = mismatch.span.place();
    const Message what = headline(failure);
    std::string subject = std::string(mismatch.table->name);
    if (!mismatch.about.empty()) subject += " " + mismatch.about;
    line(6, fmt::format("{}:{}: {}: {}", place.path, place.line, subject, what.in(language_)));
    for (const Mismatch::CellDifference& cell : mismatch.cells) {
      const std::string expected = shown_cell(cell.expected, language_);
      const std::string actual = shown_cell(cell.actual, language_);
      say(10, {fmt::format("{}:应为 {},算得 {}", cell.column, expected, actual),
               fmt::format("{}: expected {}, is {}", cell.column, expected, actual)});
    }
    if (!failure.actual.empty()) {
      const bool is_other = mismatch.kind == Kind::kMissing;
      say(10, {(is_other ? "最接近的一行: " : "算得: ") + failure.actual,
               (is_other ? "the nearest row: " : "worked out: ") + failure.actual});
    }
    for (const std::string& step : failure.steps) line(10, step);
  }

  void say(std::size_t indent, const Message& text) { line(indent, text.in(language_)); }
  void line(std::size_t indent, const std::string& text) {
    out_ += std::string(indent, ' ') + text + "\n";
  }

  Language language_;
  std::string out_;
};

class JsonWriter {
 public:
  void policy(const TestedPolicy& tested) {
    open('{');
    text("policy", tested.path);
    key("examples");
    open('[');
    for (const TestedExample& each : tested.examples) example(each);
    close(']');
    key("unreached");
    open('[');
    for (const UnreachedRule& each : tested.unreached) unreached(each);
    close(']');
    close('}');
  }
  void open(char bracket) {
    part();
    out_ += bracket;
    is_first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    is_first_ = false;
  }
  void key(std::string_view name) {
    part();
    append_json_string(out_, name);
    out_ += ": ";
    is_first_ = true;
  }
  std::string take() { return std::move(out_); }

 private:
  void example(const TestedExample& tested) {
    open('{');
    text("name", tested.example->name);
    text("clause", tested.example->clause);
    key("passed");
    out_ += tested.passed() ? "true" : "false";
    is_first_ = false;
    key("failures");
    open('[');
    for (const TestFailure& each : tested.failures) failure(each);
    close(']');
    close('}');
  }

  void unreached(const UnreachedRule& rule) {
    const Place place = rule.span.place();
    open('{');
    text("section", rule.section);
    text("rule", rule.rule);
    text("clause", rule.clause);
    text("source", fmt::format("{}:{}", place.path, place.line));
    text("why", rule.why.en);
    close('}');
  }

  void failure(const TestFailure& failure) {
    const Mismatch& mismatch = failure.mismatch;
    const Place place = mismatch.span.place();
    open('{');
    text("table", mismatch.table->name);
    text("kind", kind_word(mismatch.kind));
    text("source", fmt::format("{}:{}", place.path, place.line));
    text("about", mismatch.about);
    key("cells");
    open('[');
    for (const Mismatch::CellDifference& cell : mismatch.cells) {
      open('{');
      text("column", cell.column);
      text("expected", cell.expected);
      text("actual", cell.actual);
      close('}');
    }
    close(']');
    text("actual", failure.actual);
    key("steps");
    open('[');
    for (const std::string& step : failure.steps) value(step);
    close(']');
    close('}');
  }

  void text(std::string_view name, std::string_view text) {
    key(name);
    value(text);
  }
  void value(std::string_view text) {
    part();
    append_json_string(out_, text);
  }
  void part() {
    if (!is_first_) out_ += ", ";
    is_first_ = false;
  }

  std::string out_;
  bool is_first_ = true;
};

}  // namespace

std::string test_text(const TestedPolicy& tested, Language language) {
  TextWriter writer(language);
  writer.policy(tested);
  return writer.take();
}

std::string test_json(const std::vector<TestedPolicy>& tested) {
  JsonWriter writer;
  writer.open('{');
  writer.key("policies");
  writer.open('[');
  for (const TestedPolicy& each : tested) writer.policy(each);
  writer.close(']');
  writer.close('}');
  return writer.take() + "\n";
}

}  // namespace zhaoshang
