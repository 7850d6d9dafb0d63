#include "reward/reward.h"

#include "engine/base/exit_code.h"
#include "reward/award_book.h"
#include "workspace/stage_findings.h"
#include "workspace/workspace.h"

namespace zhaoshang {
namespace {

constexpr int kFen = 2;

Cell money_cell(const std::optional<Decimal>& amount) {
  return amount ? number_cell(*amount, kFen) : Cell{};
}

ReportTable awards_table(const Settlement& settlement) {
  ReportTable table = result_table("awards", {"instalment", "low", "high"});
  for (const Award& each : settlement.awards) {
    table.rows.push_back({text_cell(each.id), text_cell(each.clause),
                          text_cell(each.recipient_kind), text_cell(each.recipient_id),
                          text_cell(each.recipient), text_cell(each.project_id),
                          value_cell(each.basis), money_cell(each.amount),
                          plain_cell(std::string(status_word(each.status))), text_cell(each.note),
                          text_cell(each.instalment), money_cell(each.low), money_cell(each.high)});
  }
  return table;
}

ReportTable payouts_table(const Settlement& settlement) {
  ReportTable table = result_table("payouts");
  for (const Payout& each : settlement.payouts) {
    table.rows.push_back({date_cell(each.due_on), text_cell(each.payee_kind),
                          text_cell(each.payee_id), text_cell(each.payee), text_cell(each.award),
                          money_cell(each.amount), text_cell(each.clause)});
  }
  return table;
}

}  // namespace

StageResult make_reward(const Figures& figures, const Settlement& settlement) {
  StageResult result;
  result.stage = "reward";
  result.tables.push_back(awards_table(settlement));
  result.tables.push_back(payouts_table(settlement));
  result.findings = reward_findings(figures, settlement);
  return result;
}

int run_reward(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics);
  if (!workspace.is_open()) return workspace.exit_code();
  const Settlement settlement = settle(workspace.figures());
  const StageResult result = make_reward(workspace.figures(), settlement);
  if (!options.book) return workspace.publish(result.stage, {&result, 1});
  const AwardBook book(workspace, diagnostics);
  if (!book.is_usable()) return exit_code::kBadData;
  // The book is on the disk before the results are published, and takes its place after them: rows
  // that are in the book without results would look like payments that nobody knows of.
  const std::unique_ptr<BookEntry> entry = book.prepare(settlement);
  const int code = workspace.publish(result.stage, {&result, 1}, book.before());
  const bool is_done = code == exit_code::kDone || code == exit_code::kNegative;
  if (is_done && entry) entry->put_in_place();
  return code;
}

}  // namespace zhaoshang
