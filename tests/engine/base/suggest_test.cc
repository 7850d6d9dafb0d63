#include "engine/base/suggest.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

TEST_CASE("the nearest name") {
  const std::vector<std::string> known = {"投资额", "到位资金", "amount", "investment", "signed_on",
                                          "count",  "sum",      "is",     "date"};
  struct Row {
    std::string_view name;
    std::optional<std::string> nearest;
  };
  const Row rows[] = {
      {"投资", "投资额"},
      {"投资客", "投资额"},
      {"到位资全", "到位资金"},
      {"ammount", "amount"},
      {"amuont", "amount"},  // neighbours swapped: one edit
      {"invesmtent", "investment"},
      {"sigend_no", "signed_on"},  // two swaps
      {"cuont", "count"},
      {"sun", "sum"},
      {"si", "is"},
      {"totally_else", std::nullopt},
      {"sum_total", std::nullopt},
      {"x", std::nullopt},  // nothing left of it in "is"
      {"", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(nearest(row.name, known) == row.nearest);
  }
}

TEST_CASE("among equally near names the first in byte order, whatever their order") {
  CHECK(nearest("ratd", {"rate", "rats", "ratb"}) == "ratb");
  CHECK(nearest("rate", {"rates", "rate", "rat"}) == "rate");
  CHECK(nearest("rate", {}) == std::nullopt);
}

}  // namespace
}  // namespace zhaoshang
