// Random choices that are the same on every machine: a fixed seed, and no distribution of the
// library's own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace zhaoshang {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// A whole number from 0 to below `count`.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <class T>
  const T& of(const std::vector<T>& items) {
    return items[below(items.size())];
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t k = items.size(); k > 1; --k) std::swap(items[k - 1], items[below(k)]);
  }
  /// A day of 2022 as ISO text.
  std::string day() {
    const std::string month = two_digits(below(12) + 1);
    return "2022-" + month + "-" + two_digits(below(28) + 1);
  }

 private:
  static std::string two_digits(std::size_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  }
  std::mt19937_64 engine_;
};

}  // namespace zhaoshang
