// Words of cells that the programme itself reads; all others are the county's own.
#pragma once

namespace zhaoshang {

/// 方式 of an adjustment: the amount is put in the measure's place, or added to it.
inline constexpr const char* kSettledAt = "核定为";
inline constexpr const char* kChangedBy = "增减";

/// 类别 of a holiday: a day off, or a day worked in place of another.
inline constexpr const char* kDayOff = "放假";
inline constexpr const char* kDayWorked = "上班";

}  // namespace zhaoshang
