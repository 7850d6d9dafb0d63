// The rows of a table of the calendar: one per subject and span of its grain. In: the spans, and
// subject after subject with the days that it is there. Out: each row's subject and days, and the
// row that holds a day. Eight bytes a row: a county has millions of team-days.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/table/cells.h"
#include "engine/table/column.h"

namespace zhaoshang {

/// A span of a grain.
struct NamedSpan {
  DateSpan span;
  std::string label;  // of a phase
};

class GrainRows {
 public:
  GrainRows() = default;
  /// `subjects`: how many there will be.
  GrainRows(std::vector<NamedSpan> spans, std::size_t subjects);
  /// The rows of the next subject: the spans that meet its days.
  void add_subject(DateSpan life);

  std::uint32_t size() const { return static_cast<std::uint32_t>(span_of_.size()); }
  std::uint32_t subject(std::uint32_t row) const { return subject_of_[row]; }
  const std::vector<std::uint32_t>& subjects() const { return subject_of_; }
  /// The days of a row, cut to those that its subject is there.
  DateSpan span(std::uint32_t row) const {
    return cut(spans_[span_of_[row]].span, lives_[subject_of_[row]]);
  }
  /// Which span of the grain a row is about, from 0.
  std::uint32_t span_number(std::uint32_t row) const { return span_of_[row]; }
  /// The days of a row, uncut.
  DateSpan whole(std::uint32_t row) const { return spans_[span_of_[row]].span; }
  const std::string& label(std::uint32_t row) const { return spans_[span_of_[row]].label; }
  /// The rows of subject s are [starts()[s], starts()[s + 1]).
  const std::vector<std::uint32_t>& starts() const { return starts_; }
  /// Whether the rows of a subject follow one another in time without overlapping.
  bool is_ordered() const { return !by_day_.empty(); }
  /// The row of a subject that holds a day; kNoRow: none.
  std::uint32_t find(std::uint32_t subject, std::int64_t day) const;
  /// Asks for what find() will look at.
  void prefetch(std::uint32_t subject) const { __builtin_prefetch(&places_[subject]); }

 private:
  /// What find() needs of a subject, in one cache line.
  struct Place {
    std::int32_t first_day, last_day;
    std::uint32_t first_row, first_span;
  };
  static DateSpan cut(DateSpan span, DateSpan life) {
    return {std::max(span.first, life.first), std::min(span.last, life.last)};
  }

  std::vector<NamedSpan> spans_;
  // The span that holds a day, from the first day of all on; empty: spans overlap, or are in
  // another order than their days.
  std::vector<std::uint32_t> by_day_;
  std::int64_t first_day_ = 0;
  std::vector<DateSpan> lives_;  // of subjects
  std::vector<Place> places_;    // of subjects
  std::vector<std::uint32_t> starts_{0};
  std::vector<std::uint32_t> subject_of_;
  std::vector<std::uint32_t> span_of_;
};

}  // namespace zhaoshang
