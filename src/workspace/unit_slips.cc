#include "workspace/unit_slips.h"

#include <algorithm>

#include "domain/canonical_cells.h"
#include "workspace/input_diagnostics.h"

namespace zhaoshang {
namespace {

/// An amount so many times what it is a part of is in another unit.
const Decimal kThousandfold = 1000;
/// So many parts tell what is usual.
constexpr std::size_t kFewest = 3;

bool is_amount(const Value& value) {
  return value.is(TypeKind::kMoney) || value.is(TypeKind::kQuantity);
}

Decimal number_of(const Value& amount) {
  return amount.is(TypeKind::kMoney) ? amount.money().amount : amount.quantity().amount;
}

Value amount_of(const Type& type, Decimal number) {
  if (type.is(TypeKind::kMoney)) return Money{number, type.currency()};
  return Quantity{number, type.unit()};
}

std::string measure_word(const Type& type) {
  return type.is(TypeKind::kMoney) ? type.currency().code() : type.unit().word();
}

/// Calls `visit` with the row, the type and the number of every amount of a column.
template <class Visit>
void for_each_amount(const Column& column, const Visit& visit) {
  if (const auto* const numbers = column.as<Column::Numbers>()) {
    const bool has_nulls = !column.nulls().empty();
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (!has_nulls || !column.is_null(row)) visit(row, column.type(), numbers->values[row]);
    }
    return;
  }
  const auto* const anything = column.as<Column::Anything>();
  if (anything == nullptr) return;  // not read
  Type type;                        // of the last: mostly that of the next as well
  for (std::size_t row = 0; row < column.size(); ++row) {
    const Value& value = anything->values[row];
    if (!is_amount(value)) continue;
    const bool is_like_last = value.is(TypeKind::kMoney) && type.is(TypeKind::kMoney) &&
                              type.currency() == value.money().currency;
    if (!is_like_last) type = type_of(value);
    visit(row, type, number_of(value));
  }
}

RowPlace place_of(const Batch& rows, std::size_t row) {
  return rows.lines.empty() ? RowPlace{} : RowPlace{rows.file_of[row], rows.lines[row]};
}

}  // namespace

OwnersAmounts::OwnersAmounts(std::size_t id_column, const TableSchema& owners, const Batch& rows)
    : id_column_(id_column), title_(owners.title), name_(owners.name) {
  if (owners.key.empty()) return;
  const Column& ids = rows.columns[*owners.index(owners.key.front())];
  for (std::size_t column = 0; column < owners.columns.size(); ++column) {
    if (owners.columns[column].kind != CellKind::kMoney) continue;
    for (std::size_t row = 0; row < rows.rows; ++row) {
      const std::string* const id = ids.text(row);
      const Value value = rows.columns[column].at(row);
      if (id == nullptr || !value.is(TypeKind::kMoney)) continue;
      const Currency currency = value.money().currency;
      auto largest = std::find_if(largest_.begin(), largest_.end(),
                                  [&](const Largest& each) { return each.currency == currency; });
      if (largest == largest_.end()) largest = largest_.insert(largest_.end(), {currency, {}});
      const std::uint32_t owner = ids_->code(*id);
      if (owner >= largest->by_owner.size()) largest->by_owner.resize(owner + 1);
      Decimal& most = largest->by_owner[owner];
      most = std::max(most, value.money().amount);
    }
  }
}

const Decimal* OwnersAmounts::find(std::uint32_t owner, Currency currency) const {
  for (const Largest& each : largest_) {
    if (each.currency == currency && owner < each.by_owner.size()) return &each.by_owner[owner];
  }
  return nullptr;
}

bool UnitSlips::Against::is_slipped() const {
  return compared >= kFewest && compared - thousandfold <= compared / 2;
}

UnitSlips::UnitSlips(const TableSchema& schema, const std::vector<OwnersAmounts>& owners)
    : schema_(schema) {
  for (std::size_t column = 0; column < schema.columns.size(); ++column) {
    const CellKind kind = schema.columns[column].kind;
    if (kind != CellKind::kMoney && kind != CellKind::kQuantity) continue;
    columns_.push_back(Amounts{column, {}, {}});
    for (const OwnersAmounts& each : owners) {
      if (kind == CellKind::kMoney && !each.is_empty())
        columns_.back().against.push_back(Against{&each});
    }
  }
}

UnitSlips::Measured& UnitSlips::measured(Amounts& amounts, const Type& type) {
  for (Measured& each : amounts.measured) {
    if (each.type == type) return each;
  }
  return amounts.measured.emplace_back(Measured{type, {}});
}

void UnitSlips::add(const Batch& rows) {
  if (rows.rows == 0) return;
  const RowPlace first = place_of(rows, 0);
  first_ = first_ ? std::min(*first_, first) : first;
  for (Amounts& amounts : columns_) {
    Measured* last = nullptr;
    for_each_amount(rows.columns[amounts.column],
                    [&](std::size_t row, const Type& type, Decimal number) {
                      if (last == nullptr || !(last->type == type)) last = &measured(amounts, type);
                      last->amounts.add(number, place_of(rows, row));
                    });
    for (Against& against : amounts.against) against.add(rows, amounts.column);
  }
}

void UnitSlips::Against::add(const Batch& rows, std::size_t column) {
  const auto* const ids = rows.columns[owners->id_column()].as<Column::Texts>();
  if (ids == nullptr) return;
  if (dictionary != ids->dictionary.get()) owner_of_code.clear();
  dictionary = ids->dictionary.get();
  while (owner_of_code.size() < dictionary->size()) {
    const auto code = static_cast<std::uint32_t>(owner_of_code.size());
    owner_of_code.push_back(owners->ids().find(dictionary->text(code)));
  }
  for_each_amount(rows.columns[column], [&](std::size_t row, const Type& type, Decimal number) {
    if (rows.columns[owners->id_column()].is_null(row) || number <= Decimal(0)) return;
    const std::uint32_t owner = owner_of_code[ids->codes[row]];
    const Decimal* const most = owner == kNoRow ? nullptr : owners->find(owner, type.currency());
    if (most == nullptr || *most <= Decimal(0)) return;
    ++compared;
    if (number >= *most * kThousandfold) ++thousandfold;
  });
}

void UnitSlips::merge(const UnitSlips& other) {
  if (other.first_) first_ = first_ ? std::min(*first_, *other.first_) : other.first_;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    for (const Measured& each : other.columns_[i].measured)
      measured(columns_[i], each.type).amounts.merge(each.amounts);
    for (std::size_t k = 0; k < columns_[i].against.size(); ++k) {
      columns_[i].against[k].compared += other.columns_[i].against[k].compared;
      columns_[i].against[k].thousandfold += other.columns_[i].against[k].thousandfold;
    }
  }
}

std::optional<UnitSlip> UnitSlips::slip_of(const Amounts& amounts, const Measured& measured) const {
  const bool is_scaled = schema_.columns[amounts.column].measure.scale > Decimal(1);
  return measured.amounts.slip(is_scaled ? Suspected::kLarger : Suspected::kSmaller);
}

bool UnitSlips::finds_any() const {
  return std::any_of(columns_.begin(), columns_.end(), [&](const Amounts& amounts) {
    return std::any_of(amounts.measured.begin(), amounts.measured.end(),
                       [&](const Measured& each) { return slip_of(amounts, each).has_value(); }) ||
           std::any_of(amounts.against.begin(), amounts.against.end(),
                       [](const Against& each) { return each.is_slipped(); });
  });
}

void UnitSlips::warn(const CsvReader& reader, Diagnostics& diagnostics) const {
  for (const Amounts& amounts : columns_) {
    const ColumnSchema& declared = schema_.columns[amounts.column];
    std::vector<const Measured*> in_order;
    for (const Measured& each : amounts.measured) in_order.push_back(&each);
    std::sort(in_order.begin(), in_order.end(), [](const Measured* a, const Measured* b) {
      return measure_word(a->type) < measure_word(b->type);
    });
    for (const Measured* each : in_order) {
      const auto slip = slip_of(amounts, *each);
      if (!slip) continue;
      const auto shown = [&](Decimal number) {
        return canonical_cell(amount_of(each->type, number), declared);
      };
      diagnostics.add(input_diagnostics::unit_slip(
          reader.place(slip->first.file, slip->first.line, amounts.column),
          {reader.heading(slip->first.file, amounts.column), shown(slip->first_amount),
           shown(slip->like)},
          declared.measure.scale > Decimal(1), slip->count));
    }
    for (const Against& each : amounts.against) {
      if (!each.is_slipped()) continue;
      diagnostics.add(input_diagnostics::slipped_column(
          reader.place(first_->file, first_->line, amounts.column),
          reader.heading(first_->file, amounts.column), each.owners->title(), each.owners->name()));
    }
  }
}

}  // namespace zhaoshang
