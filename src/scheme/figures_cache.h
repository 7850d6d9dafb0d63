// What Figures keeps between questions. Private to scheme/figures*.cc.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "scheme/figures.h"

namespace zhaoshang {

/// The rows of a table by id: one, or several stints in the order of their first days.
struct KeyIndex {
  struct Stint {
    std::uint32_t row;
    std::optional<Date> from, to;
  };
  bool has_stints = false;
  std::unordered_map<std::string, std::vector<Stint>> rows;

  /// The row of an id: of several stints the one that holds the day, without a day the latest.
  /// kNoRow: none.
  std::uint32_t find(const std::string& id, std::optional<Date> day) const;
};

struct Figures::Cache {
  /// Made when first asked for.
  const KeyIndex& key_index(const Plan& plan, std::uint32_t table);

  std::vector<TableRows> rows;
  std::vector<bool> built;  // of grain tables
  std::vector<std::vector<std::string>> files;
  std::map<std::uint32_t, std::function<void(const std::function<void(const Batch&)>&)>> streams;
  std::map<std::uint32_t, std::unique_ptr<TableRows>> kept;  // streams of a single batch
  std::map<std::uint32_t, KeyIndex> keys;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, std::vector<std::uint32_t>>
      followed;
  std::vector<std::optional<Column>> targets;
  std::vector<std::optional<AssessmentResult>> assessments;
  std::vector<std::optional<Value>> parameters;
  std::vector<std::vector<std::string>> groups;  // of units; empty: not worked out yet
  std::vector<ExcessCredit> excess_credits;
};

/// The day an event counts for: a date itself, a period's last day.
std::optional<Date> event_day(const Value& value);
/// The days of a period, where both ends are known.
std::optional<DateSpan> span_of(const Value& value);
/// A span as a FEEL range, both ends in.
Value range_value(DateSpan span);

/// Figures with one batch of a streamed table in place of its rows.
class BatchData : public Data {
 public:
  BatchData(const Figures& figures, TableRows& rows) : figures_(figures), rows_(rows) {
    watch(figures.watcher());
  }
  Column field(std::uint32_t table, std::uint32_t field) const override;
  std::size_t row_count(std::uint32_t table) const override;
  Value global(std::uint32_t global, std::optional<Date> at) const override {
    return figures_.global(global, at);
  }
  Value call(std::uint32_t function, std::span<const Value> arguments,
             std::optional<RowRef> row) const override {
    return figures_.call(function, arguments, row);
  }

 private:
  const Figures& figures_;
  TableRows& rows_;
};

}  // namespace zhaoshang
