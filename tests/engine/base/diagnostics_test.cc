#include "engine/base/diagnostics.h"

#include <doctest/doctest.h>

#include "engine/base/excerpt.h"

namespace zhaoshang {
namespace {

constexpr DiagnosticStyle kPlain{Language::kChinese, false, false, 100};

Diagnostic fault(std::string slug, Place place, Severity severity = Severity::kError) {
  Diagnostic d;
  d.severity = severity;
  d.slug = std::move(slug);
  d.place = std::move(place);
  d.text = {"错", "wrong"};
  return d;
}

std::string rendered(Diagnostic d, const DiagnosticStyle& style = kPlain) {
  Diagnostics all;
  all.add(std::move(d));
  return render(all, style);
}

Diagnostic amount_unit() {
  Diagnostic d;
  d.slug = "amount-unit";
  d.place = {"samples/gongan-2022/data/payments.csv", 14, 19, 4, "P-0031,2022-03-02,12亿元"};
  d.text = {"“到位资金”按万元填写,单元格写的是“12亿元”",
            "\"到位资金\" is in 万元, the cell says 12亿元"};
  d.help = {"写成 120000,或在政策的 columns 中声明 type: money(亿元)", "write 120000"};
  Place clause;
  clause.path = "policies/gongan-2022.yaml";
  clause.line = 88;
  d.clauses.push_back({"gongan-2022:6.5", clause});
  return d;
}

TEST_CASE("the form that the interface shows") {
  CHECK(rendered(amount_unit()) ==
        "samples/gongan-2022/data/payments.csv:14:19: error[amount-unit]: "
        "“到位资金”按万元填写,单元格写的是“12亿元”\n"
        "       14 | P-0031,2022-03-02,12亿元\n"
        "          |                   ^~~~~~\n"
        "       help: 写成 120000,或在政策的 columns 中声明 type: money(亿元)\n"
        "       clause: gongan-2022:6.5  policies/gongan-2022.yaml:88\n");
}

TEST_CASE("the other language, with the same fixed words") {
  CHECK(rendered(amount_unit(), {Language::kEnglish, false, false, 100}) ==
        "samples/gongan-2022/data/payments.csv:14:19: error[amount-unit]: "
        "\"到位资金\" is in 万元, the cell says 12亿元\n"
        "       14 | P-0031,2022-03-02,12亿元\n"
        "          |                   ^~~~~~\n"
        "       help: write 120000\n"
        "       clause: gongan-2022:6.5  policies/gongan-2022.yaml:88\n");
}

TEST_CASE("places that are less precise") {
  CHECK(rendered(fault("s", {})) == "zhaoshang: error[s]: 错\n");
  CHECK(rendered(fault("s", {"a.csv", 0, 0, 1, ""}, Severity::kWarning)) ==
        "a.csv: warning[s]: 错\n");
  CHECK(rendered(fault("s", {"a.csv", 3, 0, 1, "x,y"}, Severity::kInfo)) ==
        "a.csv:3: info[s]: 错\n"
        "       3 | x,y\n");
  // An expression of the command line has no path but a line to point into.
  CHECK(rendered(fault("s", {"", 1, 5, 1, "1 + x"})) ==
        "zhaoshang: error[s]: 错\n"
        "       1 | 1 + x\n"
        "         |     ^\n");
}

TEST_CASE("carets follow what the terminal shows") {
  struct Row {
    std::string_view text;
    std::size_t column;
    std::size_t length;
    std::string_view line;
    std::string_view marks;
  };
  // clang-format off
  const Row rows[] = {
      {"abc", 2, 1, "abc", " ^"},
      {"abc", 2, 2, "abc", " ^~"},
      {"abc", 4, 1, "abc", "   ^"},               // just behind the line
      {"abc", 9, 3, "abc", "   ^"},               // beyond it
      {"平台,镇街", 4, 2, "平台,镇街", "     ^~~~"},
      {"\tx\ty", 2, 1, "        x       y", "        ^"},
      {"\tx\ty", 4, 1, "        x       y", "                ^"},
      {"a\tb", 2, 1, "a       b", " ^~~~~~~"},
      {"a\u202Eb", 3, 1, "a<U+202E>b", "         ^"},
      {"e\u0301x", 3, 1, "e\u0301x", " ^"},
      {"abc", 0, 1, "abc", ""},
  };
  // clang-format on
  for (const Row& row : rows) {
    const Excerpt excerpt = excerpt_of({"f", 1, row.column, row.length, std::string(row.text)});
    CHECK(excerpt.line == row.line);
    CHECK(excerpt.marks == row.marks);
  }
}

TEST_CASE("a long line is cut around the caret") {
  const std::string line = std::string(300, 'a') + "X" + std::string(300, 'b');
  const Excerpt middle = excerpt_of({"f", 1, 301, 1, line});
  CHECK(middle.line == "…" + std::string(80, 'a') + "X" + std::string(119, 'b') + "…");
  CHECK(middle.marks == std::string(81, ' ') + "^");
  const Excerpt start = excerpt_of({"f", 1, 2, 1, line});
  CHECK(start.line == std::string(200, 'a') + "…");
  CHECK(start.marks == " ^");
  const Excerpt end = excerpt_of({"f", 1, 601, 1, line});
  CHECK(end.line == "…" + std::string(200, 'b'));
  CHECK(end.marks == std::string(200, ' ') + "^");
  const Excerpt wide = excerpt_of({"f", 1, 301, 900, line});
  CHECK(wide.marks == std::string(81, ' ') + "^" + std::string(119, '~'));
  CHECK(excerpt_of({"f", 1, 1, 1, std::string(200, 'a')}).line == std::string(200, 'a'));
}

TEST_CASE("a long line of wide characters keeps its caret under the character") {
  std::string line;
  for (int i = 0; i < 200; ++i) line += "招";
  line.replace(3 * 100, 3, "x");  // characters after it stand on odd columns
  const Excerpt excerpt = excerpt_of({"f", 1, 150, 1, line});
  // It begins on column 2 × 148 + 1 = 297. Of 399 columns the last 200 are kept, less the half of a
  // character on column 199: the x of column 200 comes first, behind the ellipsis.
  CHECK(excerpt.marks == std::string(98, ' ') + "^~");
  CHECK(excerpt.line.starts_with("…x招"));
}

TEST_CASE("what a name or a message hides is shown") {
  Diagnostic d = fault("s", {"a\x1b[2J.csv", 0, 0, 1, ""});
  d.text = {"“甲\u202E乙”", "x"};
  CHECK(rendered(d) == "a<U+001B>[2J.csv: error[s]: “甲<U+202E>乙”\n");
}

TEST_CASE("files in the order named, then lines and columns; equal places keep their order") {
  Diagnostics all;
  all.add(fault("b3", {"b", 3, 1, 1, ""}));
  all.add(fault("a9", {"a", 9, 1, 1, ""}));
  all.add(fault("b2x", {"b", 2, 7, 1, ""}));
  all.add(fault("b2y", {"b", 2, 7, 1, ""}));
  all.add(fault("b2", {"b", 2, 0, 1, ""}, Severity::kWarning));
  Diagnostics more;
  more.add(fault("a1", {"a", 1, 1, 1, ""}));
  more.add(fault("info", {"c", 1, 1, 1, ""}, Severity::kInfo));
  all.add_all(std::move(more));
  std::string order;
  for (const Diagnostic& d : all.sorted()) order += d.slug + ' ';
  CHECK(order == "b2 b2x b2y b3 a1 a9 info ");
  CHECK(all.error_count() == 5);
  CHECK(all.warning_count() == 1);
  CHECK(all.has_errors());
  CHECK_FALSE(Diagnostics().has_errors());
  CHECK(Diagnostics().empty());
}

TEST_CASE("the cap counts what it leaves out, and warnings hide no error") {
  Diagnostics all;
  for (int i = 0; i < 3; ++i) all.add(fault("w", {}, Severity::kWarning));
  for (int i = 0; i < 5; ++i) all.add(fault("e", {}));
  CHECK(render(all, {Language::kEnglish, false, false, 2}) ==
        "zhaoshang: warning[w]: wrong\n"
        "zhaoshang: warning[w]: wrong\n"
        "zhaoshang: error[e]: wrong\n"
        "zhaoshang: error[e]: wrong\n"
        "zhaoshang: not shown: errors 3, others 1 (--max-errors 0 shows all)\n");
  const std::string everything = render(all, {Language::kChinese, false, false, 0});
  CHECK(everything.find("未显示") == std::string::npos);
  CHECK(render(Diagnostics(), kPlain).empty());
}

TEST_CASE("JSON lines") {
  const DiagnosticStyle json{Language::kEnglish, true, false, 1};
  CHECK(
      rendered(amount_unit(), json) ==
      R"({"severity":"error","slug":"amount-unit","file":"samples/gongan-2022/data/payments.csv",)"
      R"("line":14,"column":19,"length":4,"message":"\"到位资金\" is in 万元, the cell says 12亿元",)"
      R"("help":"write 120000","clauses":[{"clause":"gongan-2022:6.5",)"
      R"("file":"policies/gongan-2022.yaml","line":88}]})"
      "\n");
  Diagnostics two;
  two.add(fault("a", {}));
  two.add(fault("b", {}));
  CHECK(render(two, json) ==
        R"({"severity":"error","slug":"a","file":null,"line":null,"column":null,"length":null,)"
        R"("message":"wrong","help":"","clauses":[]})"
        "\n"
        R"({"not_shown":{"errors":1,"others":0}})"
        "\n");
}

TEST_CASE("colour changes nothing but colour") {
  Diagnostics all;
  all.add(amount_unit());
  const std::string plain = render(all, kPlain);
  const std::string color = render(all, {Language::kChinese, false, true, 100});
  std::string stripped;
  for (std::size_t i = 0; i < color.size(); ++i) {
    if (color[i] == '\x1b') {
      i = color.find('m', i);
    } else {
      stripped += color[i];
    }
  }
  CHECK(stripped == plain);
  CHECK(color != plain);
}

}  // namespace
}  // namespace zhaoshang
