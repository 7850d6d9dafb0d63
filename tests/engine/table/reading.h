// Reading CSV texts in tests: no disk, everything that came of it in one struct.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/csv_reader.h"
#include "engine/value/value.h"

namespace zhaoshang {

struct Reading {
  Batch batch;
  TableSchema schema;
  std::vector<std::string> absent;
  std::vector<RejectedRow> rejected;
  ReadCounts counts;
  bool unusable = false;
  std::vector<Diagnostic> faults;

  /// The cell as a FEEL literal.
  std::string cell(std::size_t row, const std::string& column) const {
    const auto index = schema.index(column);
    return index ? to_feel(batch.columns[*index].at(row)) : "no such column";
  }
  /// "slug line:column" of every fault, in order.
  std::vector<std::string> places() const {
    std::vector<std::string> all;
    for (const Diagnostic& each : faults) {
      all.push_back(each.slug + " " + std::to_string(each.place.line) + ":" +
                    std::to_string(each.place.column));
    }
    return all;
  }
};

inline Reading read_texts(const TableSchema& schema, const std::vector<std::string>& texts,
                          const CsvOptions& options = {}) {
  std::vector<CsvFile> files;
  for (const std::string& text : texts) {
    files.push_back({"", "t" + std::to_string(files.size() + 1) + ".csv", text});
  }
  Diagnostics diagnostics;
  CsvReader reader(schema, files, diagnostics, options);
  Reading made;
  made.batch = reader.read_all();
  made.schema = reader.schema();
  made.absent = reader.absent();
  made.rejected = reader.rejected();
  made.counts = reader.counts();
  made.unusable = reader.unusable();
  made.faults = diagnostics.sorted();
  return made;
}

inline Reading read_text(const TableSchema& schema, const std::string& text) {
  return read_texts(schema, {text});
}

inline ColumnSchema column_of(std::string name, CellKind kind,
                              std::vector<std::string> headings = {}) {
  ColumnSchema made;
  made.name = std::move(name);
  made.kind = kind;
  made.headings = std::move(headings);
  return made;
}

inline ColumnSchema measured_column(std::string name, CellKind kind, const char* unit,
                                    std::vector<std::string> headings = {}) {
  ColumnSchema made = column_of(std::move(name), kind, std::move(headings));
  made.measure = measure_of(unit).value();
  return made;
}

inline TableSchema table_of(std::vector<ColumnSchema> columns) {
  TableSchema made;
  made.name = "t";
  made.title = "表";
  made.columns = std::move(columns);
  return made;
}

using Strings = std::vector<std::string>;

}  // namespace zhaoshang
