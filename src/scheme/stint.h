// 在册: a stint's place in time. In: its first and last day and the day of the run. Out: the word
// of roster.csv.
#pragma once

#include <string_view>

#include "engine/value/value.h"

namespace zhaoshang {

/// "upcoming", "ended" or "serving"; a day that is null bounds nothing.
std::string_view stint_status(const Value& from, const Value& to, Date as_of);

}  // namespace zhaoshang
