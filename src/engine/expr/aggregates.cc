#include "engine/expr/aggregates.h"

#include <algorithm>

#include "engine/value/amount.h"
#include "engine/value/operations.h"

namespace zhaoshang {

std::optional<Aggregate> aggregate_named(std::string_view function) {
  if (function == "count") return Aggregate::kCount;
  if (function == "sum") return Aggregate::kSum;
  if (function == "min") return Aggregate::kMin;
  if (function == "max") return Aggregate::kMax;
  if (function == "mean") return Aggregate::kMean;
  if (function == "all") return Aggregate::kAll;
  if (function == "any") return Aggregate::kAny;
  return std::nullopt;
}

namespace {

Value zero_of(const Type& element) {
  if (element.is(TypeKind::kMoney)) return Money{Decimal(), element.currency()};
  if (element.is(TypeKind::kQuantity)) return Quantity{Decimal(), element.unit()};
  if (element.is(TypeKind::kDaysDuration)) return DaysDuration{};
  if (element.is(TypeKind::kMonthsDuration)) return MonthsDuration{};
  return Decimal();
}

}  // namespace

void Accumulator::add(const Value& value) {
  ++count_;
  switch (aggregate_) {
    case Aggregate::kCount: return;
    case Aggregate::kAll:
    case Aggregate::kAny: {
      const Value truth = value.is(TypeKind::kBoolean) ? value : Value();
      if (count_ == 1) truth_ = Value(aggregate_ == Aggregate::kAll);
      truth_ = aggregate_ == Aggregate::kAll ? and3(truth_, truth) : or3(truth_, truth);
      return;
    }
    case Aggregate::kMin:
    case Aggregate::kMax: {
      if (value.is_null()) {
        has_null_ = true;
        return;
      }
      if (sample_.is_null()) {
        sample_ = value;
        return;
      }
      const Value below = less(value, sample_);
      mixed_ = mixed_ || below.is_null();
      if (aggregate_ == Aggregate::kMin ? below.is_true() : less(sample_, value).is_true())
        sample_ = value;
      return;
    }
    case Aggregate::kSum:
    case Aggregate::kMean: {
      if (value.is_null()) {
        has_null_ = true;
        return;
      }
      const auto amount = amount_of(value);
      if (sample_.is_null()) {
        sample_ = value;
        if (amount) sum_.add(*amount);
        return;
      }
      if (amount && same_measure(value, sample_)) {
        sum_.add(*amount);
      } else if (!amount) {  // durations add exactly as they are
        sample_ = apply(Operator::kAdd, sample_, value);
        mixed_ = mixed_ || sample_.is_null();
      } else {
        mixed_ = true;
      }
      return;
    }
  }
}

void Accumulator::merge(const Accumulator& other) {
  if (other.count_ == 0) return;
  if (count_ == 0) {
    *this = other;
    return;
  }
  count_ += other.count_;
  has_null_ = has_null_ || other.has_null_;
  mixed_ = mixed_ || other.mixed_;
  switch (aggregate_) {
    case Aggregate::kCount: return;
    case Aggregate::kAll: truth_ = and3(truth_, other.truth_); return;
    case Aggregate::kAny: truth_ = or3(truth_, other.truth_); return;
    case Aggregate::kMin:
    case Aggregate::kMax:
      if (other.sample_.is_null()) return;
      --count_;
      add(other.sample_);
      return;
    case Aggregate::kSum:
    case Aggregate::kMean:
      if (other.sample_.is_null()) return;
      if (sample_.is_null()) {
        sample_ = other.sample_;
        sum_ = other.sum_;
      } else if (same_measure(sample_, other.sample_)) {
        sum_.merge(other.sum_);
      } else if (amount_of(sample_) || amount_of(other.sample_)) {
        mixed_ = true;
      } else {
        sample_ = apply(Operator::kAdd, sample_, other.sample_);
        mixed_ = mixed_ || sample_.is_null();
      }
      return;
  }
}

Value Accumulator::finish(const Type& element, bool related) const {
  switch (aggregate_) {
    case Aggregate::kCount: return Decimal(static_cast<std::int64_t>(count_));
    case Aggregate::kAll: return count_ == 0 ? Value(true) : truth_;
    case Aggregate::kAny: return count_ == 0 ? Value(false) : truth_;
    case Aggregate::kMin:
    case Aggregate::kMax: return mixed_ || has_null_ ? Value() : sample_;
    case Aggregate::kSum:
    case Aggregate::kMean: break;
  }
  if (mixed_ || has_null_) return {};
  if (count_ == 0) return related && aggregate_ == Aggregate::kSum ? zero_of(element) : Value();
  const bool exact = amount_of(sample_).has_value();
  Value total = exact ? with_amount(sample_, sum_.total()) : sample_;
  const bool adds =
      exact || total.is(TypeKind::kDaysDuration) || total.is(TypeKind::kMonthsDuration);
  if (!adds) return {};
  if (aggregate_ == Aggregate::kSum) return total;
  return apply(Operator::kDivide, total, Decimal(static_cast<std::int64_t>(count_)));
}

Column aggregate_lists(Aggregate aggregate, const Column& lists, const Node& node) {
  const Type element = lists.type().is(TypeKind::kList) ? lists.type().element() : lists.type();
  ColumnBuilder builder(node.type, lists.size());
  const auto* store = lists.as<Column::Lists>();
  const bool is_extreme = aggregate == Aggregate::kMin || aggregate == Aggregate::kMax;
  // Of numbers without nulls the extreme is one of them: they are of one measure.
  const auto* numbers = is_extreme && store != nullptr && store->items->nulls().empty()
                            ? store->items->as<Column::Numbers>()
                            : nullptr;
  for (std::size_t row = 0; row < lists.size(); ++row) {
    if (lists.is_null(row)) {
      builder.append_null();
      continue;
    }
    if (store != nullptr && aggregate == Aggregate::kCount) {
      builder.append(
          Decimal(static_cast<std::int64_t>(store->offsets[row + 1] - store->offsets[row])));
      continue;
    }
    if (numbers != nullptr) {
      const auto first = numbers->values.begin() + store->offsets[row];
      const auto last = numbers->values.begin() + store->offsets[row + 1];
      const auto found = aggregate == Aggregate::kMin ? std::min_element(first, last)
                                                      : std::max_element(first, last);
      builder.append(first == last ? Value()
                                   : store->items->at(static_cast<std::size_t>(
                                         found - numbers->values.begin())));
      continue;
    }
    Accumulator accumulator(aggregate);
    if (store != nullptr) {
      for (std::uint32_t k = store->offsets[row]; k < store->offsets[row + 1]; ++k)
        accumulator.add(store->items->at(k));
    } else {
      const Value value = lists.at(row);
      if (value.is(TypeKind::kList)) {
        for (const Value& item : value.list()) accumulator.add(item);
      } else {
        accumulator.add(value);
      }
    }
    builder.append(accumulator.finish(element, node.related));
  }
  return builder.finish();
}

std::vector<std::uint32_t> row_numbers(const Column& rows) {
  if (const auto* store = rows.as<Column::Rows>()) return store->rows;
  std::vector<std::uint32_t> numbers;
  numbers.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Value value = rows.at(i);
    numbers.push_back(value.is(TypeKind::kRow) ? value.row().row : kNoRow);
  }
  return numbers;
}

Value Walk::at(std::size_t place) const {
  const std::int64_t step = descends ? -1 : 1;
  const std::int64_t n = first + step * static_cast<std::int64_t>(place);
  return days ? Value(Date::from_days(n)) : Value(Decimal(n));
}

std::optional<Walk> walk_between(const Value& from, const Value& to) {
  const bool dates = from.is(TypeKind::kDate) && to.is(TypeKind::kDate);
  const bool numbers = from.is(TypeKind::kNumber) && to.is(TypeKind::kNumber);
  if (!dates && !numbers) return std::nullopt;
  const auto first = dates ? std::optional(from.date().days()) : from.number().to_int64();
  const auto last = dates ? std::optional(to.date().days()) : to.number().to_int64();
  if (!first || !last) return std::nullopt;
  const Int128 distance = static_cast<Int128>(*last) - *first;
  const auto steps = static_cast<std::uint64_t>(distance < 0 ? -distance : distance);
  return Walk{*first, steps + 1, distance < 0, dates};
}

std::optional<Walk> walk_through(const Range& range) {
  std::optional<Walk> walk = walk_between(range.start, range.end);
  if (!walk) return std::nullopt;
  if (!range.end_included) --walk->count;
  if (!range.start_included && walk->count > 0) {
    ++walk->first;
    --walk->count;
  }
  return walk;
}

Value place_on(const Value& word, const std::vector<std::string>& scale) {
  if (!word.is(TypeKind::kText)) return {};
  const auto found = std::find(scale.begin(), scale.end(), word.text());
  return found == scale.end()
             ? Value()
             : Value(Decimal(static_cast<std::int64_t>(found - scale.begin()) + 1));
}

bool is_instance(const Value& value, const Type& type) {
  if (type.is_any()) return !value.is_null();
  if (type.is(TypeKind::kList)) {
    if (!value.is(TypeKind::kList)) return false;
    return std::all_of(value.list().begin(), value.list().end(), [&](const Value& item) {
      return type.element().is_any() || is_instance(item, type.element());
    });
  }
  if (type.is(TypeKind::kContext)) {
    if (!value.is(TypeKind::kContext)) return false;
    return std::all_of(type.fields().begin(), type.fields().end(), [&](const Type::Field& field) {
      const Value* entry = value.context().find(field.name);
      return entry != nullptr && is_instance(*entry, field.type);
    });
  }
  if (type.is(TypeKind::kRange)) {
    if (!value.is(TypeKind::kRange)) return false;
    const Value& bound = value.range().start.is_null() ? value.range().end : value.range().start;
    return type.element().is_any() || is_instance(bound, type.element());
  }
  return value.kind() == type.kind();
}

}  // namespace zhaoshang
