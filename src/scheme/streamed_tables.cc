#include "scheme/streamed_tables.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace zhaoshang {
namespace {

/// Ledgers that are looked into without a rule that names their rows: for targets, what has been
/// paid or counted, rates, rulings, days off. Credits are completed from projects.
constexpr std::array<std::string_view, 8> kLedgers{"adjustments", "awarded", "counted", "credits",
                                                   "holidays",    "rates",   "rulings", "targets"};

bool leads_to(const std::vector<Step>& path, std::uint32_t table) {
  return std::any_of(path.begin(), path.end(),
                     [&](const Step& step) { return step.target == table; });
}

/// Whether a field that is worked out goes by rows of the table.
bool goes_by_rows(const Field& field, std::uint32_t table) {
  if (field.kind == Field::Kind::kFold) return leads_to(field.fold->path, table);
  return field.used && leads_to(field.path, table);
}

template <typename Rules>
bool is_any_about(const Rules& rules, std::uint32_t table) {
  return std::any_of(rules.begin(), rules.end(),
                     [&](const auto& rule) { return rule.table == table; });
}

/// Whether rows of the calendar are made for each row of the table.
bool has_calendar_rows(const Plan& plan, std::uint32_t table) {
  return std::any_of(plan.tables().begin(), plan.tables().end(), [&](const PlanTable& grain) {
    return grain.kind == PlanTable::Kind::kGrain && grain.of == table &&
           std::any_of(grain.fields.begin(), grain.fields.end(),
                       [](const Field& field) { return field.used; });
  });
}

/// Whether anything reads rows of a table: a rule, a figure of theirs, a relation to them.
bool is_read(const Plan& plan, std::uint32_t table) {
  if (plan.table(table).named) return true;
  for (const PlanTable& owner : plan.tables()) {
    const bool is_own = &owner == &plan.table(table);
    const bool reads =
        std::any_of(owner.fields.begin(), owner.fields.end(), [&](const Field& field) {
          const bool leads_there = field.kind == Field::Kind::kRelation && field.child == table;
          return field.used && (is_own || leads_there);
        });
    if (reads) return true;
  }
  return false;
}

/// Whether the programme makes credits of the rows of the table.
bool gives_credits(const Plan& plan, std::uint32_t table) {
  return plan.table(table).name == "projects" &&
         (!plan.credits.empty() || is_read(plan, *plan.find_table("credits")));
}

}  // namespace

bool is_looked_up(const Plan& plan, std::uint32_t table) {
  for (const PlanTable& owner : plan.tables()) {
    const bool goes = std::any_of(owner.fields.begin(), owner.fields.end(),
                                  [&](const Field& field) { return goes_by_rows(field, table); });
    if (goes) return true;
  }
  const bool is_counted = std::any_of(
      plan.assessments.begin(), plan.assessments.end(),
      [&](const AssessmentPlan& assessment) { return assessment.counted_table == table; });
  const bool is_ledger =
      std::find(kLedgers.begin(), kLedgers.end(), plan.table(table).name) != kLedgers.end();
  return is_ledger || is_counted || gives_credits(plan, table) || has_calendar_rows(plan, table) ||
         is_any_about(plan.targets, table) || is_any_about(plan.assessments, table) ||
         is_any_about(plan.reward.awards, table) || is_any_about(plan.reward.caps, table) ||
         is_any_about(plan.reward.clawbacks, table) || plan.attendance.reports_table == table;
}

StreamingPlan streaming_plan(const Policy& policy, const TableNames& tables) {
  StreamingPlan best;
  for (const std::string& name : tables) {
    StreamingPlan more;
    more.streamed = best.streamed;
    more.streamed.insert(name);
    more.plan = Plan::compile(policy, *more.found, more.streamed);
    const bool can_stream = more.plan != nullptr && more.plan->find_table(name) &&
                            !is_looked_up(*more.plan, *more.plan->find_table(name));
    if (can_stream) best = std::move(more);
  }
  return best;
}

}  // namespace zhaoshang
