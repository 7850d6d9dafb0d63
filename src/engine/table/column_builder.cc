#include <utility>

#include "engine/table/column.h"

namespace zhaoshang {
namespace {

/// The store that columns of a type start with.
Column::Store store_for(const Type& type) {
  switch (type.kind()) {
    case TypeKind::kNumber: return Column::Numbers{};
    case TypeKind::kMoney:
      if (type.currency().is_none()) return Column::Anything{};
      return Column::Numbers{};
    case TypeKind::kQuantity:
      if (type.unit().is_none()) return Column::Anything{};
      return Column::Numbers{};
    case TypeKind::kDate: return Column::Dates{};
    case TypeKind::kRange:
      if (type.element().is(TypeKind::kDate)) return Column::Spans{};
      return Column::Anything{};
    case TypeKind::kText: return Column::Texts{};
    case TypeKind::kBoolean: return Column::Booleans{};
    case TypeKind::kRow: return Column::Rows{};
    case TypeKind::kList: return Column::Lists{{0}, nullptr};
    default: return Column::Anything{};
  }
}

void reserve(Column::Store& store, std::size_t expected) {
  if (auto* numbers = std::get_if<Column::Numbers>(&store)) numbers->values.reserve(expected);
  if (auto* dates = std::get_if<Column::Dates>(&store)) dates->days.reserve(expected);
  if (auto* spans = std::get_if<Column::Spans>(&store)) {
    spans->first.reserve(expected);
    spans->last.reserve(expected);
  }
  if (auto* texts = std::get_if<Column::Texts>(&store)) texts->codes.reserve(expected);
  if (auto* booleans = std::get_if<Column::Booleans>(&store)) booleans->values.reserve(expected);
  if (auto* rows = std::get_if<Column::Rows>(&store)) rows->rows.reserve(expected);
  if (auto* lists = std::get_if<Column::Lists>(&store)) lists->offsets.reserve(expected + 1);
  if (auto* anything = std::get_if<Column::Anything>(&store)) anything->values.reserve(expected);
}

bool is_span(const Range& range) {
  return range.start_included && range.end_included && range.start.is(TypeKind::kDate) &&
         range.end.is(TypeKind::kDate);
}

/// Whether values of this kind, currency, unit or table fit the store of a column of `type`.
bool fits(const Type& type, const Value& value) {
  if (value.kind() != type.kind()) return false;
  switch (type.kind()) {
    case TypeKind::kMoney: return value.money().currency == type.currency();
    case TypeKind::kQuantity: return value.quantity().unit == type.unit();
    case TypeKind::kRange: return is_span(value.range());
    case TypeKind::kRow: return value.row().table == type.table();
    default: return true;
  }
}

Decimal number_of(const Value& value) {
  if (value.is(TypeKind::kMoney)) return value.money().amount;
  if (value.is(TypeKind::kQuantity)) return value.quantity().amount;
  return value.number();
}

}  // namespace

ColumnBuilder::ColumnBuilder(Type type, std::size_t expected)
    : ColumnBuilder(std::move(type), expected, nullptr) {}

ColumnBuilder::ColumnBuilder(Type type, std::size_t expected,
                             std::shared_ptr<Dictionary> dictionary)
    : type_(std::move(type)), store_(store_for(type_)), dictionary_(std::move(dictionary)) {
  reserve(store_, expected);
  if (std::holds_alternative<Column::Texts>(store_) && dictionary_ == nullptr) {
    dictionary_ = std::make_shared<Dictionary>();
  }
  if (std::holds_alternative<Column::Lists>(store_)) {
    items_ = std::make_unique<ColumnBuilder>(type_.element());
  }
}

void ColumnBuilder::append(const Value& value) {
  if (value.is_null()) return append_null();
  if (!std::holds_alternative<Column::Anything>(store_) && !fits(type_, value)) {
    fall_back();
    type_ = common_type(type_, type_of(value));
  }
  if (auto* numbers = std::get_if<Column::Numbers>(&store_)) {
    numbers->values.push_back(number_of(value));
  } else if (auto* dates = std::get_if<Column::Dates>(&store_)) {
    dates->days.push_back(value.date().days());
  } else if (auto* spans = std::get_if<Column::Spans>(&store_)) {
    spans->first.push_back(value.range().start.date().days());
    spans->last.push_back(value.range().end.date().days());
  } else if (auto* texts = std::get_if<Column::Texts>(&store_)) {
    texts->codes.push_back(dictionary_->code_sharing(value));
  } else if (auto* booleans = std::get_if<Column::Booleans>(&store_)) {
    booleans->values.push_back(value.boolean() ? 1 : 0);
  } else if (auto* rows = std::get_if<Column::Rows>(&store_)) {
    rows->rows.push_back(value.row().row);
  } else if (auto* lists = std::get_if<Column::Lists>(&store_)) {
    for (const Value& item : value.list()) items_->append(item);
    lists->offsets.push_back(static_cast<std::uint32_t>(items_->size()));
  } else {
    std::get<Column::Anything>(store_).values.push_back(value);
  }
  append_mask(false);
}

void ColumnBuilder::append_null() {
  if (auto* numbers = std::get_if<Column::Numbers>(&store_)) {
    numbers->values.emplace_back();
  } else if (auto* dates = std::get_if<Column::Dates>(&store_)) {
    dates->days.push_back(0);
  } else if (auto* spans = std::get_if<Column::Spans>(&store_)) {
    spans->first.push_back(0);
    spans->last.push_back(0);
  } else if (auto* texts = std::get_if<Column::Texts>(&store_)) {
    // A code that exists, so that kernels may look it up before they look at the mask.
    if (dictionary_->size() == 0) dictionary_->code("");
    texts->codes.push_back(0);
  } else if (auto* booleans = std::get_if<Column::Booleans>(&store_)) {
    booleans->values.push_back(0);
  } else if (auto* rows = std::get_if<Column::Rows>(&store_)) {
    rows->rows.push_back(kNoRow);
  } else if (auto* lists = std::get_if<Column::Lists>(&store_)) {
    lists->offsets.push_back(lists->offsets.back());
  } else {
    std::get<Column::Anything>(store_).values.emplace_back();
  }
  append_mask(true);
}

void ColumnBuilder::truncate(std::size_t size) {
  if (auto* numbers = std::get_if<Column::Numbers>(&store_)) numbers->values.resize(size);
  if (auto* dates = std::get_if<Column::Dates>(&store_)) dates->days.resize(size);
  if (auto* spans = std::get_if<Column::Spans>(&store_)) {
    spans->first.resize(size);
    spans->last.resize(size);
  }
  if (auto* texts = std::get_if<Column::Texts>(&store_)) texts->codes.resize(size);
  if (auto* booleans = std::get_if<Column::Booleans>(&store_)) booleans->values.resize(size);
  if (auto* rows = std::get_if<Column::Rows>(&store_)) rows->rows.resize(size);
  if (auto* anything = std::get_if<Column::Anything>(&store_)) anything->values.resize(size);
  if (auto* lists = std::get_if<Column::Lists>(&store_)) {
    lists->offsets.resize(size + 1);
    items_->truncate(lists->offsets.back());
  }
  if (!nulls_.empty()) nulls_.resize(size);
  size_ = size;
}

Column ColumnBuilder::finish() {
  if (auto* texts = std::get_if<Column::Texts>(&store_)) texts->dictionary = std::move(dictionary_);
  if (auto* lists = std::get_if<Column::Lists>(&store_)) {
    lists->items = std::make_shared<const Column>(items_->finish());
  }
  const bool carries_nulls = std::holds_alternative<Column::Anything>(store_) ||
                             std::holds_alternative<Column::Rows>(store_);
  if (carries_nulls) nulls_.clear();
  return Column(type_, size_, std::move(store_), std::move(nulls_));
}

void ColumnBuilder::fall_back() {
  const std::size_t size = size_;
  const Column so_far = finish();
  Column::Anything values;
  values.values.reserve(size + 1);
  for (std::size_t row = 0; row < size; ++row) values.values.push_back(so_far.at(row));
  store_ = std::move(values);
  nulls_.clear();  // an Anything store carries its nulls itself
}

}  // namespace zhaoshang
