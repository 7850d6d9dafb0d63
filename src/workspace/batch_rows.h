// Some of the rows of a batch.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/table/csv_reader.h"

namespace zhaoshang {

/// The rows at the given positions, in that order, with their places.
inline Batch rows_of(const Batch& batch, const std::vector<std::uint32_t>& rows) {
  Batch part;
  part.rows = rows.size();
  for (const Column& column : batch.columns) part.columns.push_back(column.gather(rows));
  for (const std::uint32_t row : rows) {
    part.lines.push_back(batch.lines[row]);
    part.file_of.push_back(batch.file_of[row]);
  }
  return part;
}

}  // namespace zhaoshang
