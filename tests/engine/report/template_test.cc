// Templates: what they print, and what is told of a faulty one.
#include "engine/report/template.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

using T = TemplateValue;

T data() {
  int last = 0;
  return T::object({{"title", T::text("通报")},
                    {"empty", T::text("")},
                    {"yes", T::flag(true)},
                    {"next", T::counter([last]() mutable { return std::to_string(++last); })},
                    {"period", T::object({{"first", T::text("3月1日")}})},
                    {"rows", T::list({T::object({{"name", T::text("甲 & <乙>")}}),
                                      T::object({{"name", T::text("丙")}})})},
                    {"none", T::list({})}});
}

/// `line:column slug`, a line each.
std::string faults(const std::string& text) {
  const SourceFile file("t.mustache", text);
  Diagnostics diagnostics;
  check_template(file, data(), {{"closing", "x"}}, diagnostics);
  std::string all;
  for (const Diagnostic& each : diagnostics.sorted()) {
    all += std::to_string(each.place.line) + ":" + std::to_string(each.place.column) + " " +
           each.slug + "\n";
  }
  return all;
}

TEST_CASE("names, sections, parts and counters") {
  // clang-format off
  const std::vector<std::pair<const char*, const char*>> rows{
      {"{{title}}",                                     "通报\n"},
      {"{{#rows}}\n- {{name}} {{title}}\n{{/rows}}",    "- 甲 & <乙> 通报\n- 丙 通报\n"},
      {"{{#rows}}{{{name}}};{{/rows}}",                 "甲 & <乙>;丙;\n"},
      {"{{#empty}}a{{/empty}}{{^empty}}b{{/empty}}",    "b\n"},
      {"{{#none}}a{{/none}}{{^none}}b{{/none}}",        "b\n"},
      {"{{#yes}}a{{/yes}}{{^yes}}b{{/yes}}",            "a\n"},
      {"{{period.first}}",                              "3月1日\n"},
      {"{{next}} {{next}}",                             "1 2\n"},
      {"a\n\n\n\nb  \n{{! said to nobody }}\n",         "a\n\nb\n"},
      {"a {{> closing}}",                               "a 完\n"},
  };
  // clang-format on
  for (const auto& each : rows) {
    const auto& text = each.first;
    const auto& printed = each.second;
    INFO(text);
    CHECK(render_template(text, data(), {{"closing", "完"}}) == printed);
  }
}

TEST_CASE("what a template cannot print is told with its place") {
  // clang-format off
  const std::vector<std::pair<const char*, const char*>> rows{
      {"{{title}} {{period.first}}\n{{#rows}}{{name}}{{.}}{{/rows}}", "2:20 template-value\n"},
      {"一 {{titel}}",                          "1:5 template-name\n"},
      {"{{name}}",                              "1:3 template-name\n"},
      {"{{#rows}}{{nam}}{{/rows}}",             "1:12 template-name\n"},
      {"{{period.last}}",                       "1:3 template-name\n"},
      {"{{#what}}{{ever}}{{/what}}",            "1:4 template-name\n"},
      {"\n{{rows}}",                            "2:3 template-value\n"},
      {"{{yes}}",                               "1:3 template-value\n"},
      {"{{title",                               "1:1 template-tag\n"},
      {"{{{title}}",                            "1:1 template-tag\n"},
      {"{{#rows}}",                             "1:1 template-tag\n"},
      {"{{/rows}}",                             "1:1 template-tag\n"},
      {"{{#rows}}{{/row}}{{/rows}}",            "1:10 template-tag\n"},
      {"{{=<% %>=}}",                           "1:1 template-tag\n"},
      {"{{> closing}}{{> closin}}",             "1:18 template-part\n"},
      {"{{! anything {{",                       "1:1 template-tag\n"},
  };
  // clang-format on
  for (const auto& each : rows) {
    const auto& text = each.first;
    const auto& told = each.second;
    INFO(text);
    CHECK(faults(text) == told);
  }
}

}  // namespace
}  // namespace zhaoshang
