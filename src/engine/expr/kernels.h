// Typed kernels: comparisons and logic on whole columns where their stores allow, the same to the
// last row as the lifted operations of engine/value (a property test holds them equal). In:
// columns. Out: a column, or nothing where no kernel fits.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/table/column.h"
#include "engine/value/operations.h"

namespace zhaoshang {

/// Three-valued truth in a byte.
inline constexpr std::uint8_t kFalse = 0;
inline constexpr std::uint8_t kTrue = 1;
inline constexpr std::uint8_t kUndecided = 2;

/// The truth of each row; what is no boolean is unknown.
std::vector<std::uint8_t> truths_of(const Column& column);
/// Each truth or the other one, three-valued.
void or_truths(std::vector<std::uint8_t>& truths, const std::vector<std::uint8_t>& others);
/// Where a truth is kTrue, ascending.
std::vector<std::uint32_t> true_positions(const std::vector<std::uint8_t>& truths);
/// A boolean column of truths.
Column column_of(std::vector<std::uint8_t> truths);

/// `a op b` for =, !=, <, <=, >, >= over columns of dates, texts, numbers (of one measure) and
/// booleans.
std::optional<Column> compare_columns(Operator op, const Column& a, const Column& b);

/// A test of one argument that depends on the text alone, run once for each text of a column's
/// dictionary.
std::optional<Column> test_texts(const Column& texts,
                                 const std::function<Value(const Value&)>& test);

/// Whether each day lies in the span of its row; nullopt: not days and spans, or nulls among them.
std::optional<Column> test_spans(const Column& days, const Column& spans);

/// Whether each value lies in a range; nullopt: not values that compare_columns() has a way for.
std::optional<Column> test_range(const Column& column, const Range& range);

}  // namespace zhaoshang
