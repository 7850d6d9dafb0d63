#include "engine/table/headings.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"
#include "engine/table/cells.h"
#include "engine/table/table_diagnostics.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kMostFaults = 1'000;    // of headings of one file
constexpr std::size_t kMostColumns = 16'384;  // with headings: as many as a spreadsheet has

std::string without_blanks(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') kept += c;
  }
  return kept;
}

/// What headings mean. A file may have very many: each is looked up, none compared with all.
class KnownHeadings {
 public:
  explicit KnownHeadings(const TableSchema& schema) {
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
      add(read_heading(schema.columns[i].name), i);
      for (const std::string& each : schema.columns[i].headings) add(read_heading(each), i);
    }
  }

  /// Of two columns with one heading the first has it.
  void add(const Heading& heading, std::size_t column) {
    by_whole_.try_emplace(heading.whole, column);
    by_name_.try_emplace(heading.name, column);
  }

  /// The column with that very heading, else the first of that name, whose unit may be another.
  std::optional<std::size_t> find(const Heading& heading) const {
    const auto whole = by_whole_.find(heading.whole);
    if (whole != by_whole_.end()) return whole->second;
    const auto name = by_name_.find(heading.name);
    return name == by_name_.end() ? std::nullopt : std::optional(name->second);
  }

 private:
  std::unordered_map<std::string, std::size_t> by_whole_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

/// Puts the unit of a heading into a column; false: it does not suit it.
bool apply_unit(const Measure& unit, ColumnSchema& column) {
  const bool is_scale = !unit.is_money() && !unit.is_quantity();
  switch (column.kind) {
    case CellKind::kMoney:
    case CellKind::kQuantity:
      if (!is_scale &&
          (unit.currency != column.measure.currency || unit.unit != column.measure.unit)) {
        return false;
      }
      column.measure.scale = unit.scale;
      return true;
    case CellKind::kNumber:
    case CellKind::kInteger:
      if (unit.is_money()) return false;
      column.measure = unit;
      return true;
    case CellKind::kAmount: column.measure = unit; return true;
    default: return false;
  }
}

/// Reading one line of headings.
class HeadingLine {
 public:
  HeadingLine(const std::string& shown, const Record& record, TableSchema& schema,
              Diagnostics& diagnostics)
      : shown_(shown),
        record_(record),
        schema_(schema),
        declared_(schema.columns.size()),
        known_(schema),
        diagnostics_(diagnostics) {}

  std::optional<FileLayout> read(bool may_lack) {
    layout_.fields = record_.fields.size();
    for (std::size_t i = 0; i < record_.fields.size() && !is_too_wide_; ++i) read_field(i);
    if (!may_lack && !is_too_wide_) check_missing();
    if (failed_) return std::nullopt;
    for (const FileColumn& each : layout_.columns) {
      const std::string& source = each.schema.currency_column;
      if (source.empty()) continue;
      layout_.names_currency = true;
      const auto found =
          std::find_if(layout_.columns.begin(), layout_.columns.end(),
                       [&](const FileColumn& other) { return other.schema.name == source; });
      if (found != layout_.columns.end()) layout_.currency = found->field;
    }
    return std::move(layout_);
  }

 private:
  void read_field(std::size_t i) {
    const RecordField& field = record_.fields[i];
    const std::string_view text = trim_cell(field.text);
    if (text.empty()) {
      layout_.unnamed.push_back(i);
      return;
    }
    if (layout_.columns.size() == kMostColumns) {
      fail(table_fault::too_many_columns(place(field), kMostColumns));
      is_too_wide_ = true;
      return;
    }
    layout_.width = i + 1;
    const Heading heading = read_heading(text);
    std::optional<std::size_t> column = known_.find(heading);
    if (!column) {
      ColumnSchema unknown;
      unknown.name = without_guard(heading.whole);
      column = schema_.columns.size();
      known_.add(heading, *column);
      schema_.columns.push_back(std::move(unknown));
    }
    if (faults_ == kMostFaults) return;  // of so many headings nobody reads more
    FileColumn made{i, *column, std::string(text), schema_.columns[*column]};
    const auto [first, is_new] = first_with_.try_emplace(*column, layout_.columns.size());
    if (!is_new) {
      fail(table_fault::duplicate_column(place(field), text,
                                         layout_.columns[first->second].heading));
    } else if (heading.measure && !names_whole(heading, made.schema) &&
               !apply_unit(*heading.measure, made.schema)) {
      fail(table_fault::heading_unit(place(field), text, heading.unit, made.schema));
    }
    layout_.has_private = layout_.has_private || made.schema.is_private;
    layout_.columns.push_back(std::move(made));
  }

  /// Whether the parentheses belong to the column's name (an unknown column keeps its heading).
  static bool names_whole(const Heading& heading, const ColumnSchema& column) {
    return heading.whole == column.name;
  }

  void check_missing() {
    for (std::size_t i = 0; i < schema_.columns.size(); ++i) {
      if (first_with_.contains(i) || schema_.columns[i].missing != Missing::kFault) continue;
      const bool knows_any =
          std::any_of(layout_.columns.begin(), layout_.columns.end(),
                      [&](const FileColumn& each) { return each.column < declared_; });
      std::vector<std::string> headings;
      for (const FileColumn& each : layout_.columns) {
        const bool is_likely = knows_any || nearest(each.heading, schema_.columns[i].headings) ||
                               nearest(each.heading, {schema_.columns[i].name});
        if (is_likely) headings.push_back(each.heading);
      }
      Place line = place_in_record(shown_, record_, 0, record_.raw.size());
      line.column = 0;
      fail(table_fault::missing_column(line, schema_.columns[i], schema_.name, "", headings));
    }
  }

  Place place(const RecordField& field) const {
    return place_in_record(shown_, record_, field.begin, field.end);
  }
  void fail(Diagnostic diagnostic) {
    diagnostics_.add(std::move(diagnostic));
    failed_ = true;
    ++faults_;
  }

  const std::string& shown_;
  const Record& record_;
  TableSchema& schema_;
  std::size_t declared_;  // columns of the schema as it was given
  KnownHeadings known_;
  Diagnostics& diagnostics_;
  FileLayout layout_;
  std::unordered_map<std::size_t, std::size_t> first_with_;  // by column: the first of the layout
  bool failed_ = false;
  bool is_too_wide_ = false;  // the rest of the headings is not read
  std::size_t faults_ = 0;
};

/// Which cells of a record are private. Where one is missing or too many, those after it stand
/// under another heading: each cell that a private one may have come to is.
std::vector<bool> private_fields(const Record& record, const FileLayout& layout) {
  const std::size_t given = record.fields.size();
  const std::size_t shift = std::max(given, layout.fields) - std::min(given, layout.fields);
  std::vector<bool> is_private(given, false);
  for (const FileColumn& column : layout.columns) {
    if (!column.schema.is_private) continue;
    const std::size_t first =
        given < layout.fields ? column.field - std::min(shift, column.field) : column.field;
    const std::size_t last = given > layout.fields ? column.field + shift : column.field;
    for (std::size_t field = first; field <= last && field < given; ++field)
      is_private[field] = true;
  }
  return is_private;
}

/// A record with its private cells struck out: a star for each character.
std::string without_private(const Record& record, const FileLayout& layout) {
  std::string shown(record.raw);
  // From the back, so that earlier places stay where they are.
  const std::vector<bool> is_private = private_fields(record, layout);
  for (std::size_t at = record.fields.size(); at-- > 0;) {
    if (!is_private[at]) continue;
    const RecordField& field = record.fields[at];
    const std::string_view cell = record.raw.substr(field.begin, field.end - field.begin);
    std::string stars;
    for (const char c : cell) {
      const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      if (starts_character) stars += c == '\n' ? '\n' : '*';
    }
    shown.replace(field.begin, cell.size(), stars);
  }
  return shown;
}

}  // namespace

std::optional<Currency> currency_of_row(const FileLayout& layout, const Record& record) {
  if (!layout.names_currency) return std::nullopt;
  if (layout.currency) {
    const std::string_view cell = trim_cell(record.fields[*layout.currency].text);
    if (!cell.empty()) return read_currency(cell);
  }
  std::optional<Currency> usual;
  for (const FileColumn& column : layout.columns) {
    if (!column.schema.currency_column.empty()) usual = column.schema.measure.currency;
  }
  return usual;
}

Place place_in_row(const std::string& shown, const Record& record, const FileLayout& layout,
                   std::size_t begin, std::size_t end) {
  Place place = place_in_record(shown, record, begin, end);
  if (!layout.has_private) return place;
  const std::string masked = without_private(record, layout);
  std::size_t line_start = 0;
  for (std::size_t line = record.line; line < place.line; ++line) {
    line_start = masked.find('\n', line_start) + 1;
  }
  place.text = masked.substr(line_start, masked.find('\n', line_start) - line_start);
  return place;
}

Heading read_heading(std::string_view text) {
  Heading heading;
  heading.whole = without_blanks(fold_full_width(text));
  heading.name = heading.whole;
  const std::size_t open = heading.whole.rfind('(');
  if (open == std::string::npos || open == 0 || !heading.whole.ends_with(')')) return heading;
  const std::string unit = heading.whole.substr(open + 1, heading.whole.size() - open - 2);
  heading.measure = measure_of(unit);
  if (!heading.measure) return heading;
  heading.unit = unit;
  heading.name.resize(open);
  return heading;
}

std::size_t named_columns(const Record& record, const TableSchema& schema) {
  const KnownHeadings known(schema);
  std::set<std::size_t> columns;
  for (const RecordField& field : record.fields) {
    const std::string_view text = trim_cell(field.text);
    if (text.empty()) continue;
    if (const auto column = known.find(read_heading(text))) columns.insert(*column);
  }
  return columns.size();
}

std::optional<FileLayout> read_headings(const std::string& shown, const Record& headings,
                                        bool may_lack, TableSchema& schema,
                                        Diagnostics& diagnostics) {
  return HeadingLine(shown, headings, schema, diagnostics).read(may_lack);
}

}  // namespace zhaoshang
