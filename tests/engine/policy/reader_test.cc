// Reading sections: typed values with places, and every fault where it stands.
#include "engine/policy/reader.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/policy/policy_text.h"

namespace zhaoshang {
namespace {

/// Reads the value of the key `v` of a policy.
struct Read : Loaded {
  explicit Read(const std::string& text) : Loaded(text) { REQUIRE(root); }
  const PolicyNode& v() { return *root->find("v"); }
};

TEST_CASE("words, names, ids and booleans") {
  const struct {
    std::string text;
    std::string name;  // "" : refused
    std::string id;
    std::string word;
    std::string boolean;
  } rows[] = {
      {"v: ratio", "ratio", "ratio", "ratio", ""},
      {"v: 平台_2", "平台_2", "平台_2", "", ""},
      {"v: days-met", "", "days-met", "", ""},
      {"v: 3.5a", "", "3.5a", "", ""},
      {"v: 4.10", "", "4.10", "", ""},
      {"v: a b", "", "", "", ""},
      {"v: 平台、镇", "", "", "", ""},
      {"v: ''", "", "", "", ""},
      {"v: true", "true", "true", "", "true"},
      {"v: 'false'", "false", "false", "", "false"},
      {"v: yes", "yes", "yes", "", ""},
      {"v: True", "True", "True", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    Read read(row.text);
    Diagnostics& faults = read.diagnostics;
    const auto shown = [](const auto& located) { return located ? located->value : ""; };
    CHECK_EQ(shown(read_name(read.v(), faults)), row.name);
    CHECK_EQ(shown(read_id(read.v(), faults)), row.id);
    CHECK_EQ(shown(read_word(read.v(), {"ratio", "rank"}, faults)), row.word);
    const auto boolean = read_boolean(read.v(), faults);
    CHECK_EQ(boolean ? (boolean->value ? "true" : "false") : "", row.boolean);
  }
}

TEST_CASE("numbers, dates and rounding") {
  const struct {
    std::string text;
    std::string integer;  // of 0..100
    std::string number;
    std::string date;
    std::string span;
    std::string rounding;
  } rows[] = {
      {"v: 12", "12", "12", "", "", "12 half up"},
      {"v: '0'", "0", "0", "", "", ""},
      {"v: 010", "", "10", "", "", "10 half up"},
      {"v: +3", "", "3", "", "", "3 half up"},
      {"v: 101", "", "101", "", "", "101 half up"},
      {"v: 99999999999999999999", "", "99999999999999999999", "", "",
       "99999999999999999999 half up"},
      {"v: 12.50", "", "12.5", "", "", "12.5 half up"},
      {"v: 80%", "", "", "", "", ""},
      {"v: 0.01 half up", "", "", "", "", "0.01 half up"},
      {"v: 10 half even", "", "", "", "", "10 half even"},
      {"v: 1 ceiling", "", "", "", "", "1 ceiling"},
      {"v: -1 up", "", "", "", "", ""},
      {"v: 1 halfup", "", "", "", "", ""},
      {"v: 2022-03-01", "", "", "2022-03-01", "", ""},
      {"v: 2022-02-30", "", "", "", "", ""},
      {"v: 2022-01-01..2022-12-31", "", "", "", "2022-01-01..2022-12-31", ""},
      {"v: 2022-01-01..", "", "", "", "2022-01-01..", ""},
      {"v: ' .. 2022-01-01'", "", "", "", "..2022-01-01", ""},
      {"v: ..", "", "", "", "..", ""},
      {"v: 2022-01-02..2022-01-01", "", "", "", "", ""},
      {"v: 2022-01-32..", "", "", "", "", ""},
  };
  const auto mode = [](Rounding rounding) {
    switch (rounding) {
      case Rounding::kHalfUp: return "half up";
      case Rounding::kHalfEven: return "half even";
      case Rounding::kCeiling: return "ceiling";
      default: return "other";
    }
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    Read read(row.text);
    Diagnostics& faults = read.diagnostics;
    const auto integer = read_integer(read.v(), 0, 100, faults);
    CHECK_EQ(integer ? std::to_string(integer->value) : "", row.integer);
    const auto number = read_number(read.v(), faults);
    CHECK_EQ(number ? number->value.to_string() : "", row.number);
    const auto date = read_date(read.v(), faults);
    CHECK_EQ(date ? date->value.to_string() : "", row.date);
    const auto day = [](const std::optional<Date>& d) { return d ? d->to_string() : ""; };
    const auto span = read_date_span(read.v(), faults);
    CHECK_EQ(span ? day(span->value.first) + ".." + day(span->value.last) : "", row.span);
    const auto rule = read_rounding(read.v(), faults);
    CHECK_EQ(rule ? rule->value.quantum.to_string() + " " + mode(rule->value.mode) : "",
             row.rounding);
  }
}

TEST_CASE("each reader names its fault") {
  const auto slug = [](const std::string& text, const auto& reader) {
    Read read(text);
    CHECK_FALSE(reader(read.v(), read.diagnostics));
    return faults(read.diagnostics);
  };
  const auto word = [](const PolicyNode& node, Diagnostics& sink) {
    return read_word(node, {"ratio", "rank"}, sink);
  };
  const auto integer = [](const PolicyNode& node, Diagnostics& sink) {
    return read_integer(node, 1, 12, sink);
  };
  CHECK_EQ(slug("v: 1a", read_name), "1:4 policy-name");
  CHECK_EQ(slug("v: a b", read_id), "1:4 policy-id");
  CHECK_EQ(slug("v: yes", read_boolean), "1:4 policy-boolean");
  CHECK_EQ(slug("v: 13", integer), "1:4 policy-integer");
  CHECK_EQ(slug("v: 1,5", read_number), "1:4 policy-number");
  CHECK_EQ(slug("v: 2022-2-1", read_date), "1:4 policy-date");
  CHECK_EQ(slug("v: 2022", read_date_span), "1:4 policy-date-span");
  CHECK_EQ(slug("v: 0 up", read_rounding), "1:4 policy-rounding");
  CHECK_EQ(slug("v: ration", word), "1:4 policy-word");
  CHECK_EQ(slug("v: [a]", read_text), "1:4 policy-kind");
  CHECK_EQ(slug("v:\nw: 1", read_text), "1:3 policy-empty");
  CHECK_EQ(slug("v: \"平台\"", read_feel), "1:4 eaten-quotes");
  CHECK_EQ(slug("v: [1..2]", read_feel), "1:4 policy-kind");
  CHECK_EQ(slug("v: >\n  x", read_feel), "1:4 feel-style");
  CHECK_EQ(slug("v: \"a\\nb\"", read_message), "1:4 feel-style");
}

TEST_CASE("texts and expressions keep what was written") {
  Read block("v: |\n  甲\n  乙\n");
  CHECK_EQ(read_text(block.v(), block.diagnostics)->value, "甲\n乙");
  Read message("v: \"{name}应组建\"");
  CHECK_EQ(read_message(message.v(), message.diagnostics)->text(), "{name}应组建");
  Read feel("v: 'kind = \"平台\"'");
  CHECK_EQ(read_feel(feel.v(), feel.diagnostics)->text(), "kind = \"平台\"");
  Read name("v: '平台'");
  CHECK_EQ(read_feel(name.v(), name.diagnostics)->text(), "平台");
}

TEST_CASE("lists are sequences or cells with commas") {
  const auto list = [](Read& read, const PolicyNode& node) {
    std::string all;
    for (const PolicyNode& item : read_list(node, read.diagnostics)) all += dump(item) + ";";
    return all;
  };
  Read sequence("v: [project, '年', [x], ]");
  CHECK_EQ(list(sequence, sequence.v()), "project;'年';");
  CHECK_EQ(faults(sequence.diagnostics), "1:19 policy-kind");
  Read table("v: |\n  | once |\n  | member, year |\n  | , a |\n");
  const auto rows = read_rows(table.v(), table.diagnostics);
  REQUIRE_EQ(rows.size(), 2);
  CHECK_EQ(list(table, *rows[0].find("once")), "⟨member⟩;⟨year⟩;");
  CHECK_EQ(list(table, *rows[1].find("once")), "⟨a⟩;");
  CHECK_EQ(faults(table.diagnostics), "4:5 policy-empty");
  Read scalar("v: project");
  CHECK_EQ(list(scalar, scalar.v()), "");
  CHECK_EQ(faults(scalar.diagnostics), "1:4 policy-kind");
}

TEST_CASE("a table stands for a list of maps or a map of maps") {
  Read rows("v: |\n  | id | is |\n  | a | 1 |\n");
  REQUIRE_EQ(read_rows(rows.v(), rows.diagnostics).size(), 1);
  CHECK_EQ(dump(read_rows(rows.v(), rows.diagnostics)[0]), "{id: ⟨a⟩, is: ⟨1⟩}");
  Read named("v: |\n  | name | is |\n  | a | 1 |\n");
  const auto entries = read_named(named.v(), named.diagnostics);
  REQUIRE_EQ(entries.size(), 1);
  CHECK_EQ(entries[0].key, "a");
  CHECK_EQ(std::string(entries[0].key_span.text()), "a");
  Read plain("v: {a: 1, b: [c]}\nw: [x, {y: 1}]\n");
  CHECK_EQ(read_named(plain.v(), plain.diagnostics).size(), 2);
  CHECK_EQ(read_rows(*plain.root->find("w"), plain.diagnostics).size(), 1);
  CHECK_EQ(faults(plain.diagnostics), "2:5 policy-kind");
}

TEST_CASE("a map reader reports missing, unknown and misshapen keys, all of them") {
  Loaded loaded(
      "id: days-met\n"
      "claus: 4.4\n"
      "weight: x\n"
      "note: [a]\n"
      "zzzzzzzz: 1\n");
  MapReader reader(*loaded.root, loaded.diagnostics);
  CHECK_EQ(reader.id("id", Need::kRequired)->value, "days-met");
  CHECK_FALSE(reader.id("clause"));
  CHECK_FALSE(reader.number("weight"));
  CHECK_FALSE(reader.text("note"));
  CHECK_FALSE(reader.feel("require", Need::kRequired));
  reader.finish();
  CHECK_EQ(faults(loaded.diagnostics),
           "1:1 policy-missing-key; 2:1 policy-unknown-key; 3:9 policy-number; 4:7 policy-kind; "
           "5:1 policy-unknown-key");
  const auto all = loaded.diagnostics.sorted();
  CHECK_EQ(all[1].help.en, "did you mean “clause”?");
  CHECK_EQ(all[4].help.en, "what can stand here: id, clause, weight, note, require");
}

TEST_CASE("what should be a map") {
  const struct {
    std::string text;
    std::string faults;
    std::string help;
  } rows[] = {
      {"v: 3", "1:4 policy-kind", "write one `key: value` a line"},
      {"v: a:b", "1:4 policy-kind", "a colon needs a space after it"},
      {"v:\n  值：3", "2:4 full-width-colon", "write an ASCII colon and a space"},
      {"v: [a]", "1:4 policy-kind", "write one `key: value` a line"},
      {"v:", "1:3 policy-empty", "write one, or delete the key"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    Read read(row.text);
    MapReader reader(read.v(), read.diagnostics);
    CHECK_FALSE(reader.text("id", Need::kRequired));
    reader.finish();
    CHECK_EQ(faults(read.diagnostics), row.faults);
    CHECK_EQ(read.diagnostics.sorted()[0].help.en, row.help);
  }
}

TEST_CASE("lists of a map reader") {
  Loaded loaded("of: [bonus, big, 一 二]\nkeep: [first, last]\n");
  MapReader reader(*loaded.root, loaded.diagnostics);
  CHECK_EQ(reader.names("of").size(), 2);
  CHECK_EQ(reader.words("keep", {"highest", "first"}).size(), 1);
  CHECK_EQ(reader.texts("none").size(), 0);
  CHECK(reader.rows("none", Need::kRequired).empty());
  reader.finish();
  CHECK_EQ(faults(loaded.diagnostics),
           "1:1 policy-missing-key; 1:18 policy-name; 2:15 policy-word");
}

}  // namespace
}  // namespace zhaoshang
