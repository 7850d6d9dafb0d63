// CSV in (RFC 4180, plus what offices send). In: files and a schema. Out: batches of typed columns;
// faulty rows are set aside with their reason. io::LineReader of fast-cpp-csv-parser splits the
// lines; quotes, encodings and cells are ours.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/cells.h"
#include "engine/table/column.h"
#include "engine/table/schema.h"

namespace zhaoshang {

struct FileLayout;

/// A file of a table.
struct CsvFile {
  std::string path;                 // from the current folder; empty: not on a disk
  std::string shown;                // in sources: relative to the workspace
  std::optional<std::string> text;  // its bytes, where they are not on a disk

  /// In messages: as it can be opened from here.
  const std::string& name() const { return path.empty() ? shown : path; }
};

/// Sees the bytes of a file as they are read, once and in order (for a checksum).
using ByteObserver = std::function<void(std::string_view bytes)>;

/// Rows with their places. Row i stands at line lines[i] of files[file_of[i]].
struct Batch {
  std::size_t rows = 0;
  std::vector<Column> columns;         // as the reader's schema() has them
  std::vector<std::uint32_t> lines;    // first physical line of the record
  std::vector<std::uint16_t> file_of;  // index of the CsvFile
};

/// A row that could not be used, for `--reject`.
struct RejectedRow {
  std::size_t file = 0;
  std::size_t line = 0;
  std::string record;  // as written
  std::string slugs;   // why, joined by `;`
};

/// Counts for the receipt.
struct ReadCounts {
  std::uint64_t read = 0;
  std::uint64_t used = 0;
  std::uint64_t rejected = 0;
};

struct CsvOptions {
  std::size_t batch_rows = 65'536;
  YearStart year_starts;          // of periods in cells
  bool may_lack_columns = false;  // those that every row must have as well: worked examples
  /// Whether cells under a heading are struck out of messages; null: of none.
  bool (*is_private)(std::string_view heading) = nullptr;
  /// Called with the index of a file and some of its bytes.
  std::function<void(std::size_t file, std::string_view bytes)> observe;
};

/// Reads the files of one table one after the other. Columns that the schema lacks are kept as text
/// under their heading (schema() lists them after the declared ones); declared columns that no file
/// has are all null and named by absent().
class CsvReader {
 public:
  CsvReader(TableSchema schema, std::vector<CsvFile> files, Diagnostics& diagnostics,
            const CsvOptions& options = {});
  ~CsvReader();
  CsvReader(CsvReader&&) noexcept;

  /// The headings of a file that could be read.
  const FileLayout& layout(std::size_t file) const;
  /// The schema in force: declared columns, then the unknown ones of all files.
  const TableSchema& schema() const;
  /// Declared columns that no file has.
  std::vector<std::string> absent() const;
  /// The next rows of all files; false at the end. Text columns of one reader share their
  /// dictionaries over all batches.
  bool next(Batch& batch);
  /// All remaining rows as one batch.
  Batch read_all();
  /// Starts again after the end: the same rows with the same codes, without looking at whole files
  /// once more. Nothing is counted, reported or observed a second time.
  void rewind();

  const std::vector<CsvFile>& files() const;
  const ReadCounts& counts() const;
  /// In the order of files and lines.
  std::vector<RejectedRow> rejected() const;
  /// Rejects a row of a batch after the fact (duplicate key, reference to nothing): counted, kept
  /// for --reject.
  void reject(std::size_t file, std::size_t line, const std::string& slug);
  /// Where a cell of a row stands, for such a rejection: the heading's column, as the reader's
  /// schema() has it. Large files give the line alone, without its text.
  Place place(std::size_t file, std::size_t line, std::size_t column) const;
  /// What the file calls a column of schema(); of one that it lacks the name that it could have.
  std::string heading(std::size_t file, std::size_t column) const;
  /// Whether a file has a fault that no row can carry (encoding, headings, an unclosed quote):
  /// setting rows aside does not help then.
  bool unusable() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace zhaoshang
