// The rows of the two tables of attendance. In: figures on member_months and team_months; those
// that a scheme does not have leave their cells empty. Out: report tables.
#pragma once

#include <cstdint>
#include <map>

#include "engine/report/table.h"
#include "scheme/figures.h"
#include "scheme/settlement.h"

namespace zhaoshang {

/// The table whose figures attendance.csv shows.
inline constexpr std::string_view kMemberMonths = "member_months";

/// What was granted as stipends to rows of member_months, in 元.
using StipendsByMonth = std::map<std::uint32_t, Decimal>;
StipendsByMonth stipends_by_month(const Figures& figures, const Settlement& settlement);

ReportTable member_months_table(const Figures& figures, StipendsByMonth stipends);
ReportTable team_months_table(const Figures& figures);

}  // namespace zhaoshang
