#include "commands/same_cell.h"

#include <optional>

#include "domain/subjects.h"
#include "engine/table/amounts.h"
#include "engine/table/cells.h"
#include "engine/value/unit.h"

namespace zhaoshang {
namespace {

/// A figure in the base unit of what it measures. A bare number is what the column counts in.
std::optional<Decimal> figure(std::string_view text, std::string_view unit, bool& is_bare) {
  const Amount amount = read_amount(text);
  if (amount.fault != CellFault::kNone) return std::nullopt;
  is_bare = !amount.measure && !amount.is_yuan;
  if (!is_bare) return amount.measure ? amount.number * amount.measure->scale : amount.number;
  const auto measure = measure_of(unit);
  return measure ? amount.number * measure->scale : amount.number;
}

bool is_same_figure(std::string_view expected, std::string_view actual, std::string_view unit) {
  bool is_bare = false;
  bool ignored = false;
  const auto wanted = figure(expected, unit, is_bare);
  if (!wanted) return false;
  // 80% of a column in 万元 is no amount of money: a ratio stands for itself.
  const auto measure = read_amount(expected).measure;
  const bool is_scale = measure && !measure->is_money() && !measure->is_quantity();
  const auto found = figure(actual, is_scale ? std::string_view() : unit, ignored);
  return found && *wanted == *found;
}

std::optional<bool> truth(std::string_view text) {
  ColumnSchema column;
  column.kind = CellKind::kBoolean;
  const CellValue read = read_cell(text, column);
  if (read.fault != CellFault::kNone || !read.value.is(TypeKind::kBoolean)) return std::nullopt;
  return read.value.boolean();
}

}  // namespace

bool is_same_cell(std::string_view expected, const Cell& actual, std::string_view unit) {
  const std::string_view wanted = trim_cell(expected);
  if (wanted == actual.text) return true;
  if (wanted.empty() || actual.text.empty()) return false;
  if (actual.kind == Cell::Kind::kNumber) return is_same_figure(wanted, actual.text, unit);
  if (actual.kind != Cell::Kind::kPlain) return false;
  if (const auto date = read_date(actual.text)) return read_date(wanted) == date;
  if (actual.text == "true" || actual.text == "false") return truth(wanted) == truth(actual.text);
  if (const auto kind = subject_kind_of(actual.text)) return subject_kind_of(wanted) == kind;
  if (const auto span = read_period(actual.text)) return read_period(wanted) == span;
  return false;
}

}  // namespace zhaoshang
