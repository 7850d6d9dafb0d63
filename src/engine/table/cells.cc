#include "engine/table/cells.h"

#include <algorithm>
#include <array>

#include "engine/base/utf8.h"
#include "engine/table/amounts.h"
#include "engine/table/identity_number.h"

namespace zhaoshang {
namespace {

CellValue fault(CellFault which) { return {{}, which, false}; }
CellValue found(Value value) { return {std::move(value), CellFault::kNone, false}; }

bool only(std::string_view text, std::string_view characters) {
  return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}
constexpr std::string_view kDigits = "0123456789";

/// `1.23E+17`: how a spreadsheet shows a long number.
bool is_scientific(std::string_view cell) {
  const std::size_t e = cell.find_first_of("Ee");
  if (e == std::string_view::npos) return false;
  const std::string_view exponent = cell.substr(e + 1);
  return only(cell.substr(0, e), "0123456789.") && exponent.starts_with('+') &&
         only(exponent.substr(1), kDigits);
}

/// A spreadsheet keeps fifteen digits of a number and puts zeros for the rest. One zero may well be
/// the id's own: two and more are taken for damage.
bool has_lost_digits(std::string_view cell) {
  constexpr std::size_t kKept = 15;
  return cell.size() >= kKept + 2 && only(cell, kDigits) && cell.front() != '0' &&
         only(cell.substr(kKept), "0");
}

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

CellValue read_date_cell(std::string_view cell) {
  if (const auto date = read_date(cell)) return found(*date);
  if (const auto date = read_serial_date(cell)) return {*date, CellFault::kNone, true};
  return fault(CellFault::kNotADate);
}

CellValue read_boolean(std::string_view cell) {
  static constexpr std::array<std::string_view, 6> kTrue{"true", "是", "1", "TRUE", "True", "１"};
  static constexpr std::array<std::string_view, 6> kFalse{"false", "否",    "0",
                                                          "FALSE", "False", "０"};
  if (std::find(kTrue.begin(), kTrue.end(), cell) != kTrue.end()) return found(true);
  if (std::find(kFalse.begin(), kFalse.end(), cell) != kFalse.end()) return found(false);
  return fault(CellFault::kNotABoolean);
}

bool is_bare_scale(const Measure& measure) { return !measure.is_money() && !measure.is_quantity(); }

/// Whether what a cell says of its measure agrees with the column's: the same word, the scale alone
/// (12万 under 万元), ￥ under any scale of yuan.
bool agrees(const Amount& amount, const Measure& column) {
  if (amount.is_yuan && column.currency != Currency::cny()) return false;
  if (!amount.measure) return true;
  if (is_bare_scale(*amount.measure)) return amount.measure->scale == column.scale;
  return *amount.measure == column;
}

/// A number under a column that has no unit, or only a scale (a heading with %). Without one, a
/// cell may bring its own (80%, 1.2万).
CellValue read_number(std::string_view cell, const ColumnSchema& column) {
  const Amount amount = read_amount(cell);
  if (amount.fault != CellFault::kNone) return fault(amount.fault);
  const bool brings_scale = amount.measure && is_bare_scale(*amount.measure) && !amount.is_yuan &&
                            column.measure == Measure{};
  if (!brings_scale && !agrees(amount, column.measure)) return fault(CellFault::kAmountUnit);
  const Decimal number =
      amount.number * (brings_scale ? amount.measure->scale : column.measure.scale);
  if (column.kind == CellKind::kInteger && !number.is_integer()) {
    return fault(CellFault::kNotAnInteger);
  }
  return found(number);
}

Value measured(Decimal number, const Measure& measure) {
  if (measure.is_money()) return Money{number * measure.scale, measure.currency};
  if (measure.is_quantity()) return Quantity{number * measure.scale, measure.unit};
  return number * measure.scale;
}

CellValue read_measured(std::string_view cell, const ColumnSchema& column,
                        std::optional<Currency> currency) {
  Measure measure = column.measure;
  if (currency && !column.currency_column.empty()) measure.currency = *currency;
  const Amount amount = read_amount(cell);
  if (amount.fault != CellFault::kNone) return fault(amount.fault);
  if (!agrees(amount, measure)) return fault(CellFault::kAmountUnit);
  return found(measured(amount.number, measure));
}

/// Number, money or quantity, as the cell says; a bare number is what the heading says, if it does.
CellValue read_any_amount(std::string_view cell, const ColumnSchema& column) {
  if (column.measure != Measure{}) return read_measured(cell, column, {});
  const Amount amount = read_amount(cell);
  if (amount.fault != CellFault::kNone) return fault(amount.fault);
  Measure measure = amount.measure.value_or(Measure{});
  if (amount.is_yuan && is_bare_scale(measure)) measure.currency = Currency::cny();
  if (amount.is_yuan && measure.currency != Currency::cny()) return fault(CellFault::kAmountUnit);
  return found(measured(amount.number, measure));
}

CellValue read_span(std::string_view cell, const ColumnSchema& column, YearStart year_starts) {
  const std::optional<DateSpan> span = read_period(cell, year_starts);
  const auto is_month = [](const DateSpan& days) {
    return days.first.day() == 1 && days.last == days.first.last_of_month();
  };
  if (!span || (column.kind == CellKind::kMonth && !is_month(*span))) {
    return fault(CellFault::kNotAPeriod);
  }
  return found(Range{span->first, span->last, true, true});
}

/// The word that a column understands by a word: its synonym's meaning, or itself.
std::string_view meant_by(std::string_view word, const ColumnSchema& column) {
  for (const auto& [synonym, meaning] : column.synonyms) {
    if (word == synonym) return meaning;
  }
  return word;
}

CellFault check_word(std::string_view word, const ColumnSchema& column) {
  const bool is_identity = column.kind == CellKind::kIdentity;
  // An order may end in zeros, as in …3000: where the check character is right, nothing is lost.
  const bool is_checked = is_identity && is_identity_number(word);
  if ((is_identity || column.kind == CellKind::kId) && !is_checked && is_damaged_id(word))
    return CellFault::kDamagedId;
  if (is_identity && !is_checked) return CellFault::kNotAnIdentity;
  // A word off its scale is for a requirement to judge: it is kept as written, and compares with
  // nothing by order.
  if (!column.values.empty() && !has(column.values, word)) return CellFault::kNotDeclared;
  return CellFault::kNone;
}

CellValue read_word(std::string_view cell, const ColumnSchema& column) {
  const std::string_view word = meant_by(without_guard(cell), column);
  const CellFault which = check_word(word, column);
  return which == CellFault::kNone ? found(word) : fault(which);
}

CellValue read_text_list(std::string_view cell, const ColumnSchema& column) {
  constexpr std::string_view kWide = "；";
  List items;
  while (!cell.empty()) {
    const std::size_t end = std::min({cell.find(';'), cell.find(kWide), cell.size()});
    const std::string_view word = meant_by(trim(cell.substr(0, end)), column);
    if (!word.empty()) {
      const CellFault which = check_word(word, column);
      if (which != CellFault::kNone) return fault(which);
      items.emplace_back(word);
    }
    cell.remove_prefix(end);
    if (!cell.empty()) cell.remove_prefix(cell.front() == ';' ? 1 : kWide.size());
  }
  return found(std::move(items));
}

CellValue read_empty(const ColumnSchema& column) {
  if (column.missing == Missing::kFault) return fault(CellFault::kEmptyKey);
  return found(column.missing == Missing::kDefault ? column.missing_value : Value());
}

/// The characters that start a formula; ＝＋－＠ do so too in Chinese spreadsheets.
bool starts_formula(std::string_view cell) {
  if (cell.empty()) return false;
  if (std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) return true;
  static constexpr std::array<std::string_view, 4> kWide{"＝", "＋", "－", "＠"};
  return std::any_of(kWide.begin(), kWide.end(),
                     [&](std::string_view each) { return cell.starts_with(each); });
}

}  // namespace

bool is_damaged_id(std::string_view cell) { return is_scientific(cell) || has_lost_digits(cell); }

CellValue read_cell(std::string_view cell, const ColumnSchema& column,
                    std::optional<Currency> currency, YearStart year_starts) {
  if (cell.empty()) return read_empty(column);
  switch (column.kind) {
    case CellKind::kText:
    case CellKind::kId:
    case CellKind::kIdentity:
    case CellKind::kScale: return read_word(cell, column);
    case CellKind::kDate: return read_date_cell(cell);
    case CellKind::kBoolean: return read_boolean(cell);
    case CellKind::kNumber:
    case CellKind::kInteger: return read_number(cell, column);
    case CellKind::kMoney:
    case CellKind::kQuantity: return read_measured(cell, column, currency);
    case CellKind::kPeriod:
    case CellKind::kMonth: return read_span(cell, column, year_starts);
    case CellKind::kTextList: return read_text_list(without_guard(cell), column);
    case CellKind::kAmount: return read_any_amount(cell, column);
  }
  return {};
}

std::string_view without_guard(std::string_view cell) {
  return !cell.empty() && cell.front() == '\'' && needs_guard(cell) ? cell.substr(1) : cell;
}

bool needs_guard(std::string_view cell) {
  // A text of its own that looks guarded (`'=x`) is guarded once more, so that reading gives it
  // back as it was.
  const std::size_t start = cell.find_first_not_of('\'');
  return start != std::string_view::npos && starts_formula(cell.substr(start));
}

std::optional<Currency> read_currency(std::string_view text) {
  if (text == "人民币" || text == "RMB") return Currency::cny();
  if (const auto currency = Currency::from_code(text)) return currency;
  const std::optional<Measure> measure = measure_of(text);
  if (!measure || !measure->is_money() || measure->scale != Decimal(1)) return std::nullopt;
  return measure->currency;
}

}  // namespace zhaoshang
