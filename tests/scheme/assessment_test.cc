// Scores, totals, ranks and ratings. Figures worked out by hand.
#include "scheme/assessment.h"

#include <doctest/doctest.h>

#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kColumns = R"(
scales:
  rating: [不称职, 称职, 可评优秀, 优秀]
columns:
  units:
    done: {heading: 完成, type: number}
    plan: {heading: 计划, type: number}
    more: {heading: 另一项, type: number}
    bad: {heading: 查实, type: bool, missing: false}
    warned: {heading: 警告, type: bool, missing: false}
measures:
  units:
    done_now: {title: 完成量, is: done, target: plan}
    more_now: {title: 另一项, is: more}
)";

SchemeUnderTest scheme_of(const std::string& assessment, const std::string& units,
                          RunUnderTest run = {}) {
  return SchemeUnderTest(std::string(kColumns) + "assess:\n  a:\n    subject: units\n" + assessment,
                         {{"units", units}}, std::move(run));
}

std::string assessed(const std::string& assessment, const std::string& units,
                     RunUnderTest run = {}) {
  SchemeUnderTest scheme = scheme_of(assessment, units, std::move(run));
  CHECK_EQ(scheme.faults(), "");
  return scheme.assessed("a");
}

TEST_CASE("a ratio with a cap, a floor, or none") {
  const std::string units = "unit_id,done,plan\nU1,96,100\nU2,150,100\nU3,-20,100\n";
  const auto with = [&](const std::string& more) {
    return assessed(
        "    indicators:\n      - {id: x, measure: done_now, weight: 50, score: ratio, " + more +
            "}\n",
        units);
  };
  CHECK_EQ(with("cap: weight"), "U1 48 - -\nU2 50 - -\nU3 -10 - -\n");
  CHECK_EQ(with("cap: none"), "U1 48 - -\nU2 75 - -\nU3 -10 - -\n");
  CHECK_EQ(with("cap: weight * 1.2, floor: 0"), "U1 48 - -\nU2 60 - -\nU3 0 - -\n");
  CHECK_EQ(with("cap: none, round: 10 half up"), "U1 50 - -\nU2 80 - -\nU3 -10 - -\n");
}

TEST_CASE("pass: all of the weight or nothing; exactly the target passes") {
  const std::string units = "unit_id,done,plan\nU1,100,100\nU2,99.99,100\nU3,100.01,100\nU4,,100\n";
  CHECK_EQ(
      assessed("    indicators:\n      - {id: x, measure: done_now, weight: 10, score: pass}\n",
               units),
      "U1 10 - -\nU2 0 - -\nU3 10 - -\nU4 - - -\n");
}

TEST_CASE("min-max in the group, and the value where all are equal") {
  const std::string form =
      "    indicators:\n      - {id: x, measure: done_now, weight: 100, "
      "score: {min_max: done_now, low: 60, high: 100, all_equal: 100}}\n";
  CHECK_EQ(assessed(form, "unit_id,done,plan\nU1,10,1\nU2,20,1\nU3,30,1\n"),
           "U1 60 - -\nU2 80 - -\nU3 100 - -\n");
  CHECK_EQ(assessed(form, "unit_id,done,plan\nU1,7,1\nU2,7,1\n"), "U1 100 - -\nU2 100 - -\n");
  // Who has no value takes no part.
  CHECK_EQ(assessed(form, "unit_id,done,plan\nU1,10,1\nU2,,1\nU3,30,1\n"),
           "U1 60 - -\nU2 - - -\nU3 100 - -\n");
}

TEST_CASE("ranks: ties, groups, later keys, and who has no value has no rank") {
  const std::string units =
      "unit_id,group,done,plan,more\nU1,甲,90,100,1\nU2,甲,90,100,2\nU3,乙,80,100,1\nU4,乙,,100,"
      "9\nU5,甲,70,100,1\n";
  const auto with = [&](const std::string& rank) {
    return assessed(
        "    indicators:\n      - {id: x, measure: done_now, weight: 100, score: ratio, cap: "
        "none}\n"
        "    rank: " +
            rank + "\n",
        units);
  };
  CHECK_EQ(with("{by: score descending, ties: share}"),
           "U1 90 1 -\nU2 90 1 -\nU3 80 3 -\nU4 - - -\nU5 70 4 -\n");
  CHECK_EQ(with("{by: score descending, ties: dense}"),
           "U1 90 1 -\nU2 90 1 -\nU3 80 2 -\nU4 - - -\nU5 70 3 -\n");
  CHECK_EQ(with("{by: score descending, ties: average}"),
           "U1 90 1.5 -\nU2 90 1.5 -\nU3 80 3 -\nU4 - - -\nU5 70 4 -\n");
  CHECK_EQ(with("{by: score descending, ties: share, within: group}"),
           "U1 90 1 -\nU2 90 1 -\nU3 80 1 -\nU4 - - -\nU5 70 3 -\n");
  CHECK_EQ(with("{by: score descending, then: [more_now descending], ties: fault}"),
           "U1 90 2 -\nU2 90 1 -\nU3 80 3 -\nU4 - - -\nU5 70 4 -\n");
  CHECK_EQ(with("{by: score ascending, ties: share}"),
           "U1 90 3 -\nU2 90 3 -\nU3 80 2 -\nU4 - - -\nU5 70 1 -\n");
}

TEST_CASE("a tie that the rules do not part is a finding where they say so") {
  SchemeUnderTest scheme = scheme_of(
      "    indicators:\n      - {id: x, measure: done_now, weight: 100, score: ratio, cap: none}\n"
      "    rank: {by: score descending, ties: fault}\n",
      "unit_id,done,plan\nU1,90,100\nU2,90,100\nU3,80,100\n");
  CHECK_EQ(scheme.assessment_notes("a"),
           "failed a-rank U1: 并列，规则没有规定如何区分\nfailed a-rank U2: "
           "并列，规则没有规定如何区分\n");
}

TEST_CASE("scores by rank are places; a score says what they come to") {
  CHECK_EQ(assessed("    indicators:\n"
                    "      - {id: x, measure: done_now, score: rank descending, ties: share}\n"
                    "      - {id: y, measure: more_now, score: rank ascending, ties: share}\n"
                    "    score: sum(indicators.rank)\n"
                    "    rank: {by: score ascending, ties: share}\n",
                    "unit_id,done,plan,more\nU1,9,1,5\nU2,8,1,1\nU3,8,1,9\n"),
           // 1 + 2, 2 + 1, 2 + 3
           "U1 3 1 -\nU2 3 1 -\nU3 5 3 -\n");
}

TEST_CASE("nested items: a floor stops deductions, without one they go below zero") {
  const auto with = [&](const std::string& floor) {
    return assessed(
        "    indicators:\n"
        "      - id: x\n        weight: 20\n" +
            floor +
            "        items:\n"
            "          - {id: base, score: 20}\n"
            "          - {id: late, score: 0 - 5 * more}\n",
        "unit_id,done,plan,more\nU1,1,1,1\nU2,1,1,6\n");
  };
  CHECK_EQ(with("        floor: 0\n"), "U1 15 - -\nU2 0 - -\n");
  CHECK_EQ(with(""), "U1 15 - -\nU2 -10 - -\n");
}

TEST_CASE("bonuses add, deductions take away, the total has its own bounds and rounding") {
  const std::string form =
      "    indicators:\n      - {id: x, measure: done_now, weight: 100, score: ratio, cap: "
      "weight}\n"
      "    bonuses:\n      - {id: plus, score: more, cap: 10}\n"
      "    deductions:\n      - {id: minus, score: if bad then 5 else 0}\n";
  const std::string units =
      "unit_id,done,plan,more,bad\nU1,98,100,20,false\nU2,33.333,100,1,true\nU3,1,100,0,true\n";
  CHECK_EQ(assessed(form, units), "U1 108 - -\nU2 29.333 - -\nU3 -4 - -\n");
  CHECK_EQ(assessed(form + "    cap: 100\n    floor: 0\n    round: 0.1 half up\n", units),
           "U1 100 - -\nU2 29.3 - -\nU3 0 - -\n");
}

std::string not_applicable(const std::string& word) {
  return assessed("    not_applicable: " + word +
                      "\n"
                      "    indicators:\n"
                      "      - {id: x, measure: done_now, weight: 60, score: ratio, cap: weight}\n"
                      "      - {id: y, measure: more_now, weight: 40, for: more != null, score: "
                      "weight * more / 10, cap: weight}\n",
                  "unit_id,done,plan,more\nU1,90,100,5\nU2,90,100,\n");
}

TEST_CASE("an indicator that does not apply: its weight is spread, left out or lost") {
  // U1: 54 + 20. U2 has 54 of 60.
  CHECK_EQ(not_applicable("spread"), "U1 74 - -\nU2 90 - -\n");  // 54 × 100 ÷ 60
  CHECK_EQ(not_applicable("drop"), "U1 74 - -\nU2 54 - -\n");
  CHECK_EQ(not_applicable("zero"), "U1 74 - -\nU2 54 - -\n");
}

TEST_CASE("up or down to a word, or by steps; what is to come is pending") {
  const auto rated = [](const std::string& rule, const std::string& day = "") {
    return scheme_of(
        "    indicators:\n      - {id: x, measure: done_now, weight: 100, score: ratio, "
        "cap: none}\n    rating:\n      default: 称职\n      rules:\n        - " +
            rule + "\n",
        "unit_id,done,plan\nU1,90,100\n", {"2022", day});
  };
  const auto word = [&](const std::string& rule) {
    SchemeUnderTest scheme = rated(rule);
    CHECK_EQ(scheme.faults(), "");
    return scheme.assessed("a");
  };
  CHECK_EQ(word("{id: u, when: score > 80, raises: 优秀}"), "U1 90 - 优秀\n");
  CHECK_EQ(word("{id: u, when: score > 80, raises: 不称职}"), "U1 90 - 称职\n");
  CHECK_EQ(word("{id: u, when: score > 80, lowers: 不称职}"), "U1 90 - 不称职\n");
  CHECK_EQ(word("{id: u, when: score > 80, raises: 2}"), "U1 90 - 优秀\n");
  CHECK_EQ(word("{id: u, when: score > 80, raises: one step}"), "U1 90 - 可评优秀\n");
  CHECK(rated("{id: u, when: score > 80, raises: 优等}").faults().find("unknown-rating") !=
        std::string::npos);
  SchemeUnderTest early =
      rated("{id: u, clause: 8, when: score > 80, gives: 优秀, due: year.end}", "2022-06-30");
  CHECK_EQ(early.assessed("a"), "U1 90 - 称职\n");
  CHECK_EQ(early.assessment_notes("a"),
           "pending u U1 2022-12-31: 目前的数据：可评为优秀，2022-12-31起适用\n");
  const auto to_come = [&](const std::string& effect) {
    SchemeUnderTest scheme =
        rated("{id: u, when: score > 80, " + effect + ", due: year.end}", "2022-06-30");
    return scheme.assessment_notes("a").substr(std::string("pending u U1 2022-12-31: ").size());
  };
  CHECK_EQ(to_come("sets: 优秀"), "目前的数据：评为优秀，2022-12-31起适用\n");
  CHECK_EQ(to_come("bars: 优秀"), "目前的数据：不得评为优秀，2022-12-31起适用\n");
  CHECK_EQ(to_come("bars: all"), "目前的数据：不得享受奖励，2022-12-31起适用\n");
  CHECK_EQ(to_come("raises: 优秀"), "目前的数据：升为优秀，2022-12-31起适用\n");
  CHECK_EQ(to_come("raises: 2"), "目前的数据：升2等，2022-12-31起适用\n");
  CHECK_EQ(to_come("lowers: one step"), "目前的数据：降1等，2022-12-31起适用\n");
}

TEST_CASE("a weight is spread after caps and before rounding, and each level spreads its own") {
  // y does not apply to U1: 100 ÷ 60 of x. 62.5 ÷ 100 × 60 = 37.5, not capped; × 100 ÷ 60 = 62.5,
  // rounded once: 63.
  const std::string form =
      "    not_applicable: spread\n"
      "    weights_sum: 100\n"
      "    indicators:\n"
      "      - {id: x, measure: done_now, weight: 60, score: ratio, cap: weight, round: 1 half "
      "up}\n"
      "      - {id: y, measure: more_now, weight: 40, for: more != null, score: more}\n";
  const std::string units = "unit_id,done,plan,more\nU1,62.5,100,\nU2,150,100,3\nU3,150,100,\n";
  CHECK_EQ(assessed(form, units), "U1 63 - -\nU2 63 - -\nU3 100 - -\n");
  // Beside each other under one item: b's 10 goes to c, whose 4 of 10 become 8 of 20.
  CHECK_EQ(assessed("    not_applicable: spread\n"
                    "    indicators:\n"
                    "      - id: x\n        weight: 20\n        items:\n"
                    "          - {id: b, weight: 10, for: more != null, score: more}\n"
                    "          - {id: c, weight: 10, score: 4}\n",
                    "unit_id,done,plan,more\nU1,1,1,7\nU2,1,1,\n"),
           "U1 11 - -\nU2 8 - -\n");
}

TEST_CASE("zero counts among the indicators, drop does not") {
  const auto with = [](const std::string& word) {
    return assessed("    not_applicable: " + word +
                        "\n    indicators:\n"
                        "      - {id: x, measure: done_now, weight: 60, score: done}\n"
                        "      - {id: y, measure: more_now, weight: 40, for: more != null, score: "
                        "more}\n"
                        "    score: mean(indicators.score)\n",
                    "unit_id,done,plan,more\nU1,50,100,10\nU2,50,100,\n");
  };
  CHECK_EQ(with("zero"), "U1 30 - -\nU2 25 - -\n");
  CHECK_EQ(with("drop"), "U1 30 - -\nU2 50 - -\n");
}

TEST_CASE("weights by parameters must add up on every day, weights by row for every row") {
  const auto faults = [](const std::string& parameters) {
    return SchemeUnderTest(
               "parameters:\n  wa: " + parameters + "\n" + kColumns +
               "assess:\n  a:\n    subject: units\n    weights_sum: 100\n"
               "    indicators:\n"
               "      - {id: x, measure: done_now, weight: wa, score: ratio, cap: none}\n"
               "      - {id: y, measure: done_now, weight: 60, score: ratio, cap: none}\n")
        .faults();
  };
  CHECK_EQ(faults("{value: 40}"), "");
  CHECK(faults("{value: 50}").find("weights-sum") != std::string::npos);
  CHECK(faults("{values: {2020-01-01: 40, 2022-07-01: 45}}").find("weights-sum") !=
        std::string::npos);
  SchemeUnderTest by_row = scheme_of(
      "    weights_sum: 100\n"
      "    indicators:\n"
      "      - {id: x, measure: done_now, weight: 'if bad then 60 else 50', score: ratio, cap: "
      "none}\n"
      "      - {id: y, measure: done_now, weight: 50, score: ratio, cap: none}\n",
      "unit_id,done,plan,bad\nU1,90,100,false\nU2,90,100,true\n");
  CHECK_EQ(by_row.assessed("a"), "U1 90 - -\nU2 - - -\n");
  CHECK_EQ(by_row.assessment_notes("a"), "failed a-weights U2: 权重合计110，应为100，不计总分\n");
}

TEST_CASE("a place adds nothing to a total, so the total must be said") {
  const auto faults = [](const std::string& more) {
    return SchemeUnderTest(std::string(kColumns) +
                           "assess:\n  a:\n    subject: units\n    indicators:\n"
                           "      - {id: x, measure: done_now, score: rank, ties: share}\n" +
                           more)
        .faults();
  };
  CHECK_EQ(faults(""), "");
  CHECK(faults("      - {id: y, score: '5'}\n").find("place-in-total") != std::string::npos);
  CHECK_EQ(faults("      - {id: y, score: '5'}\n    score: sum(indicators.rank)\n"), "");
}

TEST_CASE("groups: exactly one holds for a unit; `group` is its name") {
  SchemeUnderTest scheme(R"(
groups:
  大镇: kind = "乡镇" and name in ["甲镇", "丁"]
  乡镇: kind = "乡镇" and name != "甲镇"
facts:
  units: {own: group}
  teams: {own: unit.group}
)",
                         {{"units",
                           "unit_id,name,kind\nU1,甲镇,乡镇\nU2,乙镇,乡镇\nU3,丙局,部门\n"
                           "U4,丁,乡镇\n"},
                          {"teams", "team_id,unit_id,name\nT1,U2,一队\n"}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.column("units", "own"), "U1=\"大镇\" U2=\"乡镇\" U3=null U4=null");
  CHECK_EQ(scheme.value("teams", "T1", "own"), "\"乡镇\"");
  CHECK_EQ(SchemeUnderTest::text(group_findings(scheme.figures(), "assess")),
           "failed groups U3: 不属于任何一组\nfailed groups U4: 同时属于几组：大镇、乡镇\n");
}

TEST_CASE("places are whole numbers unless equals take the average") {
  const auto faults = [](const std::string& ties) {
    return SchemeUnderTest(std::string(kColumns) +
                           "assess:\n  a:\n    subject: units\n    indicators:\n"
                           "      - {id: x, measure: done_now, score: '1'}\n"
                           "    rank: {by: score descending, ties: " +
                           ties +
                           "}\nfacts:\n  units:\n    prize:\n      hit: unique\n      table: |\n"
                           "        | a.rank || prize |\n        | < 1 || 0 |\n        | 1 || 3 |\n"
                           "        | 2 || 2 |\n        | >= 3 || 1 |\n")
        .faults();
  };
  CHECK_EQ(faults("share"), "");
  CHECK(faults("average").find("table-gap") != std::string::npos);
}

TEST_CASE("who has no value has no total, no rank and a finding; never zero") {
  SchemeUnderTest scheme = scheme_of(
      "    indicators:\n"
      "      - {id: x, clause: 3, measure: done_now, weight: 60, score: ratio, cap: weight}\n"
      "      - {id: y, measure: more_now, weight: 40, score: more}\n"
      "    rank: {by: score descending, ties: share}\n",
      "unit_id,done,plan,more\nU1,90,100,1\nU2,90,,1\nU3,,100,1\nU4,90,100,\n");
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.assessed("a"), "U1 55 1 -\nU2 - - -\nU3 - - -\nU4 - - -\n");
  CHECK_EQ(scheme.assessment_notes("a"),
           "pending x U2: 完成量没有目标，暂不计分\nundecided x U3: 完成量没有数值，暂不计分\n"
           "undecided y U4: 另一项没有数值，暂不计分\n");
}

TEST_CASE("otherwise stands in for a missing score; who is not assessed has nothing") {
  CHECK_EQ(assessed("    for: 'name != \"免考\"'\n"
                    "    indicators:\n      - {id: x, measure: done_now, weight: 60, score: ratio, "
                    "cap: weight, otherwise: 1}\n",
                    "unit_id,name,done,plan\nU1,甲,,100\nU2,免考,50,100\nU3,丙,50,100\n"),
           "U1 1 - -\nU2 - - -\nU3 30 - -\n");
}

TEST_CASE("peers are the subjects of the assessment") {
  CHECK_EQ(assessed("    indicators:\n      - {id: x, measure: done_now, weight: 60, score: weight "
                    "* done / max(peers.done)}\n",
                    "unit_id,done,plan\nU1,50,1\nU2,100,1\n"),
           "U1 30 - -\nU2 60 - -\n");
}

constexpr const char* kRating = R"(
    indicators:
      - {id: x, measure: done_now, weight: 100, score: ratio, cap: none}
    rating:
      default: 称职
      rules:
        - {id: idle, clause: 6.7, when: bad, sets: 不称职}
        - {id: short, clause: 6.6, when: completion.done_now < 1, bars: 优秀, due: year.end}
        - {id: above, clause: 6.4, when: completion.done_now > 1, gives: 优秀}
        - {id: at, clause: 6.4, when: completion.done_now = 1, gives: 可评优秀}
)";

TEST_CASE("ratings at the target, above and below it") {
  const std::string units =
      "unit_id,done,plan,bad\nU1,100,100,\nU2,100.01,100,\nU3,99.99,100,\nU4,200,100,true\nU5,,100,"
      "\n";
  SchemeUnderTest scheme = scheme_of(kRating, units);
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.assessed("a"),
           "U1 100 - 可评优秀\nU2 100.01 - 优秀\nU3 99.99 - 称职\nU4 200 - 不称职\nU5 - - 称职\n");
  CHECK_EQ(scheme.column("units", "a.barred"), "U1=false U2=false U3=true U4=false U5=false");
  const AssessmentResult& result = scheme.assessment("a");
  CHECK_EQ(result.reasons[0], "test-2022:6.4");
  CHECK_EQ(result.reasons[2], "test-2022:6.6");
  CHECK_EQ(result.reasons[3], "test-2022:6.7");
  CHECK_EQ(result.reasons[4], "");
}

TEST_CASE("a rule that is not yet due does not act") {
  SchemeUnderTest scheme = scheme_of(kRating, "unit_id,done,plan,bad\nU3,50,100,\n", {"2022H1"});
  CHECK_EQ(scheme.column("units", "a.barred"), "U3=false");
}

TEST_CASE("bars forbid a word; raises and lowers go by steps") {
  const std::string rules =
      "    rating:\n      default: 称职\n      rules:\n"
      "        - {id: bar, when: bad, bars: 优秀}\n"
      "        - {id: top, when: done > 50, gives: 优秀}\n"
      "        - {id: next, when: done > 50, gives: 可评优秀}\n"
      "        - {id: down, when: warned, lowers: 1}\n"
      "        - {id: up, when: more > 5, raises: 1}\n";
  CHECK_EQ(
      assessed(rules,
               "unit_id,done,plan,more,bad,warned\n"
               "U1,60,1,0,true,\nU2,60,1,0,,\nU3,60,1,0,,true\nU4,1,1,9,,\nU5,60,1,9,,\nU6,1,1,9,,"
               "true\n"),
      "U1 - - 可评优秀\nU2 - - 优秀\nU3 - - 可评优秀\nU4 - - 可评优秀\nU5 - - 优秀\nU6 - - 称职\n");
}

TEST_CASE("a bar holds wherever it stands") {
  CHECK_EQ(assessed("    rating:\n      default: 可评优秀\n      rules:\n"
                    "        - {id: top, when: done > 50, gives: 优秀}\n"
                    "        - {id: bar, when: bad, bars: 优秀}\n",
                    "unit_id,done,plan,bad\nU1,60,1,true\nU2,60,1,\n"),
           "U1 - - 可评优秀\nU2 - - 优秀\n");
}

TEST_CASE("a barred word is not reached by raising either") {
  CHECK_EQ(assessed("    rating:\n      default: 可评优秀\n      rules:\n"
                    "        - {id: bar, when: bad, bars: 优秀}\n"
                    "        - {id: up, when: more > 5, raises: 1}\n",
                    "unit_id,done,plan,more,bad\nU1,1,1,9,true\nU2,1,1,9,\n"),
           "U1 - - 可评优秀\nU2 - - 优秀\n");
}

TEST_CASE("assessments read one another, and a circle of them is reported with its path") {
  const std::string circle =
      "measures:\n  units: {best: {is: a.score + 1}}\n"
      "assess:\n  a:\n    subject: units\n    indicators:\n"
      "      - {id: x, measure: best, weight: 1, score: best}\n";
  const SchemeUnderTest scheme(circle);
  CHECK_EQ(scheme.faults(), "4:3 cycle");
  SchemeUnderTest chain(
      std::string(kColumns) +
          "assess:\n"
          "  second:\n    subject: units\n    indicators:\n"
          "      - {id: y, score: a.score + first_rank_bonus}\n"
          "  a:\n    subject: units\n    indicators:\n"
          "      - {id: x, measure: done_now, weight: 10, score: ratio, cap: none}\n"
          "    rank: {by: score descending, ties: share}\n"
          "facts:\n  units: {first_rank_bonus: if a.rank = 1 then 5 else 0}\n",
      {{"units", "unit_id,done,plan\nU1,50,100\nU2,90,100\n"}});
  CHECK_EQ(chain.faults(), "");
  CHECK_EQ(chain.assessed("second"), "U1 5 - -\nU2 14 - -\n");
}

}  // namespace
}  // namespace zhaoshang
