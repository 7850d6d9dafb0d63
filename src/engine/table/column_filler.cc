#include "engine/table/column_filler.h"

#include <utility>

#include "engine/table/amounts.h"

namespace zhaoshang {

ColumnFiller::ColumnFiller(const ColumnSchema& schema)
    : type_(schema.type()),
      dictionary_(type_.is(TypeKind::kText) ? std::make_shared<Dictionary>() : nullptr),
      builder_(type_, 0, dictionary_) {
  if (type_.is(TypeKind::kText)) fast_ = Fast::kWord;
  if (type_.is(TypeKind::kDate)) fast_ = Fast::kDate;
  const bool is_number = type_.is(TypeKind::kNumber) && !type_.is_integer();
  const bool is_money = type_.is(TypeKind::kMoney) && !type_.currency().is_none();
  const bool is_quantity = type_.is(TypeKind::kQuantity) && !type_.unit().is_none();
  if (is_number || is_money || is_quantity) fast_ = Fast::kNumber;
}

Filled ColumnFiller::append(std::string_view cell, const ColumnSchema& schema,
                            const CellSettings& settings) {
  if (cell.empty()) return append_slowly(cell, schema, settings);
  switch (fast_) {
    case Fast::kWord: return append_word(cell, schema, settings);
    case Fast::kNumber:
      if (const auto number = read_plain_number(cell)) {
        builder_.append_number(*number * schema.measure.scale);
        return {};
      }
      break;
    case Fast::kDate:
      if (const auto days = iso_days_.read(cell)) {
        builder_.append_days(*days);
        return {};
      }
      break;
    case Fast::kNone: break;
  }
  return append_slowly(cell, schema, settings);
}

Filled ColumnFiller::append_word(std::string_view cell, const ColumnSchema& schema,
                                 const CellSettings& settings) {
  if (last_code_ != kNoRow && cell == last_cell_) {
    builder_.append_code(last_code_);
    return {};
  }
  // A word that the dictionary has is one that was found good, unless `'` or a synonym makes
  // another of it.
  std::uint32_t code = kNoRow;
  if (cell.front() != '\'' && schema.synonyms.empty()) code = dictionary_->find(cell);
  if (code == kNoRow) {
    const CellValue read = read_cell(cell, schema, settings.currency, settings.year_starts);
    if (read.fault != CellFault::kNone) return {read.fault, false};
    code = dictionary_->code_sharing(read.value);
  }
  builder_.append_code(code);
  last_cell_.assign(cell);
  last_code_ = code;
  return {};
}

bool IsoDays::take_month(std::string_view cell, int day, Month& month) {
  const std::optional<Date> date = read_date(cell);
  if (!date) return false;
  std::memcpy(month.text.data(), cell.data(), month.text.size());
  month.start = date->days() - day;
  month.days = days_in_month(date->year(), date->month());
  return true;
}

Filled ColumnFiller::append_slowly(std::string_view cell, const ColumnSchema& schema,
                                   const CellSettings& settings) {
  const CellValue read = read_cell(cell, schema, settings.currency, settings.year_starts);
  if (read.fault == CellFault::kNone) builder_.append(read.value);
  return {read.fault, read.was_serial_date};
}

void ColumnFiller::append_absent(const ColumnSchema& schema) {
  if (schema.missing == Missing::kDefault) {
    builder_.append(schema.missing_value);
  } else {
    builder_.append_null();
  }
}

void ColumnFiller::start(std::size_t expected_rows) {
  builder_ = ColumnBuilder(type_, expected_rows, dictionary_);
}

}  // namespace zhaoshang
