// The input tables of a run. In: a plan's schemas and the files of each table. Out: TableInput for
// Figures: held rows that have been checked, and streams that check themselves on their first pass.
// Faulty rows are set aside and reported; who asks stops.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/file_stamp.h"
#include "engine/table/csv_reader.h"
#include "scheme/figures.h"
#include "scheme/findings.h"
#include "scheme/plan.h"
#include "workspace/row_checks.h"
#include "workspace/scan_keys.h"
#include "workspace/streams.h"
#include "workspace/unit_slips.h"

namespace zhaoshang {

/// What was read of one file, for receipts and `--reject`.
struct FileReading {
  std::string table;
  CsvFile file;
  ReadCounts counts;
  std::vector<RejectedRow> rejected;
};

struct InputOptions {
  /// Worked examples give the columns they speak of and no others.
  bool may_lack_columns = false;
  Language language = Language::kChinese;  // of findings
  bool show_private = false;               // in messages: identity numbers and the like
  /// Streamed tables of at least so many bytes are read by several threads where they can be.
  std::uint64_t scanned_from = kLargeTable;
  ScanSizes scan_sizes = {};
  /// Sees the bytes of every file once, in order, as they are read.
  std::function<void(const CsvFile& file, std::string_view bytes)> observe;
};

/// Reads and checks. Must outlive the Figures that its streams feed.
class InputTables {
 public:
  InputTables(const Plan& plan, FilesByTable files, Diagnostics& diagnostics,
              InputOptions options = {});
  InputTables(const InputTables&) = delete;
  ~InputTables();

  /// To be taken once.
  std::map<std::string, TableInput, std::less<>> take() { return std::move(inputs_); }
  /// Files that have been read so far: a stream that no rule needs is never opened.
  const std::vector<FileReading>& readings() const { return readings_; }
  /// Rows set aside that a rule of the scheme leaves out although nothing is wrong with them
  /// (foreign money).
  const std::vector<Finding>& findings() const { return findings_; }
  /// Throws SystemError where a file is not the one that it was when the run began: rows that were
  /// read at different times need not fit together, or be those of the receipt.
  void check_unchanged() const;
  /// A file that setting rows aside does not help.
  bool unusable() const { return is_unusable_; }

 private:
  struct Held;
  struct Stream;

  CsvReader open(const TableSchema& schema, const std::vector<CsvFile>& files,
                 Diagnostics& diagnostics, bool is_observed);
  void check_columns(const PlanTable& table, const CsvReader& reader);
  void read_held(std::uint32_t table, std::vector<CsvFile> files);
  void check_held();
  std::vector<OwnersAmounts> owners_of(const TableSchema& schema) const;
  void check_units() const;
  void check_rates();
  void add_stream(std::uint32_t table, std::vector<CsvFile> files);
  Batch hold(Stream& stream);
  void pass(Stream& stream, const std::function<void(const Batch&)>& consumer);
  bool scan(Stream& stream, const RowScan& asked);
  ScanEnd try_scan(Stream& stream, const RowScan& asked, ScanKeys::By by, bool in_one_part);
  static std::vector<bool> checked_columns(const TableSchema& schema);
  bool lacks_columns(const PlanTable& table, const std::vector<std::string>& absent);
  std::function<void(std::size_t, std::string_view)> observer_of(const std::vector<CsvFile>& files);
  void close(const std::string& table, const std::vector<CsvFile>& files, const CsvReader& reader,
             const std::vector<std::uint64_t>& used);

  const Plan& plan_;
  Diagnostics& diagnostics_;
  InputOptions options_;
  std::map<std::string, TableInput, std::less<>> inputs_;
  IdsByTable ids_;
  std::deque<Held> held_;
  std::deque<Stream> streams_;
  std::map<std::string, FileStamp> stamps_;  // of the files, by path, as the run began
  std::vector<FileReading> readings_;
  std::vector<Finding> findings_;
  bool is_unusable_ = false;
};

}  // namespace zhaoshang
