#include "scheme/prelude.h"

#include <array>

#include "engine/expr/parser.h"

namespace zhaoshang {

namespace {

constexpr std::array<PreludeFigure, 7> kFigures{{
    {"member_months", "days_resident", "驻点天数", "count(attendance[resident])", "attendance",
     "resident"},
    {"member_months", "met", "达标", "days_resident >= days_required", "member_months",
     "days_required"},
    {"team_days", "resident", "在岗人数", "count(attendance[resident])", "attendance", "resident"},
    {"team_months", "minimum_resident", "最少在岗人数", "min(days.resident)", "attendance",
     "resident"},
    {"team_months", "days_below", "不足天数", "count(days[resident < residents_required])",
     "team_days", "residents_required"},
    {"team_months", "reports_due", "应报次数", "if reporting then count(report_recipients) else 0",
     "team_months", "report_recipients"},
    {"team_months", "reports_on_time", "按时次数",
     "if reporting then count(report_recipients[some x in reports satisfies (x.recipient = item "
     "and "
     "x.submitted_on <= report_due)]) else 0",
     "team_months", "report_recipients"},
}};

}  // namespace

std::span<const PreludeFigure> prelude_figures() { return kFigures; }

std::string_view serving_now() {
  return "(from = null or from <= as_of) and (to = null or to >= as_of)";
}
std::string_view serving_in_span() {
  return "(from = null or from <= this.span.end) and (to = null or to >= this.span.start)";
}
std::string_view serving_when_due() {
  return "(from = null or from <= due) and (to = null or to >= due)";
}

AstPtr parse_prelude(const SourceFile& file) {
  Diagnostics diagnostics;
  return parse_expression(SourceText(Span{&file, 0, file.text().size()}), diagnostics);
}

}  // namespace zhaoshang
