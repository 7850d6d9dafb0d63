#include "engine/rules/domain.h"

#include <algorithm>
#include <utility>

#include "engine/rules/sample.h"

namespace zhaoshang {
namespace {

void sort_unique(std::vector<Value>& values) {
  std::sort(values.begin(), values.end(),
            [](const Value& a, const Value& b) { return order(a, b) < 0; });
  values.erase(std::unique(values.begin(), values.end(),
                           [](const Value& a, const Value& b) { return order(a, b) == 0; }),
               values.end());
}

Domain::Piece point_piece(const Value& key) { return {{key, key, true, true}, key, true}; }

bool is_on_grid(const Type& type, const Value& key) {
  return !type.is_integer() || !key.is(TypeKind::kNumber) || key.number().is_integer();
}

std::string end_text(const Domain& domain, const Value& key) {
  return to_feel(domain.value_of(key));
}

std::string interval_text(const Domain& domain, const Interval& interval) {
  if (interval.is_point()) return end_text(domain, interval.low);
  if (interval.low.is_null()) {
    return (interval.high_included ? "<= " : "< ") + end_text(domain, interval.high);
  }
  if (interval.high.is_null()) {
    return (interval.low_included ? ">= " : "> ") + end_text(domain, interval.low);
  }
  return (interval.low_included ? "[" : "(") + end_text(domain, interval.low) + ".." +
         end_text(domain, interval.high) + (interval.high_included ? "]" : ")");
}

/// Neighbouring pieces as one interval; pieces without values between them stay `apart`.
std::vector<Interval> runs(const std::vector<Domain::Piece>& pieces,
                           const std::vector<bool>& chosen, bool apart) {
  std::vector<Interval> all;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!chosen[i]) continue;
    const Interval& extent = pieces[i].extent;
    if (!apart && i > 0 && chosen[i - 1]) {
      all.back().high = extent.high;
      all.back().high_included = extent.high_included;
    } else {
      all.push_back(extent);
    }
  }
  return all;
}

std::string joined(const Domain& domain, const std::vector<Interval>& intervals, bool null) {
  std::string text;
  for (const Interval& interval : intervals) {
    if (!text.empty()) text += ", ";
    text += interval_text(domain, interval);
  }
  if (null) text += text.empty() ? "null" : ", null";
  return text;
}

}  // namespace

Domain::Domain(const Type& type) : type_(type) {
  if (type.is(TypeKind::kBoolean)) {
    keys_ = {Value(false), Value(true)};
  } else if (type.scale()) {
    keys_.emplace();
    for (std::size_t i = 0; i < type.scale()->size(); ++i) {
      keys_->push_back(Decimal(static_cast<std::int64_t>(i)));
    }
  }
}

Domain Domain::of_values(const Type& type, const std::vector<Value>& values) {
  const Domain domain(type);
  ValueSet allowed;
  for (const Value& value : values) {
    if (const auto key = domain.key_of(value)) allowed = allowed.unite(ValueSet::point(*key));
  }
  return domain.within(allowed);
}

Domain Domain::within(const ValueSet& allowed) const {
  Domain domain = *this;
  // The values that a column declares say nothing of empty cells.
  domain.allowed_ = allowed_.intersect(allowed.with_null(true));
  const std::vector<Interval>& values = allowed.intervals();
  const bool listed = std::all_of(values.begin(), values.end(),
                                  [](const Interval& value) { return value.is_point(); });
  if (!keys_ && listed) {
    domain.keys_.emplace();
    for (const Interval& value : values) domain.keys_->push_back(value.low);
  }
  return domain;
}

Domain Domain::without_null() const {
  Domain domain = *this;
  domain.null_ = false;
  return domain;
}

std::optional<Value> Domain::key_of(const Value& value) const {
  if (!type_.is_any() && value.kind() != type_.kind()) return std::nullopt;
  if (!type_.scale()) return value;
  const std::vector<std::string>& words = *type_.scale();
  const auto found = std::find(words.begin(), words.end(), value.text());
  if (found == words.end()) return std::nullopt;
  return Decimal(static_cast<std::int64_t>(found - words.begin()));
}

Value Domain::value_of(const Value& key) const {
  if (!type_.scale() || key.is_null()) return key;
  return (*type_.scale())[static_cast<std::size_t>(*key.number().to_int64())];
}

std::vector<Domain::Piece> Domain::pieces(const std::vector<const ValueSet*>& sets) const {
  std::vector<Piece> all;
  if (keys_) {
    for (const Value& key : *keys_) all.push_back(point_piece(key));
  } else {
    std::vector<Value> ends = allowed_.boundaries();
    for (const ValueSet* set : sets) {
      const std::vector<Value> more = set->boundaries();
      ends.insert(ends.end(), more.begin(), more.end());
    }
    std::erase_if(ends, [this](const Value& end) {
      return !type_.is_any() && end.kind() != type_.kind();  // of another kind: no value of ours
    });
    sort_unique(ends);
    Value low;
    for (std::size_t i = 0; i <= ends.size(); ++i) {
      const Value high = i < ends.size() ? ends[i] : Value();
      if (auto sample = value_between(type_, low, high)) {
        all.push_back({{low, high, false, false}, std::move(*sample), false});
      }
      if (i < ends.size() && is_on_grid(type_, high)) all.push_back(point_piece(high));
      low = high;
    }
  }
  std::erase_if(all, [this](const Piece& piece) { return !allowed_.contains(piece.sample); });
  if (null_) all.push_back({{}, Value(), false});
  return all;
}

std::optional<Value> Domain::witness(const ValueSet& set) const {
  const std::vector<Piece> all = pieces({&set});
  std::vector<const Piece*> inside;
  for (const Piece& piece : all) {
    if (set.contains(piece.sample)) inside.push_back(&piece);
  }
  const std::optional<Value> sample = best_sample(inside);
  return sample ? std::optional(value_of(*sample)) : std::nullopt;
}

std::string Domain::describe(const ValueSet& set) const {
  std::vector<Piece> all = pieces({&set});
  if (null_) all.pop_back();
  std::vector<bool> inside;
  std::vector<bool> outside;
  for (const Piece& piece : all) {
    inside.push_back(set.contains(piece.sample));
    outside.push_back(!inside.back());
  }
  const bool apart = keys_.has_value() || type_.is_any();
  const std::vector<Interval> held = runs(all, inside, apart);
  const std::vector<Interval> left = runs(all, outside, apart);
  const bool null = null_ && set.has_null();
  if (left.empty() && null == null_) return "-";
  if (held.empty()) return null ? "null" : "not(-)";
  // What is left out, where that is shorter. An empty cell passes not("甲"): it is not "甲".
  const bool points = std::all_of(left.begin(), left.end(),
                                  [](const Interval& interval) { return interval.is_point(); });
  const bool not_null = null_ && !null;
  const std::size_t words_left = left.size() + (not_null ? 1 : 0);
  const std::size_t words_held = held.size() + (null ? 1 : 0);
  if (points && !left.empty() && words_left < words_held + (apart ? 0 : 1)) {
    return "not(" + joined(*this, left, not_null) + ")";
  }
  return left.empty() && not_null ? "not(null)" : joined(*this, held, null);
}

std::optional<Value> best_sample(const std::vector<const Domain::Piece*>& pieces) {
  if (pieces.empty()) return std::nullopt;
  const auto rank = [](const Domain::Piece* piece) {
    return piece->is_point ? 0 : piece->sample.is_null() ? 2 : 1;
  };
  const auto best = std::min_element(
      pieces.begin(), pieces.end(),
      [&](const Domain::Piece* a, const Domain::Piece* b) { return rank(a) < rank(b); });
  return (*best)->sample;
}

}  // namespace zhaoshang
