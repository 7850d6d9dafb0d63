#include "engine/rules/hit_policy.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "engine/value/amount.h"
#include "engine/value/operations.h"

namespace zhaoshang {
namespace {

using Row = std::vector<Value>;

constexpr std::array<std::pair<std::string_view, HitPolicy>, 7> kPolicies = {{
    {"unique", HitPolicy::kUnique},
    {"any", HitPolicy::kAny},
    {"priority", HitPolicy::kPriority},
    {"first", HitPolicy::kFirst},
    {"collect", HitPolicy::kCollect},
    {"rule order", HitPolicy::kRuleOrder},
    {"output order", HitPolicy::kOutputOrder},
}};

constexpr std::array<std::pair<std::string_view, HitAggregate>, 4> kAggregates = {{
    {"sum", HitAggregate::kSum},
    {"min", HitAggregate::kMin},
    {"max", HitAggregate::kMax},
    {"count", HitAggregate::kCount},
}};

/// One output as its value, several as a context.
Value value_of(const std::vector<HitOutput>& outputs, const Row& row) {
  if (outputs.size() == 1) return row.front();
  Context context;
  for (std::size_t i = 0; i < outputs.size(); ++i)
    context.entries.emplace_back(outputs[i].name, row[i]);
  return context;
}

Value no_match(HitPolicy policy, HitAggregate aggregate, const std::vector<HitOutput>& outputs) {
  const bool has_default = std::any_of(outputs.begin(), outputs.end(), [](const HitOutput& column) {
    return column.otherwise.has_value();
  });
  if (!has_default) return aggregate == HitAggregate::kCount ? Value(0) : Value();
  Row row;
  for (const HitOutput& column : outputs) row.push_back(column.otherwise.value_or(Value()));
  const Value value = value_of(outputs, row);
  return is_collecting(policy) && aggregate == HitAggregate::kNone ? Value(List{value}) : value;
}

bool same_outputs(const Row& a, const Row& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

/// The places of a row's outputs in the declared orders, the leftmost column first; a value not
/// declared comes last.
std::vector<std::size_t> priority(const std::vector<HitOutput>& outputs, const Row& row) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const std::vector<Value>& declared = outputs[i].order;
    const auto found = std::find_if(declared.begin(), declared.end(),
                                    [&](const Value& value) { return same(value, row[i]); });
    places.push_back(static_cast<std::size_t>(found - declared.begin()));
  }
  return places;
}

/// All rows, in the order of their outputs' priority; equals in the order written.
std::vector<std::size_t> by_priority(const std::vector<HitOutput>& outputs,
                                     const std::vector<Row>& matched) {
  std::vector<std::vector<std::size_t>> places;
  for (const Row& row : matched) places.push_back(priority(outputs, row));
  std::vector<std::size_t> rows(matched.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
  return rows;
}

/// The least (or greatest) value and its row; null where two values have no order.
Hit extreme(HitAggregate aggregate, const std::vector<Row>& matched) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < matched.size(); ++i) {
    const Value& value = matched[i].front();
    const Value& found = matched[best].front();
    const Value better = aggregate == HitAggregate::kMin ? less(value, found) : less(found, value);
    if (better.is_null()) return {};
    if (better.is_true()) best = i;
  }
  return {matched[best].front(), {best}, Hit::Conflict::kNone};
}

Hit aggregate_of(HitAggregate aggregate, const std::vector<HitOutput>& outputs,
                 const std::vector<Row>& matched) {
  std::vector<std::size_t> rows(matched.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (aggregate == HitAggregate::kCount) {
    return {Decimal(static_cast<std::int64_t>(matched.size())), rows, Hit::Conflict::kNone};
  }
  if (outputs.size() != 1) return {Value(), rows, Hit::Conflict::kNone};
  if (aggregate != HitAggregate::kSum) return extreme(aggregate, matched);
  std::vector<Value> values;
  for (const Row& row : matched) values.push_back(row.front());
  return {sum_of(values), rows, Hit::Conflict::kNone};
}

Hit one(const std::vector<HitOutput>& outputs, const std::vector<Row>& matched, std::size_t row) {
  return {value_of(outputs, matched[row]), {row}, Hit::Conflict::kNone};
}

Hit all(const std::vector<HitOutput>& outputs, const std::vector<Row>& matched,
        std::vector<std::size_t> rows) {
  List list;
  for (const std::size_t row : rows) list.push_back(value_of(outputs, matched[row]));
  return {std::move(list), std::move(rows), Hit::Conflict::kNone};
}

}  // namespace

std::optional<HitPolicy> hit_policy_of(std::string_view word) {
  for (const auto& [name, policy] : kPolicies) {
    if (name == word) return policy;
  }
  return std::nullopt;
}

std::string_view hit_policy_word(HitPolicy policy) {
  return kPolicies[static_cast<std::size_t>(policy)].first;
}

std::vector<std::string> hit_policy_words() {
  std::vector<std::string> words;
  for (const auto& [name, policy] : kPolicies) words.emplace_back(name);
  return words;
}

std::optional<HitAggregate> hit_aggregate_of(std::string_view word) {
  for (const auto& [name, aggregate] : kAggregates) {
    if (name == word) return aggregate;
  }
  return std::nullopt;
}

std::vector<std::string> hit_aggregate_words() {
  std::vector<std::string> words;
  for (const auto& [name, aggregate] : kAggregates) words.emplace_back(name);
  return words;
}

bool is_collecting(HitPolicy policy) {
  return policy == HitPolicy::kCollect || policy == HitPolicy::kRuleOrder ||
         policy == HitPolicy::kOutputOrder;
}

Hit decide(HitPolicy policy, HitAggregate aggregate, const std::vector<HitOutput>& outputs,
           const std::vector<Row>& matched) {
  if (matched.empty()) return {no_match(policy, aggregate, outputs), {}, Hit::Conflict::kNone};
  std::vector<std::size_t> rows(matched.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  switch (policy) {
    case HitPolicy::kUnique:
      if (matched.size() > 1) return {Value(), rows, Hit::Conflict::kSeveral};
      return one(outputs, matched, 0);
    case HitPolicy::kAny: {
      const bool agree = std::all_of(matched.begin(), matched.end(), [&](const Row& row) {
        return same_outputs(row, matched.front());
      });
      if (!agree) return {Value(), rows, Hit::Conflict::kDiffer};
      return one(outputs, matched, 0);
    }
    case HitPolicy::kPriority: return one(outputs, matched, by_priority(outputs, matched).front());
    case HitPolicy::kFirst: return one(outputs, matched, 0);
    case HitPolicy::kCollect:
      if (aggregate != HitAggregate::kNone) return aggregate_of(aggregate, outputs, matched);
      return all(outputs, matched, std::move(rows));
    case HitPolicy::kRuleOrder: return all(outputs, matched, std::move(rows));
    case HitPolicy::kOutputOrder: return all(outputs, matched, by_priority(outputs, matched));
  }
  return {};
}

Value resolve_hits(HitPolicy policy, HitAggregate aggregate, const std::vector<HitOutput>& outputs,
                   const std::vector<Row>& matched) {
  return decide(policy, aggregate, outputs, matched).value;
}

}  // namespace zhaoshang
