// What cannot be seen in a result: the order of rows, the size of batches, which rows were
// evaluated together, whether a table was held or streamed.
#include <doctest/doctest.h>

#include <map>
#include <sstream>

#include "engine/expr/evaluator.h"
#include "properties/county.h"

namespace zhaoshang {
namespace {

TEST_CASE("rows of every input in another order give the same figures") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    County county(seed);
    SchemeUnderTest as_written(kCountyPolicy, county.texts(), {"2022", "", 65'536});
    CHECK_EQ(as_written.faults(), "");
    const std::string expected = everything(as_written);
    REQUIRE_FALSE(expected.empty());
    for (const std::uint64_t other : {7U, 8U}) {
      County shuffled = county;
      shuffled.shuffle(other);
      SchemeUnderTest scheme(kCountyPolicy, shuffled.texts(), {"2022", "", 65'536});
      CHECK_EQ(everything(scheme), expected);
    }
  }
}

TEST_CASE("batches of any size give the same figures") {
  County county(4);
  SchemeUnderTest whole(kCountyPolicy, county.texts(), {"2022", "", 65'536});
  const std::string expected = everything(whole);
  for (const std::size_t batch_rows : {1U, 2U, 7U, 100U, 539U}) {
    CAPTURE(batch_rows);
    SchemeUnderTest scheme(kCountyPolicy, county.texts(), {"2022", "", batch_rows});
    CHECK_EQ(everything(scheme), expected);
  }
}

/// What a field of the rows of some keys comes to, by key.
std::map<std::string, std::string> values_of(SchemeUnderTest& scheme, const std::string& table,
                                             const std::string& field) {
  std::map<std::string, std::string> values;
  const std::uint32_t of = scheme.plan().find_table(table).value();
  REQUIRE(scheme.plan().field_index(of, field).has_value());
  const Column column = scheme.figures().field(table, field);
  for (std::uint32_t row = 0; row < column.size(); ++row)
    values[scheme.figures().id(of, row)] += to_feel(column.at(row)) + ' ';
  return values;
}

/// `id=score` of an item, by id.
std::map<std::string, std::string> scores_of(SchemeUnderTest& scheme, const std::string& item) {
  std::map<std::string, std::string> scores;
  std::istringstream text(scheme.scores("units", item));
  for (std::string each; text >> each;)
    scores[each.substr(0, each.find('='))] = each.substr(each.find('=') + 1);
  return scores;
}

TEST_CASE("a unit more changes no figure of the others, but what is relative to them all") {
  const std::vector<std::pair<std::string, std::string>> figures = {
      {"units", "paid_in"},    {"units", "signed"},   {"units", "first_signed"},
      {"projects", "paid_in"}, {"projects", "thick"}, {"projects", "big_payments"},
      {"teams", "active"},     {"teams", "silent"},   {"teams", "paid_now"}};
  for (const std::uint64_t seed : {21U, 22U, 23U}) {
    CAPTURE(seed);
    County county(seed);
    SchemeUnderTest before(kCountyPolicy, county.texts());
    for (const char* kind : {"县直单位", "乡镇"}) {
      CAPTURE(kind);
      County more = county;
      more.tables["units"].rows.push_back(std::string("U6,又一单位,") + kind);
      more.tables["teams"].rows.push_back("T7,U6,队7,2022-01-05,");
      more.tables["members"].rows.push_back("M10,人10,U6,T7,科员,2022-01-01,");
      more.tables["attendance"].rows.push_back("M10,2022-03-04,苏州,在岗");
      more.tables["projects"].rows.push_back("P15,项目15,U6,T7,M10,800,12.5,2022-04-05");
      more.tables["payments"].rows.push_back("P15,2022-05-06,321.5,固定资产");
      more.tables["targets"].rows.push_back("unit,U6,paid_in,2022H1,300");
      more.tables["visits"].rows.push_back("U6,T7,2022-07-08,拜访");
      SchemeUnderTest after(kCountyPolicy, more.texts());
      REQUIRE_EQ(after.faults(), "");
      std::size_t compared = 0;
      for (const auto& each : figures) {
        const auto& table = each.first;
        const auto& field = each.second;
        CAPTURE(table);
        CAPTURE(field);
        const auto changed = values_of(after, table, field);
        for (const auto& [id, value] : values_of(before, table, field)) {
          CHECK_EQ(changed.at(id), value);
          ++compared;
        }
        CHECK_EQ(changed.size(), values_of(before, table, field).size() + 1);
      }
      for (const std::string item : {"paid_in", "visits"}) {
        CAPTURE(item);
        const auto changed = scores_of(after, item);
        for (const auto& [id, score] : scores_of(before, item)) {
          // Of 乡镇 the weight of what does not apply is spread: over their own items, not others'.
          CHECK_EQ(changed.at(id), score);
          ++compared;
        }
      }
      CHECK(compared > 60);
    }
  }
}

TEST_CASE("a program on all rows is the program on each row alone") {
  County county(5);
  SchemeUnderTest scheme(kCountyPolicy, county.texts(), {"2022", "2022-09-30", 65'536});
  const Figures& figures = scheme.figures();
  std::size_t compared = 0;
  for (std::uint32_t table = 0; table < scheme.plan().tables().size(); ++table) {
    if (scheme.plan().table(table).schema.is_long) continue;
    for (const Field& field : scheme.plan().table(table).fields) {
      if (field.kind != Field::Kind::kProgram) continue;
      CAPTURE(scheme.plan().table(table).name);
      CAPTURE(field.name);
      const std::size_t count = figures.row_count(table);
      Evaluator evaluator(figures);
      const Column together =
          evaluator.evaluate(*field.program.root, Frame::all_rows(table, count));
      for (std::uint32_t row = 0; row < count; ++row) {
        const Column alone = evaluator.evaluate(*field.program.root, Frame::of_rows(table, {row}));
        REQUIRE(same(together.at(row), alone.at(0)));
        ++compared;
      }
    }
  }
  CHECK(compared > 500);
}

/// Two tables of the same columns, of which one is never held, and facts over them.
std::string twice(const std::string& facts) {
  const std::string columns =
      "    columns:\n"
      "      trip_id: {heading: 外出编号}\n"
      "      member_id: {heading: 人员编号, type: ref(members)}\n"
      "      day: {heading: 日期, type: date}\n"
      "      fare: {heading: 路费, type: money(元), missing: none}\n"
      "      far: {heading: 远, type: bool, missing: none}\n"
      "      points: {heading: 分, type: number, missing: none}\n";
  return "tables:\n"
         "  held:\n    heading: 外出甲\n    date: day\n    key: [trip_id]\n" +
         columns +
         "  streamed:\n    heading: 外出乙\n    date: day\n    long: true\n    key: [trip_id]\n" +
         columns + "facts:\n" + facts;
}

TEST_CASE("folds over a streamed table are the aggregates over the same table held") {
  const std::vector<std::string> filters = {"",
                                            "[far]",
                                            "[not(far)]",
                                            "[day in to_date]",
                                            "[fare > 50元]",
                                            "[points >= 3 and far]",
                                            "[member.team.unit.kind = \"乡镇\"]"};
  const std::vector<std::pair<std::string, std::string>> aggregates = {
      {"count", ""},     {"sum", ".fare"}, {"min", ".fare"},   {"max", ".fare"},
      {"mean", ".fare"}, {"all", ".far"},  {"any", ".far"},    {"sum", ".points"},
      {"max", ".day"},   {"min", ".day"},  {"mean", ".points"}};
  for (const std::string parent : {"members", "member_months", "county"}) {
    std::string facts = "  " + parent + ":\n";
    std::size_t pairs = 0;
    for (const std::string& filter : filters) {
      for (const auto& [aggregate, element] : aggregates) {
        for (const std::string table : {"held", "streamed"}) {
          facts += "    " + table + "_" + std::to_string(pairs) + ": '" + aggregate + "(" + table +
                   filter + element + ")'\n";
        }
        ++pairs;
      }
    }
    Random random(17);
    std::string rows = "trip_id,member_id,day,fare,far,points\n";
    for (int k = 0; k < 300; ++k) {
      rows += std::to_string(k) + ",M" + std::to_string(random.below(10) + 1) + "," + random.day() +
              "," + (random.one_in(40) ? "" : std::to_string(random.below(200)) + ".01") + "," +
              (random.one_in(20)  ? ""
               : random.one_in(2) ? "true"
                                  : "false") +
              "," +
              (random.one_in(30)
                   ? ""
                   : std::to_string(random.below(9)) + "." + std::to_string(random.below(100000))) +
              "\n";
    }
    County county(6);
    TableTexts texts = county.texts();
    texts["held"] = rows;
    texts["streamed"] = rows;
    for (const std::size_t batch_rows : {1U, 13U, 299U, 65'536U}) {
      CAPTURE(parent);
      CAPTURE(batch_rows);
      TableTexts used = {{"units", texts["units"]},
                         {"teams", texts["teams"]},
                         {"members", texts["members"]},
                         {"held", rows},
                         {"streamed", rows}};
      SchemeUnderTest scheme(twice(facts), used, {"2022", "2022-10-15", batch_rows});
      CHECK_EQ(scheme.faults(), "");
      for (std::size_t k = 0; k < pairs; ++k) {
        CAPTURE(k);
        REQUIRE_EQ(scheme.column(parent, "streamed_" + std::to_string(k)),
                   scheme.column(parent, "held_" + std::to_string(k)));
      }
    }
  }
}

TEST_CASE("what does not depend on the item means the same inside a filter and outside") {
  // Left: hoisted out of the filter, since it reads the rule's row alone. Right: said in another
  // way.
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"count(payments[amount > this.investment / 10])",
       "sum(for p in payments return if p.amount > investment / 10 then 1 else 0)"},
      {"count(payments[date > this.signed_on])",
       "sum(for p in payments return if p.date > signed_on then 1 else 0)"},
      {"count(payments[amount >= max(this.payments.amount)])",
       "sum(for p in payments return if p.amount >= max(payments.amount) then 1 else 0)"},
      {"count(payments[amount > (if this.signed_on = null then 100万元 else 400万元)])",
       "if signed_on = null then count(payments[amount > 100万元]) else count(payments[amount > "
       "400万元])"},
      {"count(payments[count(this.unit.teams) > 1 and kind = \"其他\"])",
       "if count(unit.teams) > 1 then count(payments[kind = \"其他\"]) else 0"},
      {"count(unit.projects[count(payments[amount > this.investment / 10]) > 1])",
       "sum(for q in unit.projects return if (sum(for p in q.payments return if p.amount > "
       "investment / 10 then 1 else 0)) > 1 then 1 else 0)"},
      {"some p in payments satisfies p.amount > investment / 8",
       "count(payments[amount > this.investment / 8]) > 0"},
      {"every p in payments satisfies p.amount <= 900万元 * count(unit.teams)",
       "count(payments[not(amount <= 900万元 * count(this.unit.teams))]) = 0"},
  };
  std::string facts = "facts:\n  projects:\n";
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    facts += "    a" + std::to_string(k) + ": '" + pairs[k].first + "'\n    b" + std::to_string(k) +
             ": '" + pairs[k].second + "'\n";
  }
  for (const std::uint64_t seed : {11U, 12U, 13U}) {
    County county(seed);
    // With a value in every cell: null takes the other branch of `if`.
    for (std::string& row : county.tables["projects"].rows) {
      std::size_t comma = 0;
      for (int k = 0; k < 5; ++k) comma = row.find(',', comma) + 1;
      if (row[comma] == ',') row.insert(comma, "1234");
    }
    SchemeUnderTest scheme(facts, county.texts());
    CHECK_EQ(scheme.faults(), "");
    for (std::size_t k = 0; k < pairs.size(); ++k) {
      CAPTURE(pairs[k].first);
      CHECK_EQ(scheme.column("projects", "a" + std::to_string(k)),
               scheme.column("projects", "b" + std::to_string(k)));
    }
  }
}

}  // namespace
}  // namespace zhaoshang
