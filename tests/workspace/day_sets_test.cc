#include "workspace/day_sets.h"

#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

using Known = std::map<std::uint32_t, std::set<std::int64_t>>;

// Days of a few years, and some far off on either side of 1970.
std::int64_t any_day(std::mt19937& random) {
  const auto near = static_cast<std::int64_t>(random() % 1500) + 18500;
  return random() % 50 == 0 ? -near * 20 : near;
}

std::uint32_t any_key(std::mt19937& random, std::uint32_t keys) {
  return static_cast<std::uint32_t>(random() % keys);
}

TEST_CASE("days of keys in any order: each is new once") {
  std::mt19937 random(3);
  DaySets sets;
  Known known;
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::uint32_t> keys;
    std::vector<std::int64_t> days;
    bool is_new = true;
    for (unsigned i = 0; i < random() % 40; ++i) {
      keys.push_back(any_key(random, 300));
      days.push_back(any_day(random));
      is_new = known[keys.back()].insert(days.back()).second && is_new;
    }
    CHECK(sets.add(keys, days) == is_new);
  }
}

TEST_CASE("the days of two sets are merged key by key, and one that both had is told") {
  std::mt19937 random(4);
  int shared = 0;
  for (int round = 0; round < 300; ++round) {
    DaySets ours, theirs, merged;
    Known known, others;
    for (unsigned i = 0; i < 60; ++i) {
      const std::uint32_t key = any_key(random, 20);
      const std::int64_t day = any_day(random);
      if (random() % 2 == 0) {
        ours.add(key, day);
        known[key].insert(day);
      } else {
        theirs.add(key, day);
        others[key].insert(day);
      }
    }
    for (std::uint32_t key = 0; key < 25; ++key) {
      // Their codes are others than ours.
      const std::uint32_t to = 24 - key;
      bool is_new = true;
      for (const std::int64_t day : others[key]) is_new = known[to].insert(day).second && is_new;
      CHECK(ours.merge(to, theirs, key) == is_new);
      shared += is_new ? 0 : 1;
    }
    for (const auto& [key, days] : known) {
      for (const std::int64_t day : days) CHECK_FALSE(ours.add(key, day));
    }
  }
  CHECK(shared > 0);
}

}  // namespace
}  // namespace zhaoshang
