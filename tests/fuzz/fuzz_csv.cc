// CSV bytes to batches: the plain reader and the scan over several threads come to the same rows,
// and texts that are written are read as they were.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "engine/table/csv_reader.h"
#include "engine/table/csv_writer.h"
#include "engine/table/table_scan.h"
#include "fuzz/target.h"

namespace zhaoshang {
namespace {

using Rows = std::vector<std::string>;  // as FEEL

ColumnSchema column_of(std::string name, CellKind kind) {
  ColumnSchema column;
  column.name = std::move(name);
  column.kind = kind;
  return column;
}

/// A column of each kind. An id must be there, a number has a default, the rest may be unknown.
TableSchema schema_of_all_kinds() {
  TableSchema table;
  table.name = "t";
  table.title = "表";
  table.columns = {column_of("id", CellKind::kId),           column_of("on", CellKind::kDate),
                   column_of("yes", CellKind::kBoolean),     column_of("number", CellKind::kNumber),
                   column_of("count", CellKind::kInteger),   column_of("paid", CellKind::kMoney),
                   column_of("area", CellKind::kQuantity),   column_of("period", CellKind::kPeriod),
                   column_of("month", CellKind::kMonth),     column_of("grade", CellKind::kScale),
                   column_of("list", CellKind::kTextList),   column_of("text", CellKind::kText),
                   column_of("word", CellKind::kText),       column_of("amount", CellKind::kAmount),
                   column_of("citizen", CellKind::kIdentity)};
  table.columns[0].missing = Missing::kFault;
  table.columns[0].headings = {"编号"};
  table.columns[4].missing = Missing::kDefault;
  table.columns[4].missing_value = Decimal(7);
  table.columns[5].measure = *measure_of("万元");
  table.columns[6].measure = *measure_of("亩");
  table.columns[9].scale = std::make_shared<const std::vector<std::string>>(
      std::vector<std::string>{"科员", "副科级", "正科级"});
  table.columns[12].values = {"在岗", "请假"};
  table.columns[14].is_private = true;
  return table;
}

std::string row_text(const std::vector<Column>& columns, std::size_t count, std::size_t row) {
  std::string text;
  for (std::size_t k = 0; k < count; ++k) text += to_feel(columns[k].at(row)) + '|';
  return text;
}

struct Scanned {
  ScanEnd end = ScanEnd::kNotPlain;
  Rows rows;
};

Scanned scanned(const TableSchema& schema, const std::vector<CsvFile>& files, ScanOptions options) {
  TableScan scan(schema, files, options);
  Scanned made;
  if (!scan.is_plain()) return made;
  std::vector<Rows> by_part(scan.parts());
  made.end = scan.run([&](const ScanBatch& batch) {
    for (std::size_t row = 0; row < batch.rows.rows; ++row)
      by_part[batch.part].push_back(row_text(batch.rows.columns, schema.columns.size(), row));
    return true;
  });
  for (const Rows& part : by_part) made.rows.insert(made.rows.end(), part.begin(), part.end());
  return made;
}

/// Parts and blocks of a few bytes, so that records lie across them.
void scan_agrees(const TableSchema& schema, std::string_view bytes, const Rows& rows,
                 bool without_fault) {
  const MemoryFile file(bytes);
  const std::vector<CsvFile> files{{file.path(), "t.csv", std::nullopt}};
  ScanOptions options;
  options.wanted.assign(schema.columns.size(), true);
  options.may_lack_columns = true;
  for (const unsigned threads : {1U, 2U}) {
    options.threads = threads;
    options.in_one_part = false;
    options.sizes = {16 + bytes.size() % 97, 16 + bytes.size() % 61};
    Scanned found = scanned(schema, files, options);
    if (found.end == ScanEnd::kCutWithinQuotes) {
      options.in_one_part = true;
      found = scanned(schema, files, options);
    }
    require(without_fault == (found.end == ScanEnd::kDone), "what is plain is scanned, no more");
    if (without_fault) require(found.rows == rows, "a scan has the rows of the reader");
  }
}

/// Two columns, so that an empty text is a cell and no empty line.
void write_and_read(const std::vector<std::string>& texts) {
  std::string written;
  CsvWriter writer(written);
  writer.plain("id");
  writer.plain("text");
  writer.end_record();
  for (const std::string& text : texts) {
    writer.plain("A");
    writer.text(text);
    writer.end_record();
  }
  TableSchema schema;
  schema.name = "t";
  schema.columns = {column_of("id", CellKind::kId), column_of("text", CellKind::kText)};
  Diagnostics diagnostics;
  CsvReader reader(schema, {{{}, "w.csv", written}}, diagnostics);
  const Batch batch = reader.read_all();
  require(diagnostics.empty() && batch.rows == texts.size(), "all that is written is read");
  for (std::size_t row = 0; row < texts.size(); ++row)
    require(batch.columns[1].at(row).text() == texts[row], "a text that is written is read");
}

}  // namespace

void fuzz_csv(std::string_view bytes) {
  const TableSchema schema = schema_of_all_kinds();
  CsvOptions options;
  options.may_lack_columns = true;
  options.batch_rows = 5;
  std::string observed;
  options.observe = [&](std::size_t, std::string_view some) { observed += some; };
  Diagnostics diagnostics;
  CsvReader reader(schema, {{{}, "t.csv", std::string(bytes)}}, diagnostics, options);
  Rows rows;
  std::vector<std::string> texts;
  Batch batch;
  while (reader.next(batch)) {
    for (std::size_t row = 0; row < batch.rows; ++row) {
      rows.push_back(row_text(batch.columns, schema.columns.size(), row));
      for (const std::size_t column : {std::size_t{0}, std::size_t{11}}) {
        const Value cell = batch.columns[column].at(row);
        if (!cell.is_null()) texts.push_back(cell.text());
      }
    }
  }
  render(diagnostics, {});
  require(observed == bytes, "every byte is seen once");
  require(reader.counts().used + reader.counts().rejected == reader.counts().read,
          "rows are used or rejected");
  require(reader.counts().used == rows.size() || reader.unusable(), "rows that are used are had");
  scan_agrees(schema, bytes, rows, diagnostics.empty() && !reader.unusable());
  write_and_read(texts);
}

}  // namespace zhaoshang
