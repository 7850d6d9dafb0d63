#include "engine/rules/ranking.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/value/operations.h"

namespace zhaoshang {
namespace {

using Places = std::vector<std::size_t>;

constexpr std::array<std::pair<std::string_view, Ties>, 4> kTies = {{
    {"share", Ties::kShare},
    {"dense", Ties::kDense},
    {"average", Ties::kAverage},
    {"fault", Ties::kFault},
}};

/// Ranks one group, key by key.
class GroupRanking {
 public:
  GroupRanking(const std::vector<Contender>& contenders, const std::vector<Direction>& directions,
               Ranks& result)
      : contenders_(contenders), directions_(directions), result_(result) {}

  /// The sets of equals, best first.
  std::vector<Places> sets(Places all) {
    split(std::move(all), 0);
    return std::move(sets_);
  }

 private:
  void split(Places equals, std::size_t key) {
    if (key == directions_.size() || equals.size() == 1) {
      sets_.push_back(std::move(equals));
      return;
    }
    const auto value = [&](std::size_t i) -> const Value& { return contenders_[i].keys[key]; };
    if (std::any_of(equals.begin(), equals.end(),
                    [&](std::size_t i) { return value(i).is_null(); })) {
      result_.undecided.push_back(equals);
      sets_.push_back(std::move(equals));
      return;
    }
    const bool ascending = directions_[key] == Direction::kAscending;
    std::stable_sort(equals.begin(), equals.end(), [&](std::size_t a, std::size_t b) {
      return ascending ? order(value(a), value(b)) < 0 : order(value(b), value(a)) < 0;
    });
    for (auto first = equals.begin(); first != equals.end();) {
      const auto last = std::find_if(
          first, equals.end(), [&](std::size_t i) { return order(value(*first), value(i)) != 0; });
      split(Places(first, last), key + 1);
      first = last;
    }
  }

  const std::vector<Contender>& contenders_;
  const std::vector<Direction>& directions_;
  Ranks& result_;
  std::vector<Places> sets_;
};

Decimal count(std::size_t n) { return Decimal(static_cast<std::int64_t>(n)); }

void number(const std::vector<Places>& sets, Ties ties, Ranks& result) {
  std::size_t better = 0;
  std::size_t sets_before = 0;
  for (const Places& set : sets) {
    Decimal rank = count(better + 1);
    if (ties == Ties::kDense) rank = count(sets_before + 1);
    // The mean of better + 1 … better + size.
    if (ties == Ties::kAverage) rank = (count(2 * better + 1) + count(set.size())) / Decimal(2);
    for (const std::size_t i : set) result.ranks[i] = rank;
    if (set.size() > 1) result.ties.push_back(set);
    better += set.size();
    ++sets_before;
  }
}

}  // namespace

std::optional<Ties> ties_of(std::string_view word) {
  for (const auto& [name, ties] : kTies) {
    if (name == word) return ties;
  }
  return std::nullopt;
}

std::vector<std::string> ties_words() {
  std::vector<std::string> words;
  for (const auto& [name, ties] : kTies) words.emplace_back(name);
  return words;
}

Ranks rank(const std::vector<Contender>& contenders, const std::vector<Direction>& directions,
           Ties ties) {
  Ranks result;
  result.ranks.resize(contenders.size());
  Places ranked;
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    if (!contenders[i].keys.front().is_null()) ranked.push_back(i);
  }
  const auto group = [&](std::size_t i) -> const Value& { return contenders[i].group; };
  std::stable_sort(ranked.begin(), ranked.end(),
                   [&](std::size_t a, std::size_t b) { return order(group(a), group(b)) < 0; });
  for (auto first = ranked.begin(); first != ranked.end();) {
    const auto last = std::find_if(
        first, ranked.end(), [&](std::size_t i) { return order(group(*first), group(i)) != 0; });
    GroupRanking ranking(contenders, directions, result);
    number(ranking.sets(Places(first, last)), ties, result);
    first = last;
  }
  return result;
}

}  // namespace zhaoshang
