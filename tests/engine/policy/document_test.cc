// The strict loader: what a policy may say as YAML, the trees it gives, and the places of every
// word.
#include "engine/policy/document.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/policy/policy_text.h"

namespace zhaoshang {
namespace {

/// The words that a text covers in the file, each run of bytes that stand together in brackets.
std::string places(const SourceText& text) {
  std::string all;
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.text().size(); ++i) {
    const Span byte = text.span(i, i + 1);
    // The line ends that close a block stand after its last word.
    if (byte.begin < text.whole().end) CHECK_EQ(byte.text(), text.text().substr(i, 1));
    if (i == 0 || byte.begin != run) all += all.empty() ? "[" : "][";
    all += text.text()[i] == '\n' ? '~' : text.text()[i];
    run = std::max(byte.end, byte.begin);
  }
  return all.empty() ? "" : all + "]";
}

TEST_CASE("trees are what was written, not typed") {
  const struct {
    std::string text;
    std::string tree;
  } rows[] = {
      {"schema: 1\n标题: 公安\n", "{schema: 1, 标题: 公安}"},
      {"a: 010\nb: yes\nc: 4.10\nd: 1e3\n", "{a: 010, b: yes, c: 4.10, d: 1e3}"},
      {"a: 'it''s'\nb: \"双\\\"引\"\n", "{a: 'it's', b: \"双\"引\"}"},
      {"a: {is: b, of: [c, d, ]}\n", "{a: {is: b, of: [c, d]}}"},
      {"- a\n- - b\n  - c\n- x: 1\n  y: 2\n", "[a, [b, c], {x: 1, y: 2}]"},
      {"a:\nb: null\nc: ~\nd: \"\"\n", "{a: , b: null, c: ~, d: \"\"}"},
      {"a: [x, , null]\n", "{a: [x, , null]}"},
      {"a: {b: , c: null}\n", "{a: {b: , c: null}}"},
      {"a:\n- b\n-\n- c\n", "{a: [b, , c]}"},
      {"a: |\n  x\n   y\n\n  z\nb: >\n  x\n  y\n", "{a: |x\n y\n\nz\n, b: >x y\n}"},
      {"a: one\n  two\n", "{a: one two}"},
      {"\xEF\xBB\xBF"
       "a: 中\n",
       "{a: 中}"},
      {"a: 1\r\nb: |\r\n  x\r\n  y\r\n", "{a: 1, b: |x\ny\n}"},
      {"%YAML 1.2\n---\na: 1\n", "{a: 1}"},
      {"[a: b, c]\n", "[{a: b}, c]"},
      {"word\n", "word"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const Loaded loaded(row.text);
    CHECK_EQ(loaded.tree(), row.tree);
    CHECK_EQ(faults(loaded.diagnostics), "");
  }
}

TEST_CASE("what cannot be a policy is refused with its place") {
  const struct {
    std::string text;
    std::string faults;
  } rows[] = {
      {"", "1:1 yaml-empty"},
      {"# nothing\n", "1:1 yaml-empty"},
      {"a: 1\n---\nb: 2\n", "2:1 yaml-documents"},
      {"a: 1\n...\nb: 2\n", "3:1 yaml-documents"},
      {"a: 1\nb: {c: 1, c: 2}\na: 3\n", "2:11 yaml-duplicate-key; 3:1 yaml-duplicate-key"},
      {"a: 1\n\"a\": 2\n", "2:1 yaml-duplicate-key"},
      {"a: &x 1\nb: *x\n", "1:4 yaml-anchor; 2:4 yaml-alias"},
      {"甲: *无\n", "1:4 yaml-alias"},
      {"&x a: 1\n", "1:1 yaml-anchor"},
      {"a: &x\n  b: 1\n", "1:4 yaml-anchor"},
      {"a: &x [1]\n", "1:4 yaml-anchor"},
      {"a: !!str 1\nb: !own {c: 1}\nd: ! e\n", "1:4 yaml-tag; 2:4 yaml-tag; 3:4 yaml-tag"},
      {"a: !x &y 1\n", "1:4 yaml-tag; 1:7 yaml-anchor"},
      {"<<: {a: 1}\n", "1:1 yaml-merge"},
      {"{a: 1}: 2\n", "1:1 yaml-key"},
      {"? [a]\n: 2\n", "1:3 yaml-key"},
      {"null: 2\n", "1:1 yaml-key"},
      {"e:\nnull: 2\n", "2:1 yaml-key"},
      {"标题: \"公安\n", "1:5 yaml-unclosed-quote"},
      {"a: '公安\nb: c\n", "1:4 yaml-unclosed-quote"},
      {"a: '公安\nb: 'c'\n", "1:4 yaml-unclosed-quote"},
      {"a: \"公安", "1:4 yaml-unclosed-quote"},
      {"- {a: b, c: [\"d", "1:14 yaml-unclosed-quote"},
      {"a: {b: c, d: 'it''s", "1:14 yaml-unclosed-quote"},
      {"a: it's # it's\nb: 'x'\nc: [\"d\", \"e", "3:10 yaml-unclosed-quote"},
      {"a: \xB9\xAB\n", "1:4 yaml-encoding"},
      {"a: 1\nb: \x04\n", "2:4 yaml-control-character"},
      {"a: 1\rb: 2\n", "1:5 yaml-control-character"},
      {"a: b: c\n", "1:5 yaml-syntax"},
      {"a: b\nc  # d", "2:1 yaml-syntax"},
      {"a: \"x\" y\n", "1:8 yaml-syntax"},
      {"a: \"平台\", \"镇街\"\n", "1:8 yaml-syntax"},
      {"a:\n\t- b\n", "2:2 yaml-syntax"},
      {"a: >= 80%\n", "1:5 yaml-syntax"},
      {"a: @\"2022-01-01\"\n", "1:4 yaml-syntax"},
      {"a: \"\\q\"\n", "1:7 yaml-syntax"},
      {"a: {b: days in([c..d])}\n", "1:16 yaml-syntax"},
      {"a: 1\n值：3\nb: 2\n", "2:2 full-width-colon"},
      {"值：3\nb: 2\n", "1:2 full-width-colon"},
      {"a:\n  1: x\n  2.1：y\n", "3:6 full-width-colon"},
      {"a:\n  1: x\n  2.1：y\n  3: z\n", "3:6 full-width-colon"},
      {"clauses:\n  - 说明：甲\n  - b: \"x\" y\n", "3:12 yaml-syntax"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK_EQ(faults(Loaded(row.text).diagnostics), row.faults);
  }
}

TEST_CASE("a value that a comma of {} or [] cut is reported once and put together again") {
  const struct {
    std::string text;
    std::string faults;
    std::string tree;
  } rows[] = {
      {"a: {is: max(a, b)}\n", "1:16 flow-comma", "{a: {is: max(a, b)}}"},
      {"a: {is: max(a, b, c), cap: d}\n", "1:16 flow-comma; 1:19 flow-comma",
       "{a: {is: max(a, b, c), cap: d}}"},
      {"a: {is: f(x, y: 3), cap: d}\n", "1:14 flow-comma", "{a: {is: f(x, y: 3), cap: d}}"},
      {"a: [max(a, b), c]\n", "1:12 flow-comma", "{a: [max(a, b), c]}"},
      {"a: {in: x in (\"长三角\", \"珠\"), b: c}\n", "1:22 flow-comma", "none"},
      {"a: {text: 原职务, 待遇}\n", "1:16 flow-comma", "{a: {text: 原职务, 待遇}}"},
      {"a: {is: 'max(a, b)', b: c}\n", "", "{a: {is: 'max(a, b)', b: c}}"},
      {"a: {is: max(a), b: (c)}\n", "", "{a: {is: max(a), b: (c)}}"},
      {"a: {值：3, b: c}\n", "1:6 full-width-colon", "{a: {b: c}}"},
      {"a: {b: c, 值：3}\n", "1:12 full-width-colon", "{a: {b: c}}"},
      {"a: {b:c}\n", "1:5 yaml-colon-space", "{a: {}}"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const Loaded loaded(row.text);
    CHECK_EQ(faults(loaded.diagnostics), row.faults);
    CHECK_EQ(loaded.tree(), row.tree);
  }
}

TEST_CASE("limits") {
  CHECK_EQ(faults(Loaded("a: 12345\n", {8, 64, 100}).diagnostics), "1:1 yaml-size");
  CHECK_EQ(faults(Loaded("[[[[1]]]]\n", {100, 3, 100}).diagnostics), "1:4 yaml-depth");
  CHECK_EQ(faults(Loaded("[[[1]]]\n", {100, 3, 100}).diagnostics), "");
  CHECK_EQ(faults(Loaded("[1, 2, 3]\n", {100, 3, 3}).diagnostics), "1:8 yaml-too-many-nodes");
  // yaml-cpp itself recurses; the limit must act long before its own guard.
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  CHECK_EQ(faults(Loaded(nested(64)).diagnostics), "");
  CHECK_EQ(faults(Loaded(nested(100'000)).diagnostics), "1:65 yaml-depth");
  CHECK_EQ(Loaded(std::string(100'000, '{')).tree(), "none");
  CHECK_EQ(Loaded(std::string(100'000, '[')).tree(), "none");
}

TEST_CASE("every node knows its span") {
  const Loaded loaded(
      "标题: '公''安'\n"
      "a: {b: [x, y ], c: \"q\"}  # end\n"
      "d:\n"
      "  - one\n"
      "    two\n"
      "  - e: |\n"
      "      行一\n"
      "      行二\n"
      "\n"
      "f: >-\n"
      "  甲\n"
      "  乙\n"
      "g:\n");
  REQUIRE(loaded.root);
  const auto text = [&](const PolicyNode* node) { return std::string(node->span.text()); };
  const PolicyNode& root = *loaded.root;
  CHECK_EQ(std::string(root.entries()[0].key_span.text()), "标题");
  CHECK_EQ(text(root.find("标题")), "'公''安'");
  CHECK_EQ(text(root.find("a")), "{b: [x, y ], c: \"q\"}");
  CHECK_EQ(text(root.find("a")->find("b")), "[x, y ]");
  CHECK_EQ(text(root.find("a")->find("c")), "\"q\"");
  CHECK_EQ(text(&root.find("d")->items()[0]), "one\n    two");
  CHECK_EQ(text(root.find("d")->items()[1].find("e")), "|\n      行一\n      行二");
  CHECK_EQ(text(root.find("d")), "- one\n    two\n  - e: |\n      行一\n      行二");
  CHECK_EQ(text(root.find("f")), ">-\n  甲\n  乙");
  CHECK_EQ(root.find("g")->span.place().line, 13);
  CHECK_EQ(root.find("g")->span.place().column, 3);
}

TEST_CASE("a byte order mark and CR LF do not shift places") {
  const Loaded loaded(
      "\xEF\xBB\xBF"
      "a: 1\r\n标题: |\r\n  甲\r\n  乙丙\r\n");
  REQUIRE(loaded.root);
  CHECK_EQ(std::string(loaded.root->find("a")->span.text()), "1");
  Diagnostics diagnostics;
  const auto text = source_text(*loaded.root->find("标题"), diagnostics);
  REQUIRE(text);
  const std::size_t at = text->text().find("丙");
  CHECK_EQ(text->span(at, at + 3).place().line, 4);
  CHECK_EQ(text->span(at, at + 3).place().column, 4);
}

TEST_CASE("the bytes of a scalar know their places") {
  const struct {
    std::string text;
    std::string places;  // "" : refused
  } rows[] = {
      {"a: sum(x) > 3  # c\n", "[sum(x) > 3]"},
      {"a: 'x = \"甲\"'\n", "[x = \"甲\"]"},
      {"a: 'it''s ''so'''\n", "[it'][s '][so']"},
      {"a: \"{name}应组建\"\n", "[{name}应组建]"},
      {"a: \"x \\\" y\"\n", ""},
      {"a: one\n  two\n", ""},
      {"a: 'one\n  two'\n", ""},
      {"a: >\n  one\n", ""},
      {"a: >3\nb: 1\n", ""},  // an empty folded block of indentation 3
      {"a: |\n  if x\n    then 1\n\n  else 2\n", "[if x~][  then 1~~][else 2~]"},
      {"a: |-\n  x\n  y\n", "[x~][y]"},
      {"a: |+\n\n  x\n\n\nb: 1\n", "[~][x~~~]"},
      {"- |2\n    x\n  y\n", "[  x~][y~]"},
      {"a: | # c\n x\n", "[x~]"},
      {"a: |\n", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const Loaded loaded(row.text);
    REQUIRE(loaded.root);
    const PolicyNode& node =
        loaded.root->is_map() ? loaded.root->entries()[0].value : loaded.root->items()[0];
    Diagnostics diagnostics;
    const auto text = source_text(node, diagnostics);
    CHECK_EQ(text ? places(*text) : "", row.places);
  }
}

TEST_CASE("feel-style says why a form is refused") {
  const struct {
    std::string text;
    std::string reason;
  } rows[] = {
      {"a: >\n  one\n", "an expression cannot stand in folded text (>)"},
      {"a: \"x \\\" y\"\n", "an expression cannot hold YAML escapes"},
      {"a: one\n  two\n", "an expression of several lines needs a | block"},
      {"a: [1..2]\n", "an expression is wanted here; quote one that starts with [ or {"},
  };
  for (const auto& row : rows) {
    const Loaded loaded(row.text);
    REQUIRE(loaded.root);
    Diagnostics diagnostics;
    CHECK_FALSE(source_text(loaded.root->entries()[0].value, diagnostics));
    REQUIRE_EQ(faults(diagnostics), "1:4 feel-style");
    CHECK_EQ(diagnostics.sorted()[0].text.en, row.reason);
  }
}

TEST_CASE("eaten quotes and full-width colons are seen") {
  const struct {
    std::string text;
    bool eaten;
    bool colon;
  } rows[] = {
      {"a: \"平台\"\n", true, false},        {"a: \"abc_1\"\n", true, false},
      {"a: '\"平台\"'\n", false, false},     {"a: '平台'\n", false, false},
      {"a: \"true\"\n", false, false},       {"a: \"x > 3\"\n", false, false},
      {"a: \"12\"\n", false, false},         {"a: \"\"\n", false, false},
      {"a: \"平台、镇街\"\n", false, false}, {"a:\n  值：3\n", false, true},
      {"a: 说 明：3\n", false, false},       {"a: \"值：3\"\n", false, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const Loaded loaded(row.text);
    REQUIRE(loaded.root);
    const PolicyNode& node = loaded.root->entries()[0].value;
    CHECK_EQ(has_eaten_quotes(node), row.eaten);
    CHECK_EQ(full_width_colon(node).has_value(), row.colon);
    if (row.colon) CHECK_EQ(std::string(full_width_colon(node)->text()), "：");
  }
}

TEST_CASE("strings of JSON are text with places, escapes included") {
  const struct {
    std::string text;
    std::string decoded;
    std::string last;  // the byte of the file at which the last character stands
  } rows[] = {
      {R"({"a": "Age"})", "Age", "e"},
      {R"({"a": "\"High\", \"Low\""})", R"("High", "Low")", "\\"},
      {R"({"a": "\u5e73\u53f0 = x"})", "平台 = x", "x"},
      {" {\n \"a\" : \"x > 3\" }", "x > 3", "3"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const Loaded loaded(row.text);
    REQUIRE(loaded.root);
    const PolicyNode& node = loaded.root->entries()[0].value;
    CHECK_FALSE(has_eaten_quotes(node));
    Diagnostics diagnostics;
    const auto text = source_text(node, diagnostics);
    REQUIRE(text);
    CHECK_EQ(text->text(), row.decoded);
    const Span last = text->span(text->text().size() - 1, text->text().size());
    CHECK_EQ(std::string(last.text()), row.last);
  }
}

}  // namespace
}  // namespace zhaoshang
