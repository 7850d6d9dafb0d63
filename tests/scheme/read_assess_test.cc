// Assessments: indicators, totals, ranks, ratings, and what the loader asks for.
#include <doctest/doctest.h>

#include <string>

#include "scheme/policy_under_test.h"

namespace zhaoshang {
namespace {

/// A policy of one assessment with one more line in it.
PolicyUnderTest assessed(const std::string& line) {
  return PolicyUnderTest("assess: {a: {subject: units,\n" + line + "}}\n");
}

TEST_CASE("an assessment has items, totals, a rank and a rating") {
  const PolicyUnderTest read(
      "assess:\n"
      "  units:\n"
      "    title: 年终考核\n"
      "    subject: units\n"
      "    for: listed\n"
      "    not_applicable: spread\n"
      "    indicators:\n"
      "      - {id: a, clause: 2.3, weight: 30, measure: a, score: ratio, cap: 1.2 * weight, "
      "floor: 0, for: b, otherwise: 0, round: 0.1}\n"
      "      - {id: b, measure: b, score: rank, ties: dense}\n"
      "      - id: c\n"
      "        weight: 10\n"
      "        items: |\n"
      "          | id | measure | score          |\n"
      "          | c1 | c       | pass           |\n"
      "          | c2 | c       | rank ascending |\n"
      "    bonuses: [{id: d, score: '2 * whole steps(x, 10%)', cap: 5}]\n"
      "    deductions: [{id: e, score: [{start: 1}, {times: x}], floor: 0}]\n"
      "    score: sum(indicators.score)\n"
      "    cap: 120\n"
      "    floor: 0\n"
      "    round: 0.01 half up\n"
      "    weights_sum: 100\n"
      "    rank: {by: score descending, then: [paid_in descending, name ascending], "
      "within: group, ties: share}\n"
      "    rating:\n"
      "      scale: rating\n"
      "      default: 称职\n"
      "      rules:\n"
      "        - {id: off, clause: 6.7, when: off_duty, sets: 不称职, action: 立即调换, due: now}\n"
      "        - {id: short, when: x < 100%, bars: 优秀, due: year.end}\n"
      "    counted: {table: projects, when: used}\n");
  CHECK_EQ(read.faults(), "");
  const AssessmentForm& form = read.policy.assessments.at(0);
  CHECK_EQ(form.name + " " + form.subject + " " + form.head.title, "units units 年终考核");
  CHECK(form.not_applicable == AssessmentForm::NotApplicable::kSpread);
  REQUIRE_EQ(form.indicators.size(), 3);
  CHECK(form.indicators[0].score == IndicatorForm::Score::kRatio);
  CHECK_EQ(words(form.indicators[0].cap), "1.2 * weight");
  CHECK(form.indicators[1].score == IndicatorForm::Score::kRank);
  CHECK_EQ(form.indicators[1].ties->word, "dense");
  REQUIRE_EQ(form.indicators[2].items.size(), 2);
  CHECK(form.indicators[2].items[0].score == IndicatorForm::Score::kPass);
  CHECK_EQ(form.indicators[2].items[1].rank_descending, false);
  CHECK_EQ(form.indicators[2].items[1].ties->word, "share");  // the assessment's
  CHECK_EQ(words(*form.bonuses.at(0).score_value), "2 * whole steps(x, 10%)");
  CHECK_EQ(std::get<std::vector<SheetLine>>(form.deductions.at(0).score_value->is).size(), 2);
  CHECK_EQ(words(form.score), "sum(indicators.score)");
  CHECK(form.weights_sum->value == Decimal(100));
  REQUIRE(form.rank);
  REQUIRE_EQ(form.rank->keys.size(), 3);
  CHECK_EQ(words(form.rank->keys[0].by), "score");
  CHECK(form.rank->keys[1].descending);
  CHECK_FALSE(form.rank->keys[2].descending);
  CHECK(form.rank->within_group);
  REQUIRE(form.rating);
  CHECK_EQ(form.rating->otherwise, "称职");
  REQUIRE_EQ(form.rating->rules.size(), 2);
  CHECK(form.rating->rules[0].effect == RatingRule::Effect::kSets);
  CHECK(form.rating->rules[0].due_now);
  CHECK_EQ(form.rating->rules[1].word, "优秀");
  CHECK_EQ(words(form.counted->when), "used");
}

TEST_CASE("min–max names what it is between and what it is when all are equal") {
  const PolicyUnderTest read = assessed(
      "indicators: [{id: a, weight: 40, score: {min_max: x, low: 60, high: 100, all_equal: 80}}]");
  CHECK_EQ(read.faults(), "");
  const IndicatorForm& item = read.policy.assessments.at(0).indicators.at(0);
  CHECK(item.score == IndicatorForm::Score::kMinMax);
  CHECK_EQ(words(item.min_max_of), "x");
  CHECK_EQ(words(item.min_max_all_equal), "80");
}

TEST_CASE("a word may be a parameter's") {
  const std::string rule =
      "assess: {a: {subject: units, rank: {by: score descending, ties: equals}}}\n";
  const PolicyUnderTest read(
      rule + "parameters: {equals: {value: share, one_of: [share, dense], open: true}}\n");
  CHECK_EQ(read.faults(), "");
  CHECK_EQ(read.policy.assessments.at(0).rank->ties.parameter, "equals");
  CHECK_EQ(read.policy.assessments.at(0).rank->ties.word, "");
  CHECK_EQ(PolicyUnderTest(rule).faults(), "1:65 policy-word");
  CHECK_EQ(PolicyUnderTest(rule + "parameters: {equals: {value: '\"share\"'}}\n").faults(),
           "1:65 word-parameter");
  CHECK_EQ(PolicyUnderTest(rule + "parameters: {equals: {value: share, one_of: [share, all]}}\n")
               .faults(),
           "1:65 word-parameter");
}

TEST_CASE("what nobody's text states, the loader asks for") {
  const struct {
    const char* line;
    std::string faults;
  } rows[] = {
      {"indicators: [{id: a, measure: m, score: ratio}]", "2:19 policy-unstated"},
      {"indicators: [{id: a, measure: m, score: ratio, cap: none}]", ""},
      {"indicators: [{id: a, measure: m, score: rank}]", "2:19 policy-unstated"},
      {"indicators: [{id: a, measure: m, score: pass, for: b}]", "2:19 policy-unstated"},
      {"indicators: [{id: a, items: [{id: b, score: 1, for: c}]}]", "2:35 policy-unstated"},
      {"bonuses: [{id: a, score: 1, for: b}]", ""},
      {"indicators: [{id: a, score: {min_max: x, low: 0, high: 1}}]", "2:29 policy-unstated"},
      {"rank: {by: score descending}", "2:7 policy-unstated"},
      {"rank: {by: score, ties: share}", "2:12 policy-unstated"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK_EQ(assessed(row.line).faults(), row.faults);
  }
}

TEST_CASE("faults of assessments") {
  const struct {
    const char* line;
    std::string faults;
  } rows[] = {
      {"indicators: [{id: a, weight: 1}]", "2:19 policy-one-key"},
      {"indicators: [{id: a, score: 1, items: []}]", "2:19 policy-one-key"},
      {"indicators: [{id: a, score: pass}]", "2:14 policy-missing-key"},
      {"indicators: [{score: 1}]", "2:14 policy-missing-key"},
      {"not_applicable: keep", "2:17 policy-word"},
      {"rank: {by: a descending, within: unit, ties: share}", "2:34 policy-word"},
      {"rank: {ties: share}", "2:7 policy-missing-key"},
      {"rating: {scale: s}", "2:9 policy-missing-key"},
      {"rating: {rules: [{id: r, when: x}]}", "2:23 policy-one-key"},
      {"rating: {rules: [{id: r, when: x, sets: a, bars: b}]}", "2:23 policy-one-key"},
      {"weights_sum: x", "2:14 policy-number"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK_EQ(assessed(row.line).faults(), row.faults);
  }
  CHECK_EQ(PolicyUnderTest("assess: {a: {subject: villages}}\n").faults(), "1:23 policy-word");
  CHECK_EQ(PolicyUnderTest("assess: {a: {for: b}}\n").faults(), "1:13 policy-missing-key");
  CHECK_EQ(PolicyUnderTest("assess: {a b: {subject: units}}\n").faults(), "1:10 policy-name");
}

}  // namespace
}  // namespace zhaoshang
