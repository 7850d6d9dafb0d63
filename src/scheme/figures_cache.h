// What Figures keeps between questions. Private to scheme/figures*.cc.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "scheme/figures.h"

namespace zhaoshang {

/// The rows of a table by id: one, or several stints in the order of their first days.
class KeyIndex {
 public:
  struct Stint {
    std::uint32_t row = kNoRow;
    std::optional<Date> from, to;
  };

  KeyIndex() = default;
  KeyIndex(const TableSchema& schema, const TableRows& rows);

  bool has_stints() const { return has_stints_; }
  /// The stints of an id; empty: no row has it.
  std::span<const Stint> stints(std::string_view id) const;
  /// The row of an id: of several stints the one that holds the day, without a day the latest.
  /// kNoRow: none.
  std::uint32_t find(std::string_view id, std::optional<Date> day) const;

 private:
  bool has_stints_ = false;
  std::shared_ptr<const Dictionary> ids_;  // of the key column
  std::vector<std::uint32_t> starts_;      // in stints_, by code; one more than codes
  std::vector<Stint> stints_;
};

struct Figures::Cache {
  /// Made when first asked for.
  const KeyIndex& key_index(const Figures& figures, std::uint32_t table);
  const std::vector<std::uint32_t>& followed_step(const Figures& figures, std::uint32_t from,
                                                  const Step& step);

  std::vector<TableRows> rows;
  std::vector<bool> has_rows;  // false: they are made, or read, when they are asked for
  std::optional<std::uint32_t> to_complete;  // credits, until they are asked for
  std::vector<std::vector<std::string>> files;
  struct Streamed {
    TableInput::Stream stream;
    TableInput::Scan scan;
    TableInput::Hold hold;
  };
  std::map<std::uint32_t, Streamed> streams;
  std::map<std::uint32_t, std::unique_ptr<TableRows>> kept;  // streams of a single batch
  std::map<std::uint32_t, KeyIndex> keys;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, std::vector<std::uint32_t>>
      followed;
  std::vector<std::optional<Column>> targets;
  std::vector<std::optional<AssessmentResult>> assessments;
  std::vector<std::optional<Value>> parameters;
  std::vector<std::vector<std::string>> groups;  // of units; empty: not worked out yet
  std::vector<ExcessCredit> excess_credits;
  std::vector<MadeCredit> made_credits;  // the last rows of credits
};

/// From the rows of a table along a path of references to the rows it ends at. Of one thread: what
/// it has looked up of the first step it keeps for the next batch of the same table.
class PathFollower {
 public:
  PathFollower(const Figures& figures, Figures::Cache& cache, const std::vector<Step>& path);
  /// The row each row of `child` leads to; kNoRow: to none.
  const std::vector<std::uint32_t>& follow(const TableRows& child);

 private:
  void first_step(const TableRows& child);
  void by_code(const TableRows& child, const Column::Texts& texts);
  void by_code_and_day(const Column::Texts& texts, const std::vector<std::int64_t>& days);
  void look_up(const Dictionary& dictionary);
  void held_step(const std::vector<std::uint32_t>& next);
  void span_step(const TableRows& child, std::uint32_t date_column, const GrainRows& grain);

  struct Next {
    const std::vector<std::uint32_t>* held = nullptr;  // of every row of the table before
    const GrainRows* grain = nullptr;                  // by the date of the child's row
    std::uint32_t date_column = 0;
  };

  const std::vector<Step>& path_;
  const KeyIndex* index_ = nullptr;
  bool leads_to_county_ = false;
  std::vector<Next> next_;
  std::vector<std::uint32_t> at_;
  /// What a text is the id of.
  struct Named {
    std::uint32_t row = kNoRow;  // the latest
    // The days of its only stint.
    std::int32_t first = 0;
    std::int32_t last = 0;
    bool has_several = false;
  };
  const Dictionary* dictionary_ = nullptr;
  std::vector<Named> named_;  // by the codes of that dictionary
};

/// The day an event counts for: a date itself, a period's last day.
std::optional<Date> event_day(const Value& value);
/// The days of a period, where both ends are known.
std::optional<DateSpan> span_of(const Value& value);
/// A span as a FEEL range, both ends in.
Value range_value(DateSpan span);

/// Figures with one batch of a streamed table in place of its rows. Where several threads have a
/// batch each, `shared` lets one at a time ask the figures, which work things out when they are
/// asked.
class BatchData : public Data {
 public:
  BatchData(const Figures& figures, TableRows& rows, std::recursive_mutex* shared = nullptr)
      : figures_(figures), rows_(rows), shared_(shared) {
    watch(figures.watcher());
  }
  Column field(std::uint32_t table, std::uint32_t field) const override;
  std::size_t row_count(std::uint32_t table) const override;
  Value global(std::uint32_t global, std::optional<Date> at) const override;
  Value call(std::uint32_t function, std::span<const Value> arguments,
             std::optional<RowRef> row) const override;

 private:
  std::unique_lock<std::recursive_mutex> lock() const {
    return shared_ == nullptr ? std::unique_lock<std::recursive_mutex>()
                              : std::unique_lock(*shared_);
  }

  const Figures& figures_;
  TableRows& rows_;
  std::recursive_mutex* shared_;
};

}  // namespace zhaoshang
