#include "commands/example_diagnostics.h"

#include <fmt/format.h>

#include <utility>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"

namespace zhaoshang::example_fault {
namespace {

Diagnostic error(std::string_view slug, Span at, Message text, Message help) {
  return {Severity::kError, std::string(slug), at.place(), std::move(text), std::move(help), {}};
}

/// The nearest of the known names, else all of them.
Message known_names(std::string_view text, const std::vector<std::string>& known) {
  if (const auto near = nearest(text, known)) {
    return {fmt::format("是不是 {}?", *near), fmt::format("is it {}?", *near)};
  }
  const std::string all = fmt::format("{}", fmt::join(known, " "));
  return {"有:" + all, "there are: " + all};
}

}  // namespace

Diagnostic no_examples(Span policy, std::string_view path) {
  Diagnostic made = error(
      "no-examples", policy,
      {fmt::format("{} 没有例子", path), fmt::format("{} has no examples", path)},
      {"在 tests: 中写几个:given 是台账的行,expect 是结果应有的行",
       "write some under tests: given are rows of tables, expect rows that the results must have"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic unknown_table(Span name, std::string_view text, const std::vector<std::string>& known) {
  return error("example-table", name,
               {fmt::format("没有“{}”这张表", visible(text)),
                fmt::format("there is no table {}", visible(text))},
               known_names(text, known));
}

Diagnostic unknown_column(Span name, std::string_view text, std::string_view table,
                          const std::vector<std::string>& known) {
  return error("example-column", name,
               {fmt::format("表 {} 没有“{}”这一列", table, visible(text)),
                fmt::format("the table {} has no column {}", table, visible(text))},
               known_names(text, known));
}

Diagnostic unknown_parameter(Span name, std::string_view text,
                             const std::vector<std::string>& known) {
  return error("example-parameter", name,
               {fmt::format("没有参数“{}”", visible(text)),
                fmt::format("there is no parameter {}", visible(text))},
               known_names(text, known));
}

Diagnostic not_a_cell(Span cell) {
  return error("example-cell", cell,
               {"这里要写一个值,不能是一组键", "a value belongs here, not a map of keys"},
               {"一格写一个值,几个值用 [ ] 列出", "write one value, or several in [ ]"});
}

Diagnostic period(Span example, std::string_view text) {
  Message said = {fmt::format("“{}”不是所属期", visible(text)),
                  fmt::format("\"{}\" is no period", visible(text))};
  if (text.empty()) {
    said = {"这个例子没有说是哪一期,方案也没有截止日期",
            "this example names no period, and the scheme does not end"};
  }
  return error("example-period", example, std::move(said),
               {"写成 period: 2022、2022H1、2022Q1、2022-03 或 2022-03-01..2022-06-30",
                "write period: 2022, 2022H1, 2022Q1, 2022-03 or 2022-03-01..2022-06-30"});
}

}  // namespace zhaoshang::example_fault
