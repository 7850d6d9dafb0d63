#include "workspace/row_checks.h"

#include <algorithm>

#include "domain/relations.h"
#include "domain/subjects.h"
#include "engine/report/table.h"
#include "engine/table/table_diagnostics.h"
#include "workspace/input_diagnostics.h"

namespace zhaoshang {
namespace {

/// Whether each row has a text that no row before it has. Codes are given in the order of what is
/// new: they tell without a look at any text. false: perhaps.
bool all_differ(const Column& column) {
  const auto* const texts = column.as<Column::Texts>();
  if (texts == nullptr || !column.nulls().empty()) return false;
  std::uint32_t next = 0;
  return std::all_of(texts->codes.begin(), texts->codes.end(),
                     [&](std::uint32_t code) { return code == next++; });
}

/// Faulty rows of a table that are described one by one; the rest is counted.
constexpr std::size_t kMostDescribed = 20'000;
/// Between the parts of a key: no cell holds it.
constexpr char kBetweenParts = '\x1F';

enum LookedUp : std::uint8_t { kNotLookedUp, kKnown, kUnknown };

std::string shown_key(std::string key) {
  std::replace(key.begin(), key.end(), kBetweenParts, ',');
  while (!key.empty() && key.back() == ',') key.pop_back();
  return key;
}

std::optional<Date> day_at(const Column& column, std::uint32_t row) {
  const Value value = column.at(row);
  return value.is(TypeKind::kDate) ? std::optional(value.date()) : std::nullopt;
}

std::optional<std::size_t> date_column(const TableSchema& schema, std::string_view name) {
  const ColumnSchema* const column = schema.find(name);
  return column != nullptr && column->kind == CellKind::kDate ? schema.index(name) : std::nullopt;
}

}  // namespace

bool is_keyed_by_day(const TableSchema& schema) {
  if (!schema.is_long || schema.key.size() != 2) return false;
  const CellKind id = schema.find(schema.key[0])->kind;
  return (id == CellKind::kId || id == CellKind::kText) &&
         schema.find(schema.key[1])->kind == CellKind::kDate;
}

RowChecks::RowChecks(const TableSchema& schema, const IdsByTable& ids, Diagnostics& diagnostics)
    : schema_(schema), ids_(ids), diagnostics_(diagnostics) {
  for (const std::string& name : schema.key) key_.push_back(*schema.index(name));
  is_key_by_day_ = is_keyed_by_day(schema);
  from_ = date_column(schema, "from");
  to_ = date_column(schema, "to");
  for (const Reference& reference : references_of(schema)) {
    const auto id = schema.index(reference.id_column);
    const auto kind_column = schema.index(reference.kind_column);
    if (id) id_columns_.push_back({*id, kind_column, reference.table, {}});
  }
}

std::vector<std::uint32_t> RowChecks::usable(const Batch& batch, CsvReader& reader, bool is_whole) {
  batch_ = &batch;
  reader_ = &reader;
  is_faulty_.assign(batch.rows, false);
  check_spans();
  if (is_key_by_day_) {
    check_days();
  } else {
    const bool differ = is_whole && !key_.empty() && all_differ(batch.columns[key_.front()]);
    if (!differ) check_keys();
  }
  check_references();
  if (has_stints(schema_)) check_stints();
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < batch.rows; ++row) {
    if (!is_faulty_[row]) rows.push_back(row);
  }
  return rows;
}

bool RowChecks::all_usable(const Batch& batch) {
  batch_ = &batch;
  reader_ = nullptr;
  has_faults_ = false;
  is_faulty_.assign(batch.rows, false);
  check_spans();
  check_references();
  return !has_faults_;
}

void RowChecks::reject(std::uint32_t row, std::size_t column,
                       const std::function<Diagnostic(const Place&)>& fault) {
  has_faults_ = true;
  if (reader_ == nullptr) return;
  const Line line = line_of(row);
  is_faulty_[row] = true;
  const bool is_described = described_ < kMostDescribed;
  Diagnostic diagnostic = fault(is_described ? place_of(line, column) : Place{});
  reader_->reject(line.file, line.line, diagnostic.slug);
  if (is_described) {
    diagnostics_.add(std::move(diagnostic));
    ++described_;
  } else {
    ++undescribed_;
  }
}

void RowChecks::check_spans() {
  if (!from_ || !to_) return;
  const Column& from = batch_->columns[*from_];
  const Column& to = batch_->columns[*to_];
  for (std::uint32_t row = 0; row < batch_->rows; ++row) {
    const auto first = day_at(from, row);
    const auto last = day_at(to, row);
    if (!first || !last || *first <= *last) continue;
    reject(row, *to_, [&](const Place& place) {
      return input_diagnostics::ends_before_start(place, first->to_string(), last->to_string());
    });
  }
}

bool RowChecks::names_key(const Batch& batch, std::uint32_t row) const {
  return std::none_of(key_.begin(), key_.end(),
                      [&](std::size_t column) { return batch.columns[column].is_null(row); });
}

std::string RowChecks::key_of(std::uint32_t row) const {
  std::string key;
  for (std::size_t part = 0; part < key_.size(); ++part) {
    if (part > 0) key += kBetweenParts;
    key += value_cell(batch_->columns[key_[part]].at(row)).text;
  }
  return key;
}

void RowChecks::check_keys() {
  if (key_.empty()) return;
  for (std::uint32_t row = 0; row < batch_->rows; ++row) {
    std::string key = key_of(row);
    const auto [known, is_new] = line_of_key_.try_emplace(key, line_of(row));
    if (is_new) continue;
    reject(row, key_.front(), [&, first = known->second](const Place& place) {
      return table_fault::duplicate_key(place, shown_key(std::move(key)),
                                        place_of(first, key_.front()));
    });
  }
}

/// A stream is too long to keep its keys: one bit a day tells that a day was there, not where. Rows
/// of a worked example may name nobody, or no day.
void RowChecks::check_days() {
  const auto* const ids = batch_->columns[key_[0]].as<Column::Texts>();
  const auto* const days = batch_->columns[key_[1]].as<Column::Dates>();
  if (ids == nullptr || days == nullptr) return check_keys();
  for (std::uint32_t row = 0; row < batch_->rows; ++row) {
    if (!names_key(*batch_, row)) continue;
    if (days_.add(ids->codes[row], days->days[row])) continue;
    const Line line = line_of(row);
    is_faulty_[row] = true;
    reader_->reject(line.file, line.line, table_fault::duplicate_key({}, "", {}).slug);
    if (second_rows_.size() < kMostDescribed) {
      second_rows_.push_back({line, ids->dictionary->text(ids->codes[row]), days->days[row]});
    } else {
      ++undescribed_;
    }
  }
}

void RowChecks::check_references() {
  for (IdColumn& column : id_columns_) {
    if (column.kind) {
      for (std::uint32_t row = 0; row < batch_->rows; ++row) check_subject(column, row);
      continue;
    }
    const auto target = ids_.find(column.table);
    if (target != ids_.end()) check_ids(column, target->second);
  }
}

/// Whether each id stands in the table that the column leads to. Ids repeat: each is looked up
/// once.
void RowChecks::check_ids(IdColumn& column, const KnownIds& known) {
  const Column& ids = batch_->columns[column.id];
  const auto* const texts = ids.as<Column::Texts>();
  if (texts == nullptr) {
    for (std::uint32_t row = 0; row < batch_->rows; ++row) {
      if (!ids.is_null(row) && !known.contains(ids.at(row).text()))
        reject_unknown(column, known, row);
    }
    return;
  }
  column.by_code.resize(std::max(column.by_code.size(), texts->dictionary->size()), kNotLookedUp);
  const Column::Nulls& nulls = ids.nulls();
  for (std::uint32_t row = 0; row < batch_->rows; ++row) {
    if (!nulls.empty() && nulls[row] != 0) continue;
    const std::uint32_t code = texts->codes[row];
    std::uint8_t& looked_up = column.by_code[code];
    if (looked_up == kNotLookedUp)
      looked_up = known.contains(texts->dictionary->text(code)) ? kKnown : kUnknown;
    if (looked_up == kUnknown) reject_unknown(column, known, row);
  }
}

void RowChecks::reject_unknown(const IdColumn& column, const KnownIds& known, std::uint32_t row) {
  const std::string id = batch_->columns[column.id].at(row).text();
  reject(row, column.id, [&](const Place& place) {
    return table_fault::unknown_reference(place, heading_of(row, column.id), id, known.title,
                                          column.table, known.in_order());
  });
}

/// A pair such as subject_kind and subject_id: the kind says in which table the id must stand.
void RowChecks::check_subject(const IdColumn& column, std::uint32_t row) {
  const Value kind = batch_->columns[*column.kind].at(row);
  const Value id = batch_->columns[column.id].at(row);
  const auto says_nothing = [&](std::size_t which) {
    reject(row, which, [&](const Place& place) {
      return table_fault::empty_key({place, heading_of(row, which), "", &schema_.columns[which]});
    });
  };
  if (kind.is_null() && id.is_null()) return;
  if (kind.is_null()) return says_nothing(*column.kind);
  const auto subject = subject_kind_of(kind.text());
  if (!subject || *subject == SubjectKind::kCounty) return;
  if (id.is_null()) return says_nothing(column.id);
  const std::string_view table = words_of(*subject).table;
  const auto target = ids_.find(table);
  if (target == ids_.end() || target->second.contains(id.text())) return;
  reject(row, column.id, [&](const Place& place) {
    return table_fault::unknown_reference(place, heading_of(row, column.id), id.text(),
                                          target->second.title, table, target->second.in_order());
  });
}

/// Several rows of one person follow each other in time. Rows of a worked example may name nobody.
void RowChecks::check_stints() {
  if (!from_ || !to_) return;
  const Column& ids = batch_->columns[key_.front()];
  const Column& from = batch_->columns[*from_];
  const Column& to = batch_->columns[*to_];
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < batch_->rows; ++row) {
    if (!is_faulty_[row] && !ids.is_null(row)) rows.push_back(row);
  }
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    const int order = ids.text(a)->compare(*ids.text(b));
    return order != 0 ? order < 0 : day_at(from, a) < day_at(from, b);
  };
  if (!std::is_sorted(rows.begin(), rows.end(), before))
    std::sort(rows.begin(), rows.end(), before);
  std::uint32_t latest = kNoRow;  // of this person, the row that ends last
  for (const std::uint32_t row : rows) {
    const std::string id = ids.at(row).text();
    if (latest == kNoRow || ids.at(latest).text() != id) {
      latest = row;
      continue;
    }
    const auto end = day_at(to, latest);
    const auto start = day_at(from, row);
    if (!end || !start || *start <= *end) {
      reject(row, *from_, [&](const Place& place) {
        return input_diagnostics::overlapping_stints(place, id, place_of(line_of(latest), *from_));
      });
    } else {
      latest = row;
    }
  }
}

void RowChecks::finish(const CsvReader& reader, const ReadAgain& read_again) {
  if (undescribed_ > 0)
    diagnostics_.add(table_fault::more_faulty_rows(reader.files().front().shown, undescribed_));
  if (second_rows_.empty()) return;
  std::unordered_map<std::string, Line> first_rows;
  const auto key = [](const std::string& id, std::int64_t day) {
    return id + kBetweenParts + std::to_string(day);
  };
  for (const SecondRow& second : second_rows_) first_rows.try_emplace(key(second.id, second.day));
  read_again([&](const Batch& batch) {
    const Column& ids = batch.columns[key_[0]];
    const Column& days = batch.columns[key_[1]];
    for (std::uint32_t row = 0; row < batch.rows; ++row) {
      if (!names_key(batch, row)) continue;
      const auto found = first_rows.find(key(ids.at(row).text(), days.at(row).date().days()));
      if (found != first_rows.end() && found->second.line == 0) {
        found->second = {batch.file_of[row], batch.lines[row]};
      }
    }
  });
  for (const SecondRow& second : second_rows_) {
    const Line first = first_rows.at(key(second.id, second.day));
    const std::string shown = second.id + "," + Date::from_days(second.day).to_string();
    diagnostics_.add(
        table_fault::duplicate_key(reader.place(second.at.file, second.at.line, key_.front()),
                                   shown, reader.place(first.file, first.line, key_.front())));
  }
}

}  // namespace zhaoshang
