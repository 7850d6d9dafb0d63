// The frames in which an award's own expressions run. In: rows of its table and the day each is
// due. Out: a frame of those rows with the local `due` around them, as AwardPlan says.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/expr/evaluator.h"

namespace zhaoshang {

class AwardFrame {
 public:
  /// `due`: a date or null for each row.
  AwardFrame(std::uint32_t table, std::vector<std::uint32_t> rows, Column due)
      : rows_(Frame::of_rows(table, std::move(rows))) {
    frame_.outer = &rows_;
    frame_.size = rows_.size;
    frame_.locals.push_back(std::move(due));
  }
  AwardFrame(std::uint32_t table, std::uint32_t row, std::optional<Date> due)
      : AwardFrame(table, {row},
                   Column::constant(due ? Value(*due) : Value(), TypeKind::kDate, 1)) {}
  AwardFrame(const AwardFrame&) = delete;
  AwardFrame& operator=(const AwardFrame&) = delete;

  const Frame& frame() const { return frame_; }

 private:
  Frame rows_, frame_;
};

}  // namespace zhaoshang
