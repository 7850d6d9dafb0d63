// Forms: a reader is held to its own, and the schema of a small one.
#include "engine/policy/form.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/expr/regex.h"
#include "engine/policy/form_schema.h"
#include "engine/policy/policy_text.h"
#include "engine/policy/reader.h"

namespace zhaoshang {
namespace {

Shape shape_of(Shape::Kind kind) {
  Shape shape;
  shape.kind = kind;
  return shape;
}

const MapForm& rule_form() {
  static const MapForm kForm = {
      .name = "rule",
      .says = {"规则", "a rule"},
      .keys = {{"id", Need::kRequired, shape_of(Shape::Kind::kId), {"编号", "its id"}},
               {"on", Need::kOptional, shape_of(Shape::Kind::kDate), {"日期", "its day"}}}};
  return kForm;
}

/// Reads `{id: a, on: 2022-01-01}` as `read` does, then finishes.
template <typename Read>
void read_rule(const Read& read) {
  Loaded policy("{id: a, on: 2022-01-01}\n");
  MapReader map(*policy.root, policy.diagnostics, &rule_form());
  read(map);
  map.finish();
  CHECK(policy.diagnostics.error_count() == 0);
}

TEST_CASE("a reader that reads what its form says passes") {
  read_rule([](MapReader& map) {
    map.id("id", Need::kRequired);
    map.date("on");
  });
}

TEST_CASE("a reader and its form cannot part unnoticed") {
  SUBCASE("a key of which the form knows nothing") {
    CHECK_THROWS(read_rule([](MapReader& map) {
      map.id("id", Need::kRequired);
      map.date("on");
      map.has("by");
    }));
  }
  SUBCASE("a key that nobody reads") {
    CHECK_THROWS(read_rule([](MapReader& map) { map.id("id", Need::kRequired); }));
  }
  SUBCASE("a key that is read as something else") {
    CHECK_THROWS(read_rule([](MapReader& map) {
      map.id("id", Need::kRequired);
      map.number("on");
    }));
  }
  SUBCASE("a key that is not required where it should be") {
    CHECK_THROWS(read_rule([](MapReader& map) {
      map.id("id");
      map.date("on");
    }));
  }
}

bool matches(const Regex& pattern, const std::string& text) {
  Regex::Groups groups;
  return pattern.find(text, 0, groups);
}

TEST_CASE("names and ids of the schema are those of policies") {
  const auto name = Regex::compile(std::string(kNamePattern), "");
  const auto id = Regex::compile(std::string(kIdPattern), "");
  REQUIRE(name);
  REQUIRE(id);
  for (char32_t c = 0x20; c < 0x10000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string alone;
    append_utf8(alone, c);
    for (const std::string& text : {alone, "a" + alone}) {
      CAPTURE(text);
      REQUIRE(matches(*name, text) == is_policy_name(text));
      REQUIRE(matches(*id, text) == is_policy_id(text));
    }
  }
}

TEST_CASE("the schema says keys, shapes and needs") {
  const std::string schema = form_schema(rule_form());
  for (const std::string_view part :
       {"\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"",
        "\"description\": \"编号\\n\\nits id\",\n      \"$ref\": \"#/$defs/id\"",
        "\"additionalProperties\": false", "\"required\": [\n    \"id\"\n  ]"}) {
    CAPTURE(part);
    CHECK(schema.find(part) != std::string::npos);
  }
}

}  // namespace
}  // namespace zhaoshang
