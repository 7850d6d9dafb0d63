#include "engine/base/json_text.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

TEST_CASE("text as a JSON string") {
  struct Row {
    std::string_view text;
    std::string_view json;
  };
  const Row rows[] = {
      {"", R"("")"},
      {"招商 abc/", R"("招商 abc/")"},
      {"say \"甲\" \\ n", R"("say \"甲\" \\ n")"},
      {"a\nb\r\tc", R"("a\nb\r\tc")"},
      {std::string_view("\0\x01\x1f\x7f", 4), R"("\u0000\u0001\u001f\u007f")"},
      {"a\xFFz", "\"a\uFFFDz\""},
      {"\U0001F600", "\"\U0001F600\""},
  };
  for (const Row& row : rows) {
    std::string out;
    append_json_string(out, row.text);
    CHECK(out == row.json);
  }
}

}  // namespace
}  // namespace zhaoshang
