#include <doctest/doctest.h>

#include "engine/expr/expression_text.h"

namespace zhaoshang {
namespace {

/// Literals as they stand and expressions as dumps, joined by `|`; faults after `!`.
std::string parts_of(std::string text) {
  ExpressionText expression(std::move(text));
  const TextTemplate parsed = parse_template(expression.source, expression.diagnostics);
  std::string all;
  for (const TextTemplate::Part& part : parsed.parts) {
    if (!all.empty()) all += '|';
    all += part.literal;
    if (part.expression) all += "<" + dump(*part.expression) + ">";
  }
  const std::string faults = expression.faults();
  return faults.empty() ? all : all + "!" + faults;
}

TEST_CASE("templates") {
  struct Row {
    std::string text;
    std::string parts;
  };
  for (const Row& row : {
           Row{"", ""},
           Row{"未达标", "未达标"},
           Row{"{name}应组建1个小分队", "<name>|应组建1个小分队"},
           Row{"现有{count(teams[serving])}个", "现有<(call count (filter teams serving))>|个"},
           Row{"{a}{b}", "<a>|<b>"},
           Row{"{{literal}} {a}", "{literal} <a>"},
           Row{"{ {x: \"}\"}.x }!", "<(path (context (x \"}\")) x)>|!"},
           Row{"{a /* } */}", "<a>"},
           Row{"{a", "!feel-unclosed-brace@1"},
           Row{"a } b", "a  b!feel-stray-brace@3"},
           Row{"共{1 +}个", "个!feel-unfinished@6"},
           Row{"{}", "!feel-empty@2"},
       }) {
    CAPTURE(row.text);
    CHECK(parts_of(row.text) == row.parts);
  }
}

}  // namespace
}  // namespace zhaoshang
