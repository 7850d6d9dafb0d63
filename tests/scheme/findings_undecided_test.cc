// Conditions of ratings, items and clawbacks that lack a cell.
#include "scheme/findings_undecided.h"

#include <doctest/doctest.h>

#include "support/scheme_under_test.h"

namespace zhaoshang {
namespace {

constexpr const char* kUnits = "unit_id,name,sound\nU1,甲,是\nU2,乙,\nU3,丙,否\n";

TEST_CASE("a rating rule and an item that lack a cell are findings that name it") {
  SchemeUnderTest scheme(
      "columns: {units: {sound: {heading: 合规, type: bool}}}\n"
      "scales: {rating: [差, 好]}\n"
      "assess:\n"
      "  a:\n"
      "    subject: units\n"
      "    not_applicable: drop\n"
      "    indicators:\n"
      "      - {id: base, weight: 1, score: 1}\n"
      "      - {id: extra, title: 加项, clause: 2, for: not(sound), weight: 1, score: 1}\n"
      "    rating: {default: 差, rules: [{id: good, clause: 3, when: sound, gives: 好}]}\n",
      {{"units", kUnits}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.assessment_notes("a"),
           "undecided extra U2: 加项：缺单位“合规”，无法判定\n"
           "undecided good U2: good：缺单位“合规”，无法判定\n");
}

TEST_CASE("a clawback that lacks a cell is a finding") {
  SchemeUnderTest scheme(
      "columns: {units: {sound: {heading: 合规, type: bool}}}\n"
      "reward:\n"
      "  awards: [{id: a, for: units, amount: 100元}]\n"
      "  clawbacks: [{id: back, for: units, when: not(sound), of: all, share: 100%}]\n",
      {{"units", kUnits}});
  CHECK_EQ(scheme.faults(), "");
  CHECK_EQ(scheme.settlement_findings(), "undecided back U2: back：缺单位“合规”，无法判定\n");
}

}  // namespace
}  // namespace zhaoshang
