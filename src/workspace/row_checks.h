// Whether rows can be used beside the others: no key twice, no reference to nothing, no overlapping
// stints. In: typed rows, and the ids that other tables have. Out: the rows that may be used; the
// others are rejected at the reader, each with its diagnostic. What a cell alone can get wrong is
// the reader's affair.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/csv_reader.h"
#include "engine/table/schema.h"
#include "workspace/day_sets.h"

namespace zhaoshang {

/// The ids that stand in a table, for references to it.
struct KnownIds {
  std::string title;                      // 项目
  std::shared_ptr<const Dictionary> ids;  // in the order of their rows; null: none

  bool contains(std::string_view id) const { return ids != nullptr && ids->find(id) != kNoRow; }
  /// For "did you mean".
  std::vector<std::string> in_order() const {
    std::vector<std::string> all;
    for (std::uint32_t code = 0; ids != nullptr && code < ids->size(); ++code)
      all.push_back(ids->text(code));
    return all;
  }
};
using IdsByTable = std::map<std::string, KnownIds, std::less<>>;

/// Whether the rows of a stream are told apart by an id and a day: bits, not texts, tell what was
/// there.
bool is_keyed_by_day(const TableSchema& schema);

/// Reads a table once more: calls the consumer for every batch.
using ReadAgain = std::function<void(const std::function<void(const Batch&)>&)>;

/// Checks the rows of one table, which come in one batch or, of a stream, in several.
class RowChecks {
 public:
  RowChecks(const TableSchema& schema, const IdsByTable& ids, Diagnostics& diagnostics);

  /// The rows of a batch that may be used, ascending. `is_whole`: it is all that there are.
  std::vector<std::uint32_t> usable(const Batch& batch, CsvReader& reader, bool is_whole = false);
  /// Whether all rows of a batch may be used, keys and stints left aside: they are not of a batch
  /// alone. Nothing is rejected or reported.
  bool all_usable(const Batch& batch);
  /// To be called after the last batch: says of each second row of a stream where the first one
  /// stands.
  void finish(const CsvReader& reader, const ReadAgain& read_again);

 private:
  /// A row of the files.
  struct Line {
    std::uint16_t file = 0;
    std::uint32_t line = 0;
  };
  /// A column that names rows of other tables.
  struct IdColumn {
    std::size_t id = 0;
    std::optional<std::size_t> kind;    // which says the table
    std::string table;                  // where no column does
    std::vector<std::uint8_t> by_code;  // what is known of a text: kNotLookedUp, kKnown, kUnknown
  };
  /// A second row of a key that is an id and a day.
  struct SecondRow {
    Line at;
    std::string id;
    std::int64_t day = 0;
  };

  void check_spans();
  void check_keys();
  void check_days();
  void check_references();
  void check_subject(const IdColumn& column, std::uint32_t row);
  void check_stints();
  void check_ids(IdColumn& column, const KnownIds& known);
  void reject_unknown(const IdColumn& column, const KnownIds& known, std::uint32_t row);
  /// Whether no part of the key is missing.
  bool names_key(const Batch& batch, std::uint32_t row) const;
  std::string key_of(std::uint32_t row) const;
  Line line_of(std::uint32_t row) const { return {batch_->file_of[row], batch_->lines[row]}; }
  /// As the row's file has it.
  std::string heading_of(std::uint32_t row, std::size_t column) const {
    return reader_->heading(batch_->file_of[row], column);
  }
  Place place_of(Line line, std::size_t column) const {
    return reader_->place(line.file, line.line, column);
  }
  /// Sets a row aside. `fault` makes its diagnostic.
  void reject(std::uint32_t row, std::size_t column,
              const std::function<Diagnostic(const Place&)>& fault);

  const TableSchema& schema_;
  const IdsByTable& ids_;
  Diagnostics& diagnostics_;
  std::vector<std::size_t> key_;  // columns
  bool is_key_by_day_ = false;
  std::optional<std::size_t> from_, to_;
  std::vector<IdColumn> id_columns_;
  DaySets days_;
  std::unordered_map<std::string, Line> line_of_key_;
  std::vector<SecondRow> second_rows_;
  std::size_t described_ = 0;
  std::size_t undescribed_ = 0;
  // Of the batch at hand.
  const Batch* batch_ = nullptr;
  CsvReader* reader_ = nullptr;  // null: faults are looked for, and not described
  bool has_faults_ = false;
  std::vector<bool> is_faulty_;
};

}  // namespace zhaoshang
