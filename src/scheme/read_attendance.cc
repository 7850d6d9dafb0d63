// attendance: what a resident day is, how many are required, and the reports due.
#include <utility>

#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

ReportsForm read_reports(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::reports_form(), reading);
  ReportsForm reports;
  reports.head = map.head(Need::kOptional);
  ids.add(reports.head);
  if (auto table = map.name("for", Need::kRequired)) {
    reports.table = std::move(table->value);
    reports.table_span = table->span;
  }
  reports.when = map.expression("when");
  reports.recipients = map.expression("recipients");
  reports.due = map.expression("due");
  map.finish();
  return reports;
}

}  // namespace

AttendanceForm read_attendance(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::attendance_form(), reading);
  RuleIds ids(reading.diagnostics);
  AttendanceForm attendance;
  attendance.span = node.span;
  attendance.resident = map.value("resident");
  attendance.days_required = map.value("days_required");
  attendance.residents_required = map.value("residents_required");
  if (const PolicyNode* reports = map.node("reports")) {
    attendance.reports = read_reports(*reports, ids, reading);
  }
  attendance.requirements = read_requirements(map, ids);
  map.finish();
  return attendance;
}

}  // namespace zhaoshang
