// Large CSV files over several threads. In: files of a table and the columns that are wanted. Out:
// batches of typed columns without places, in no order between parts. Takes only what is plain: the
// least fault, warning or other encoding than UTF-8, and the scan gives up, so that CsvReader, the
// reference, reads the files and says what is wrong.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/csv_reader.h"
#include "engine/table/headings.h"

namespace zhaoshang {

/// In bytes.
struct ScanSizes {
  std::size_t least_part = std::size_t{4} << 20U;
  std::size_t block = std::size_t{256} << 10U;
};

struct ScanOptions {
  std::vector<bool> wanted;  // columns of the schema; the others are looked at for faults alone
  YearStart year_starts;
  bool may_lack_columns = false;
  unsigned threads = 1;
  bool in_one_part = false;  // each file
  /// A column of ids that is not wanted, only known to ascend from the first row to the last.
  std::optional<std::size_t> ascending;
  ScanSizes sizes;
  /// Called with the index of a file and its bytes, each once and in order, by one thread; all of
  /// them, even if the scan gives up.
  std::function<void(std::size_t file, std::string_view bytes)> observe;
};

/// Some rows of a part of a file.
struct ScanBatch {
  unsigned worker = 0;   // of as many as the scan has threads: a part is read by one
  std::size_t part = 0;  // parts follow one another as their rows do in the files
  /// Without places. Columns that are not wanted are null. Texts have codes of their worker.
  Batch rows;
};

enum class ScanEnd : std::uint8_t {
  kDone,
  kNotPlain,         // for CsvReader; so, too, if `visit` answered false
  kNotAscending,     // the column that should
  kCutWithinQuotes,  // a part may begin within a record of several lines: to be scanned in one part
};

/// One scan of all files of a table.
class TableScan {
 public:
  /// Looks at the headings of each file.
  TableScan(const TableSchema& schema, const std::vector<CsvFile>& files, ScanOptions options);

  /// Whether the files can be scanned, as far as their headings tell.
  bool is_plain() const { return is_plain_; }
  std::size_t parts() const { return parts_.size(); }
  unsigned workers() const;
  /// Declared columns that no file has.
  std::vector<std::string> absent() const;
  /// Calls `visit` for every batch, from as many threads as there are workers; what it throws is
  /// thrown here. Unless all is done, what was seen is not to be used.
  ScanEnd run(const std::function<bool(const ScanBatch&)>& visit);
  /// Rows of each file, once they have been read.
  const std::vector<std::uint64_t>& rows() const { return rows_; }

 private:
  struct File {
    FileLayout layout;
    std::size_t rows_at = 0;  // the byte where its rows begin
    std::size_t size = 0;
    std::vector<std::size_t> absent;  // columns of the schema
  };
  struct Part {
    std::size_t file = 0;
    std::size_t begin = 0;  // bytes
    std::size_t end = 0;
    std::string first_id = {};  // of the ascending column
    std::string last_id = {};
  };
  class Worker;

  bool open(std::size_t file);
  void divide(std::size_t file);
  void work(unsigned worker, const std::function<bool(const ScanBatch&)>& visit);
  void give_up(ScanEnd why);
  void observe_all();
  bool parts_ascend() const;

  TableSchema schema_;
  std::vector<CsvFile> csv_files_;
  ScanOptions options_;
  bool is_plain_ = true;
  std::vector<File> files_;
  std::vector<Part> parts_;
  std::vector<std::uint64_t> rows_;
  std::vector<std::vector<std::uint64_t>> rows_by_worker_;
  std::atomic<std::size_t> next_part_ = 0;
  std::atomic<bool> has_quotes_ = false;
  std::atomic<ScanEnd> end_ = ScanEnd::kDone;
};

}  // namespace zhaoshang
