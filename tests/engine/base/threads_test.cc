#include "engine/base/threads.h"

#include <atomic>
#include <stdexcept>
#include <string>
#include <string_view>
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

TEST_CASE("texts are taken in their order, whoever made them") {
  const auto make = [](std::size_t number, std::string& text) { text += std::to_string(number); };
  for (const unsigned threads : {0U, 1U, 3U, 12U}) {
    std::string all;
    make_in_order(10, threads, make, [&](std::string_view text) { all += text; });
    CHECK(all == "0123456789");
  }
  make_in_order(0, 2, make, [](std::string_view) { FAIL("there is none"); });
}

TEST_CASE("nothing is taken after a failure") {
  const auto fails_at_five = [](std::size_t number, std::string& text) {
    if (number == 5) throw std::runtime_error("made");
    text += std::to_string(number);
  };
  for (const unsigned threads : {1U, 3U}) {
    std::string all;
    const auto take = [&](std::string_view text) { all += text; };
    CHECK_THROWS_WITH(make_in_order(100, threads, fails_at_five, take), "made");
    CHECK(std::string("01234").starts_with(all));
  }
  for (const unsigned threads : {1U, 3U}) {
    std::string all;
    const auto make = [](std::size_t number, std::string& text) { text += std::to_string(number); };
    const auto take = [&](std::string_view text) {
      if (text == "4") throw std::runtime_error("taken");
      all += text;
    };
    CHECK_THROWS_WITH(make_in_order(100, threads, make, take), "taken");
    CHECK(all == "0123");
  }
}

}  // namespace
}  // namespace zhaoshang
