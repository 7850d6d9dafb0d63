#include "workspace/receipt.h"

#include <doctest/doctest.h>

#include "workspace/sha256.h"

namespace zhaoshang {
namespace {

TEST_CASE("SHA-256 of known texts, whole and in pieces") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 sum;
  sum.update("a");
  sum.update("bc");
  CHECK(sum.finish() == sha256("abc"));
  sum.update("abc");
  CHECK(sum.finish() == sha256("abc"));
}

Receipt receipt() {
  Receipt made;
  made.version = "0.1.0";
  made.stage = "reward";
  made.period = "2022";
  made.as_of = "2022-12-31";
  made.policy = {"../../policies/\"公安\".yaml", "11"};
  made.options = {{"lang", "zh"}, {"excel", "true"}};
  made.inputs = {{{"data/units.csv", "22"}, "units", {30, 30, 0}},
                 {{"data/attendance.csv", "33"}, "attendance", {12'836, 12'835, 1}}};
  made.outputs = {{"payouts.csv", "55"}, {"awards.csv", "44"}};
  return made;
}

TEST_CASE("a receipt is sorted JSON without a clock") {
  CHECK(to_json(receipt()) ==
        "{\n"
        "  \"schema\": 1,\n"
        "  \"program\": \"zhaoshang\",\n"
        "  \"version\": \"0.1.0\",\n"
        "  \"stage\": \"reward\",\n"
        "  \"period\": \"2022\",\n"
        "  \"as_of\": \"2022-12-31\",\n"
        "  \"policy\": {\"path\": \"../../policies/\\\"公安\\\".yaml\", \"sha256\": \"11\"},\n"
        "  \"options\": {\"excel\": \"true\", \"lang\": \"zh\"},\n"
        "  \"inputs\": [\n"
        "    {\"path\": \"data/attendance.csv\", \"sha256\": \"33\", \"table\": \"attendance\", "
        "\"read\": 12836, \"used\": 12835, \"rejected\": 1},\n"
        "    {\"path\": \"data/units.csv\", \"sha256\": \"22\", \"table\": \"units\", "
        "\"read\": 30, \"used\": 30, \"rejected\": 0}\n"
        "  ],\n"
        "  \"outputs\": [\n"
        "    {\"path\": \"awards.csv\", \"sha256\": \"44\"},\n"
        "    {\"path\": \"payouts.csv\", \"sha256\": \"55\"}\n"
        "  ]\n"
        "}\n");
}

TEST_CASE("a receipt is read back as it was written") {
  Receipt written = receipt();
  written.book = ReceiptBook{{"data/awarded.csv", "66"}, 1234};
  const std::string text = to_json(written);
  const SourceFile file("receipt.json", text);
  Diagnostics diagnostics;
  const auto read = read_receipt(file, diagnostics);
  REQUIRE(read);
  CHECK(diagnostics.empty());
  CHECK(to_json(*read) == text);
  CHECK(read->policy.path == "../../policies/\"公安\".yaml");
  CHECK(read->book->bytes == 1234);
  CHECK(read->inputs[0].rows.rejected == 1);

  Receipt empty;
  const SourceFile none("receipt.json", to_json(empty));
  CHECK(to_json(read_receipt(none, diagnostics).value()) == to_json(empty));
}

TEST_CASE("what is no receipt") {
  for (const char* text : {"", "[]", "{\"schema\": 1}", "{\"schema\": 1", "x: y"}) {
    Diagnostics diagnostics;
    const SourceFile file("receipt.json", text);
    CHECK_FALSE(read_receipt(file, diagnostics));
    CHECK(diagnostics.sorted().front().slug == "bad-receipt");
  }
  std::string text = to_json(receipt());
  text.replace(text.find("12836"), 5, "many ");
  Diagnostics diagnostics;
  const SourceFile file("receipt.json", text);
  CHECK_FALSE(read_receipt(file, diagnostics));
}

}  // namespace
}  // namespace zhaoshang
