#include "workspace/unit_slips.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "domain/canonical_cells.h"
#include "workspace/input_diagnostics.h"

namespace zhaoshang {
namespace {

/// 元 to 万元. Slips of thousands and millions are rare, and look like amounts.
const Decimal kStep = 10'000;
/// How far apart the two kinds of amounts are at least: within a kind, amounts lie closer.
const Decimal kGap = 10;
/// How far beyond the others an amount may lie and still be one of them.
const Decimal kNear = 3;
/// So many amounts tell what is usual.
constexpr std::size_t kFewest = 3;

using Amounts = std::vector<std::pair<Decimal, std::size_t>>;  // amount, row; ascending

Decimal middle(const Amounts& amounts, std::size_t begin, std::size_t end) {
  return amounts[begin + (end - begin) / 2].first;
}

/// Whether the amounts from `cut` on are those below it, ten thousand times: the middle ones differ
/// by that, give or take a factor of less than ten, and every amount of the smaller half, brought
/// to the other's unit, lies among those of the larger, or not far from them.
bool differ_by_unit(const Amounts& amounts, std::size_t cut) {
  const Decimal low = middle(amounts, 0, cut);
  const Decimal high = middle(amounts, cut, amounts.size());
  if (high <= low * kStep / Decimal(10) || high >= low * kStep * Decimal(10)) return false;
  const bool is_high_smaller = cut >= amounts.size() - cut;
  const auto lies_among = [](Decimal least, Decimal most, Decimal from, Decimal to) {
    return least * kNear >= from && most <= to * kNear;
  };
  const Decimal least_high = amounts[cut].first;
  const Decimal most_high = amounts.back().first;
  const Decimal least_low = amounts.front().first;
  const Decimal most_low = amounts[cut - 1].first;
  return is_high_smaller ? lies_among(least_high / kStep, most_high / kStep, least_low, most_low)
                         : lies_among(least_low * kStep, most_low * kStep, least_high, most_high);
}

/// The amounts of one currency or unit, by row.
using ByMeasure = std::map<std::string, std::vector<Decimal>>;

ByMeasure amounts_of(const Column& column, std::size_t rows) {
  ByMeasure amounts;
  for (std::size_t row = 0; row < rows; ++row) {
    const Value value = column.at(row);
    const bool is_money = value.is(TypeKind::kMoney);
    if (!is_money && !value.is(TypeKind::kQuantity)) continue;
    std::vector<Decimal>& own =
        amounts[is_money ? value.money().currency.code() : value.quantity().unit.word()];
    own.resize(rows);
    own[row] = is_money ? value.money().amount : value.quantity().amount;
  }
  return amounts;
}

}  // namespace

UnitSlips find_unit_slips(const std::vector<Decimal>& amounts, Suspected suspected) {
  Amounts sorted;
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    if (amounts[row] > Decimal(0)) sorted.emplace_back(amounts[row], row);
  }
  std::sort(sorted.begin(), sorted.end());
  const bool are_larger = suspected == Suspected::kLarger;
  UnitSlips slips;
  for (std::size_t cut = 1; cut < sorted.size(); ++cut) {
    const std::size_t above = sorted.size() - cut;
    const std::size_t unsuspected = are_larger ? cut : above;
    const bool is_gap = sorted[cut].first >= sorted[cut - 1].first * kGap;
    if (!is_gap || unsuspected < 2 || std::max(cut, above) < kFewest) continue;
    if (!differ_by_unit(sorted, cut)) continue;
    for (std::size_t i = are_larger ? cut : 0; i < (are_larger ? sorted.size() : cut); ++i)
      slips.rows.push_back(sorted[i].second);
    std::sort(slips.rows.begin(), slips.rows.end());
    slips.like = sorted[are_larger ? cut / 2 : cut + above / 2].second;
    break;
  }
  return slips;
}

namespace {

/// The largest amount of money of each row, by the row's id and currency.
using LargestByRow = std::map<std::pair<std::string, std::string>, Decimal>;

LargestByRow largest_amounts(const ReadRows& table) {
  LargestByRow largest;
  if (table.schema.key.empty()) return largest;
  const Column& ids = table.rows.columns[*table.schema.index(table.schema.key.front())];
  for (std::size_t column = 0; column < table.schema.columns.size(); ++column) {
    if (table.schema.columns[column].kind != CellKind::kMoney) continue;
    for (const auto& [currency, amounts] :
         amounts_of(table.rows.columns[column], table.rows.rows)) {
      for (std::size_t row = 0; row < amounts.size(); ++row) {
        const Value id = ids.at(row);
        if (!id.is(TypeKind::kText)) continue;
        Decimal& most = largest[{id.text(), currency}];
        most = std::max(most, amounts[row]);
      }
    }
  }
  return largest;
}

/// How many times the owner's largest amount each amount of a column is; rows of owners without one
/// are left out.
std::vector<Decimal> shares_of_owners(const ReadRows& parts, std::size_t column,
                                      std::size_t id_column, const LargestByRow& owners) {
  std::vector<Decimal> shares;
  const Column& ids = parts.rows.columns[id_column];
  for (const auto& [currency, amounts] : amounts_of(parts.rows.columns[column], parts.rows.rows)) {
    for (std::size_t row = 0; row < amounts.size(); ++row) {
      const Value id = ids.at(row);
      if (!id.is(TypeKind::kText) || amounts[row] <= Decimal(0)) continue;
      const auto owner = owners.find({id.text(), currency});
      if (owner != owners.end() && owner->second > Decimal(0))
        shares.push_back(amounts[row] / owner->second);
    }
  }
  std::sort(shares.begin(), shares.end());
  return shares;
}

}  // namespace

void warn_of_slipped_column(const ReadRows& parts, std::size_t id_column, const ReadRows& owners,
                            Diagnostics& diagnostics) {
  const LargestByRow largest = largest_amounts(owners);
  if (largest.empty()) return;
  for (std::size_t column = 0; column < parts.schema.columns.size(); ++column) {
    if (parts.schema.columns[column].kind != CellKind::kMoney) continue;
    const std::vector<Decimal> shares = shares_of_owners(parts, column, id_column, largest);
    if (shares.size() < kFewest || shares[shares.size() / 2] < kStep / Decimal(10)) continue;
    diagnostics.add(input_diagnostics::slipped_column(
        parts.reader.place(parts.rows.file_of[0], parts.rows.lines[0], column),
        parts.reader.heading(parts.rows.file_of[0], column), owners.schema.title,
        owners.schema.name));
  }
}

void warn_of_unit_slips(const TableSchema& schema, const Batch& batch, const CsvReader& reader,
                        Diagnostics& diagnostics) {
  for (std::size_t column = 0; column < schema.columns.size(); ++column) {
    const ColumnSchema& declared = schema.columns[column];
    if (declared.kind != CellKind::kMoney && declared.kind != CellKind::kQuantity) continue;
    const Suspected suspected =
        declared.measure.scale > Decimal(1) ? Suspected::kLarger : Suspected::kSmaller;
    for (const auto& [measure, amounts] : amounts_of(batch.columns[column], batch.rows)) {
      const UnitSlips slips = find_unit_slips(amounts, suspected);
      if (slips.rows.empty()) continue;
      const auto shown = [&](std::size_t row) {
        return canonical_cell(batch.columns[column].at(row), declared);
      };
      const std::size_t first = slips.rows.front();
      diagnostics.add(input_diagnostics::unit_slip(
          reader.place(batch.file_of[first], batch.lines[first], column),
          {reader.heading(batch.file_of[first], column), shown(first), shown(slips.like)},
          suspected == Suspected::kLarger, slips.rows.size()));
    }
  }
}

}  // namespace zhaoshang
