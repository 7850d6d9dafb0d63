#include "scheme/grain_rows.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace zhaoshang {

GrainRows::GrainRows(std::vector<NamedSpan> spans, std::size_t subjects)
    : spans_(std::move(spans)) {
  lives_.reserve(subjects);
  places_.reserve(subjects);
  starts_.reserve(subjects + 1);
  subject_of_.reserve(subjects * spans_.size());
  span_of_.reserve(subjects * spans_.size());
  const auto overlaps = std::adjacent_find(spans_.begin(), spans_.end(),
                                           [](const NamedSpan& before, const NamedSpan& after) {
                                             return after.span.first <= before.span.last;
                                           });
  if (spans_.empty() || overlaps != spans_.end()) return;
  first_day_ = spans_.front().span.first.days();
  by_day_.assign(static_cast<std::size_t>(spans_.back().span.last.days() - first_day_ + 1), kNoRow);
  for (std::uint32_t span = 0; span < spans_.size(); ++span) {
    const auto first = by_day_.begin() + (spans_[span].span.first.days() - first_day_);
    const auto last = by_day_.begin() + (spans_[span].span.last.days() - first_day_);
    std::fill(first, last + 1, span);
  }
}

void GrainRows::add_subject(DateSpan life) {
  const auto subject = static_cast<std::uint32_t>(lives_.size());
  lives_.push_back(life);
  const std::uint32_t first_row = size();
  for (std::uint32_t span = 0; span < spans_.size(); ++span) {
    const DateSpan days = cut(spans_[span].span, life);
    if (days.first > days.last) continue;
    subject_of_.push_back(subject);
    span_of_.push_back(span);
  }
  starts_.push_back(size());
  const auto in_range = [](Date day) {
    using Days = std::numeric_limits<std::int32_t>;
    return static_cast<std::int32_t>(
        std::clamp<std::int64_t>(day.days(), Days::min(), Days::max()));
  };
  places_.push_back({in_range(life.first), in_range(life.last), first_row,
                     first_row == size() ? 0 : span_of_[first_row]});
}

std::uint32_t GrainRows::find(std::uint32_t subject, std::int64_t day) const {
  const Place& place = places_[subject];
  if (day < place.first_day || day > place.last_day) return kNoRow;
  if (!by_day_.empty()) {
    const std::int64_t since_first = day - first_day_;
    if (since_first < 0 || since_first >= static_cast<std::int64_t>(by_day_.size())) return kNoRow;
    const std::uint32_t span = by_day_[static_cast<std::size_t>(since_first)];
    // Spans follow one another, so do those that a subject is there in.
    return span == kNoRow ? kNoRow : place.first_row + (span - place.first_span);
  }
  for (std::uint32_t row = place.first_row; row < starts_[subject + 1]; ++row) {
    const DateSpan days = span(row);
    if (days.first.days() <= day && day <= days.last.days()) return row;
  }
  return kNoRow;
}

}  // namespace zhaoshang
