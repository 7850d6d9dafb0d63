#include "engine/base/threads.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

TEST_CASE("every number is worked on once") {
  for (const unsigned count : {0U, 1U, 5U}) {
    std::vector<std::atomic<int>> calls(count);
    on_threads(count, [&](unsigned number) { ++calls[number]; });
    for (const auto& each : calls) CHECK(each == 1);
  }
}

TEST_CASE("of several failures the lowest number's is thrown, once all have ended") {
  std::atomic<int> ended = 0;
  const auto work = [&](unsigned number) {
    ++ended;
    if (number == 1) throw std::runtime_error("one");
    if (number == 3) throw std::runtime_error("three");
  };
  CHECK_THROWS_WITH(on_threads(4, work), "one");
  CHECK(ended == 4);
}

}  // namespace
}  // namespace zhaoshang
