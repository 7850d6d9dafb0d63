// VALUE in all its forms, and decision tables in all their spellings.
#include <doctest/doctest.h>

#include <string>

#include "scheme/policy_under_test.h"

namespace zhaoshang {
namespace {

/// A policy of one fact whose value is the text, indented by six blanks.
PolicyUnderTest fact(const std::string& value) {
  return PolicyUnderTest("facts:\n  units:\n    x:" + value + "\n");
}

const ValueForm& value_of(const PolicyUnderTest& read) { return read.policy.facts.at(0).value; }

TEST_CASE("a value is an expression, or one with what stands around it") {
  const PolicyUnderTest plain = fact(" sum(projects.paid_in)");
  CHECK_EQ(plain.faults(), "");
  CHECK_EQ(plain.policy.facts.at(0).table, "units");
  CHECK_EQ(plain.policy.facts.at(0).name, "x");
  CHECK_EQ(words(value_of(plain)), "sum(projects.paid_in)");

  const PolicyUnderTest wrapped = fact(
      " {clause: 3.1, title: 到位, unit: 万元, is: a / b, otherwise: 0, cap: c, floor: 0, "
      "round: 0.01 half even, note: 注}");
  CHECK_EQ(wrapped.faults(), "");
  const ValueForm& form = value_of(wrapped);
  CHECK_EQ(words(form), "a / b");
  CHECK_EQ(words(form.otherwise), "0");
  CHECK_EQ(words(form.cap), "c");
  CHECK_EQ(words(form.floor), "0");
  CHECK_EQ(form.unit, "万元");
  CHECK_EQ(form.head.clause, "3.1");
  CHECK_EQ(form.head.title, "到位");
  CHECK_EQ(form.head.note, "注");
  REQUIRE(form.round);
  CHECK(form.round->value.mode == Rounding::kHalfEven);
}

TEST_CASE("a value that says nothing, or says it twice, is a fault") {
  CHECK_EQ(fact(" {unit: 万元}").faults(), "3:8 policy-missing-key");
  CHECK_EQ(fact("").faults(), "3:7 policy-empty");
  CHECK_EQ(fact(" {is: {is: a, cap: 1}, cap: 2}").faults(), "3:13 policy-one-key");
  CHECK_EQ(fact(" {is: a, hit: unique}").faults(), "3:16 policy-unknown-key");
}

TEST_CASE("a text table is a decision table") {
  const PolicyUnderTest read = fact(
      "\n"
      "      clause: 5.3\n"
      "      hit: first\n"
      "      incomplete: allowed\n"
      "      otherwise: 0\n"
      "      table: |\n"
      "        | completion | kind         || factor     | # 折算 | # clause |\n"
      "        | >= 100%    | -            || 1          | 全额   | 5.3a     |\n"
      "        | [60%..100%)| \"甲\", \"乙\" || completion | 按比例 |          |\n"
      "        | < 60%      |              || 0          |        |          |");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(words(value_of(read).otherwise), "0");
  const TableForm& table = std::get<TableForm>(value_of(read).is);
  CHECK(table.hit == HitPolicy::kFirst);
  CHECK(table.incomplete_allowed);
  REQUIRE_EQ(table.inputs.size(), 2);
  CHECK_EQ(words(table.inputs[1].expression), "kind");
  REQUIRE_EQ(table.outputs.size(), 1);
  CHECK_EQ(table.outputs[0].name, "factor");
  REQUIRE_EQ(table.rules.size(), 3);
  CHECK_EQ(words(table.rules[0].tests[0]), ">= 100%");
  CHECK_EQ(words(table.rules[0].tests[1]), "none");
  CHECK_EQ(table.rules[0].annotation, "全额");
  CHECK_EQ(table.rules[0].clause, "5.3a");
  CHECK_EQ(words(table.rules[1].tests[1]), "\"甲\", \"乙\"");
  CHECK_EQ(words(table.rules[1].results[0]), "completion");
  CHECK_EQ(words(table.rules[2].tests[1]), "none");
}

TEST_CASE("the long form says the same as a text table") {
  const PolicyUnderTest read = fact(
      "\n"
      "      hit: collect\n"
      "      aggregate: sum\n"
      "      inputs: [a, {expr: b, values: '\"甲\", \"乙\"'}]\n"
      "      outputs: [c, {name: d, values: '1, 2', default: 0}]\n"
      "      rules:\n"
      "        - {if: ['>= 1', -], then: [1, '\"x\"'], clause: 2, note: 注}\n"
      "        - {if: ['[0..1)', '\"甲\"'], then: [a + 1, null]}");
  CHECK_EQ(read.faults(), "");
  const TableForm& table = std::get<TableForm>(value_of(read).is);
  CHECK(table.hit == HitPolicy::kCollect);
  CHECK(table.aggregate == HitAggregate::kSum);
  CHECK_EQ(words(table.inputs[1].values), "\"甲\", \"乙\"");
  CHECK_EQ(words(table.outputs[1].otherwise), "0");
  REQUIRE_EQ(table.rules.size(), 2);
  CHECK_EQ(words(table.rules[0].tests[1]), "none");
  CHECK_EQ(words(table.rules[0].results[1]), "\"x\"");
  CHECK_EQ(table.rules[0].clause, "2");
  CHECK_EQ(table.rules[0].annotation, "注");
  CHECK_EQ(words(table.rules[1].tests[0]), "[0..1)");
}

TEST_CASE("faults of decision tables") {
  CHECK_EQ(fact("\n      table: |\n        | a | b |\n        | 1 | 2 |").faults(),
           "5:11 table-outputs");
  CHECK_EQ(
      fact("\n      hit: colect\n      table: |\n        | a || b |\n        | 1 || 2 |").faults(),
      "4:12 policy-word");
  CHECK_EQ(fact("\n      aggregate: sum\n      table: |\n        | a || b |\n        | 1 || 2 |")
               .faults(),
           "4:18 table-aggregate");
  CHECK_EQ(fact("\n      table: |\n        | a || b c |\n        | 1 || 2 |").faults(),
           "5:16 policy-name");
  CHECK_EQ(fact(" {inputs: [a, b], outputs: [c], rules: [{if: ['1'], then: ['1', '2']}]}").faults(),
           "3:52 rule-length; 3:65 rule-length");
  CHECK_EQ(fact(" {inputs: a, outputs: [c], rules: []}").faults(), "3:17 policy-kind");
  CHECK_EQ(fact(" {hit: unique}").faults(),
           "3:8 policy-missing-key; 3:8 policy-missing-key; 3:8 policy-missing-key");
}

TEST_CASE("a table file is a decision table alone") {
  Loaded loaded(
      "hit: priority\ninputs: [x]\noutputs: [{name: y, values: '\"b\", \"a\"'}]\n"
      "rules:\n- {if: ['> 1'], then: ['\"a\"']}\n- {if: ['> 0'], then: ['\"b\"']}\n");
  const TableForm table = read_table_file(*loaded.root, loaded.diagnostics);
  CHECK_EQ(faults(loaded.diagnostics), "");
  CHECK(table.hit == HitPolicy::kPriority);
  CHECK_EQ(table.rules.size(), 2);
  Loaded typo("hits: unique\ninputs: [x]\noutputs: [y]\nrules: []\n");
  read_table_file(*typo.root, typo.diagnostics);
  CHECK_EQ(faults(typo.diagnostics), "1:1 policy-unknown-key");
}

TEST_CASE("brackets say whether they hold for the whole or each slice") {
  const std::string table =
      "      of: amount\n"
      "      table: |\n"
      "        | amount        || rate |\n"
      "        | [0元..100万元) || 1‰   |\n"
      "        | >= 100万元     || 2‰   |\n";
  const PolicyUnderTest slice = fact("\n      brackets: slice\n" + table);
  CHECK_EQ(slice.faults(), "");
  const BracketForm& form = std::get<BracketForm>(value_of(slice).is);
  CHECK(form.slice);
  CHECK_EQ(words(form.of), "amount");
  CHECK_EQ(form.table.rules.size(), 2);

  CHECK_EQ(fact("\n" + table).faults(), "4:7 policy-unstated");
  CHECK_EQ(fact("\n      brackets: whole\n      of: a\n      table: |\n        | a | b || c |\n"
                "        | 1 | 2 || 3 |")
               .faults(),
           "6:14 bracket-columns");

  const PolicyUnderTest open = PolicyUnderTest(
      "facts:\n  units:\n    x:\n      brackets: reading\n" + table +
      "parameters: {reading: {value: whole, one_of: [whole, slice], open: true}}\n");
  CHECK_EQ(open.faults(), "");
  CHECK_EQ(std::get<BracketForm>(value_of(open).is).parameter, "reading");
}

TEST_CASE("a sheet is worked in the order written") {
  const PolicyUnderTest read = fact(
      "\n"
      "      - {clause: 1, start: rate * investment}\n"
      "      - {clause: 2, times: 'ruling(\"multiplier\", 1.2, 1.8)', when: outstanding, note: "
      "注}\n"
      "      - plus:\n"
      "          hit: unique\n"
      "          table: |\n"
      "            | a || b |\n"
      "            | - || 1 |\n"
      "      - cap: if outstanding then top else base\n"
      "      - round: 100 down\n");
  CHECK_EQ(read.faults(), "");
  const auto& lines = std::get<std::vector<SheetLine>>(value_of(read).is);
  REQUIRE_EQ(lines.size(), 5);
  CHECK(lines[0].step == SheetLine::Step::kStart);
  CHECK_EQ(lines[0].clause, "1");
  CHECK(lines[1].step == SheetLine::Step::kTimes);
  CHECK_EQ(words(lines[1].when), "outstanding");
  CHECK_EQ(lines[1].note, "注");
  CHECK(std::holds_alternative<TableForm>(lines[2].value->is));
  CHECK(lines[3].step == SheetLine::Step::kCap);
  REQUIRE(lines[4].rounding);
  CHECK(lines[4].rounding->mode == Rounding::kDown);
}

TEST_CASE("a sheet may be wrapped, and faults of its lines are found") {
  const PolicyUnderTest wrapped = fact(" {is: [{start: a}, {minus: b}], otherwise: 0元}");
  CHECK_EQ(wrapped.faults(), "");
  CHECK_EQ(std::get<std::vector<SheetLine>>(value_of(wrapped).is).size(), 2);
  CHECK_EQ(fact("\n      - plus: a").faults(), "4:9 sheet-start");
  CHECK_EQ(fact(" []").faults(), "3:8 sheet-start");
  CHECK_EQ(fact("\n      - start: a\n      - {plus: a, minus: b}").faults(), "5:9 policy-one-key");
  CHECK_EQ(fact("\n      - start: a\n      - {when: b}").faults(), "5:9 policy-one-key");
}

TEST_CASE("expressions that do not parse are reported where they stand") {
  CHECK_EQ(fact(" a +").diagnostics.error_count(), 1);
  CHECK_EQ(fact(" \"平台\"").faults(), "3:8 eaten-quotes");
}

}  // namespace
}  // namespace zhaoshang
