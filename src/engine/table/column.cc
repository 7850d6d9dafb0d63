#include "engine/table/column.h"

#include <algorithm>
#include <utility>

namespace zhaoshang {
namespace {

const std::shared_ptr<const Column::Nulls>& no_nulls() {
  static const auto kNone = std::make_shared<const Column::Nulls>();
  return kNone;
}

/// What a Numbers store of this type holds at a row.
Value number_as(const Type& type, Decimal number) {
  if (type.is(TypeKind::kMoney)) return Money{number, type.currency()};
  if (type.is(TypeKind::kQuantity)) return Quantity{number, type.unit()};
  return number;
}

/// The elements of `from` at `rows`; `missing` where the row is none.
template <class T>
std::vector<T> pick(const std::vector<T>& from, std::span<const std::uint32_t> rows, T missing) {
  std::vector<T> picked;
  picked.reserve(rows.size());
  for (const std::uint32_t row : rows) picked.push_back(row == kNoRow ? missing : from[row]);
  return picked;
}

Column::Lists pick_lists(const Column::Lists& from, std::span<const std::uint32_t> rows) {
  Column::Lists picked;
  picked.offsets.reserve(rows.size() + 1);
  picked.offsets.push_back(0);
  std::vector<std::uint32_t> items;
  for (const std::uint32_t row : rows) {
    if (row != kNoRow) {
      for (std::uint32_t i = from.offsets[row]; i < from.offsets[row + 1]; ++i) items.push_back(i);
    }
    picked.offsets.push_back(static_cast<std::uint32_t>(items.size()));
  }
  picked.items = std::make_shared<const Column>(from.items->gather(items));
  return picked;
}

}  // namespace

Column::Column(Type type, std::size_t size, Store store, Nulls nulls)
    : type_(std::move(type)),
      size_(size),
      store_(std::make_shared<const Store>(std::move(store))),
      nulls_(nulls.empty() ? no_nulls() : std::make_shared<const Nulls>(std::move(nulls))) {}

Column Column::constant(Value value, std::size_t size) {
  Type type = type_of(value);
  return constant(std::move(value), std::move(type), size);
}

Column Column::constant(Value value, Type type, std::size_t size) {
  return Column(std::move(type), size, Constant{std::move(value)});
}

bool Column::is_null(std::size_t row) const {
  if (!nulls_->empty()) return (*nulls_)[row] != 0;
  if (const auto* constant = as<Constant>()) return constant->value.is_null();
  if (const auto* anything = as<Anything>()) return anything->values[row].is_null();
  if (const auto* rows = as<Rows>()) return rows->rows[row] == kNoRow;
  return false;
}

const std::string* Column::text(std::size_t row) const {
  const auto of = [](const Value& value) {
    return value.is(TypeKind::kText) ? &value.text() : nullptr;
  };
  if (const auto* texts = as<Texts>())
    return is_null(row) ? nullptr : &texts->dictionary->text(texts->codes[row]);
  if (const auto* constant = as<Constant>()) return of(constant->value);
  if (const auto* anything = as<Anything>()) return of(anything->values[row]);
  return nullptr;
}

Value Column::at(std::size_t row) const {
  if (const auto* constant = as<Constant>()) return constant->value;
  if (const auto* anything = as<Anything>()) return anything->values[row];
  if (is_null(row)) return {};
  if (const auto* numbers = as<Numbers>()) return number_as(type_, numbers->values[row]);
  if (const auto* dates = as<Dates>()) return Date::from_days(dates->days[row]);
  if (const auto* spans = as<Spans>())
    return Range{Date::from_days(spans->first[row]), Date::from_days(spans->last[row])};
  if (const auto* texts = as<Texts>()) return texts->dictionary->value(texts->codes[row]);
  if (const auto* booleans = as<Booleans>()) return booleans->values[row] != 0;
  if (const auto* rows = as<Rows>()) return RowRef{type_.table(), rows->rows[row]};
  const auto& lists = *as<Lists>();
  List items;
  items.reserve(lists.offsets[row + 1] - lists.offsets[row]);
  for (std::uint32_t i = lists.offsets[row]; i < lists.offsets[row + 1]; ++i) {
    items.push_back(lists.items->at(i));
  }
  return items;
}

Column Column::gather(std::span<const std::uint32_t> rows) const {
  const bool some_none = std::find(rows.begin(), rows.end(), kNoRow) != rows.end();
  if (const auto* constant = as<Constant>(); constant != nullptr && !some_none) {
    return Column::constant(constant->value, type_, rows.size());
  }
  Nulls nulls;
  if (!nulls_->empty() || some_none) {
    nulls = nulls_->empty() ? Nulls(rows.size(), 0) : pick<std::uint8_t>(*nulls_, rows, 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i] == kNoRow) nulls[i] = 1;
    }
  }
  const auto made = [&](Store store) {
    return Column(type_, rows.size(), std::move(store), nulls);
  };
  if (const auto* numbers = as<Numbers>()) {
    return made(Numbers{pick(numbers->values, rows, Decimal())});
  }
  if (const auto* dates = as<Dates>()) {
    return made(Dates{pick<std::int64_t>(dates->days, rows, 0)});
  }
  if (const auto* spans = as<Spans>()) {
    return made(
        Spans{pick<std::int64_t>(spans->first, rows, 0), pick<std::int64_t>(spans->last, rows, 0)});
  }
  if (const auto* texts = as<Texts>()) {
    return made(Texts{pick<std::uint32_t>(texts->codes, rows, 0), texts->dictionary});
  }
  if (const auto* booleans = as<Booleans>()) {
    return made(Booleans{pick<std::uint8_t>(booleans->values, rows, 0)});
  }
  if (const auto* lists = as<Lists>()) return made(pick_lists(*lists, rows));
  // The stores that carry their nulls themselves.
  if (const auto* references = as<Rows>()) {
    return Column(type_, rows.size(), Rows{pick<std::uint32_t>(references->rows, rows, kNoRow)});
  }
  Anything picked;
  picked.values.reserve(rows.size());
  for (const std::uint32_t row : rows) picked.values.push_back(row == kNoRow ? Value() : at(row));
  return Column(type_, rows.size(), std::move(picked));
}

}  // namespace zhaoshang
