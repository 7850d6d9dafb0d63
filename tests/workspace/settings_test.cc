#include "workspace/settings.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

using Strings = std::vector<std::string>;

struct Read {
  explicit Read(const std::string& text) : file("zhaoshang.yaml", text) {
    Diagnostics diagnostics;
    settings = read_settings(file, diagnostics);
    for (const Diagnostic& each : diagnostics.sorted()) faults.push_back(each.slug);
  }
  SourceFile file;
  Settings settings;
  Strings faults;
};

TEST_CASE("all keys of a workspace") {
  const Read read(
      "schema: 1\npolicy: ../../policies/gongan-2022.yaml\nperiod: 2022\nresults: out\nlang: zh\n"
      "data:\n  attendance: 考勤/*.csv\n  units: [a.csv, b.csv]\n");
  CHECK(read.faults.empty());
  CHECK(read.settings.policy->value == "../../policies/gongan-2022.yaml");
  CHECK(read.settings.policy->span.place().line == 2);
  CHECK(read.settings.period->value == "2022");
  CHECK(read.settings.results == "out");
  CHECK(read.settings.language == Language::kChinese);
  REQUIRE(read.settings.data_of("units") != nullptr);
  CHECK(read.settings.data_of("units")->patterns[1].value == "b.csv");
  CHECK(read.settings.data_of("attendance")->patterns.size() == 1);
  CHECK(read.settings.data_of("teams") == nullptr);
}

TEST_CASE("what is not said") {
  const Read read("schema: 1\n");
  CHECK(read.faults.empty());
  CHECK(read.settings.results == "results");
  CHECK_FALSE(read.settings.policy);
  CHECK_FALSE(read.settings.language);
}

TEST_CASE("faults of settings") {
  CHECK(Read("policy: x\n").faults == Strings{"policy-missing-key"});
  CHECK(Read("schema: 2\n").faults == Strings{"settings-schema"});
  CHECK(Read("schema: 1\npolice: x\n").faults == Strings{"policy-unknown-key"});
  CHECK(Read("schema: 1\nperiod: 2022Q5\n").faults == Strings{"settings-period"});
  CHECK(Read("schema: 1\nlang: de\n").faults == Strings{"policy-word"});
  CHECK(Read("schema: 1\nresults: ''\n").faults == Strings{"settings-path"});
  CHECK(Read("schema: 1\nschema: 1\n").faults == Strings{"yaml-duplicate-key"});
}

}  // namespace
}  // namespace zhaoshang
