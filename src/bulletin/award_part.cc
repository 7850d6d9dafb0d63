// Awards as a notice shows them: what came of each award in all, and for whom.
#include <map>
#include <tuple>

#include "bulletin/shown_cells.h"
#include "bulletin/table_parts.h"

namespace zhaoshang {
namespace {

bool is_due(const Award& award) {
  return award.status == Award::Status::kGranted || award.status == Award::Status::kPending ||
         award.status == Award::Status::kReversed;
}

std::string title_of(const Award& award) {
  const bool has_title = award.plan != nullptr && !award.plan->form->head.title.empty();
  return has_title ? award.plan->form->head.title : award.id;
}

/// Awards of one recipient and project that met the same fate: monthly stipends are one line.
struct Lines {
  std::string recipient;
  std::size_t count = 0;
  Decimal amount;
  bool has_amount = true;
};

void add_columns(ReportTable& table, const NoticeWords& words,
                 std::initializer_list<Message> headings) {
  for (const Message& heading : headings)
    table.columns.push_back({words.of(heading), words.of(heading)});
}

Cell count_cell(std::size_t count) {
  return number_cell(Decimal(static_cast<std::int64_t>(count)));
}

}  // namespace

ReportTable table_of_award(const std::vector<const Award*>& awards, const NoticeWords& words) {
  std::map<std::tuple<std::string, std::string, std::string, Award::Status, std::string>, Lines>
      lines;
  bool has_project = false;
  bool has_note = false;
  for (const Award* award : awards) {
    Lines& line = lines[{award->recipient_kind, award->recipient_id, award->project_id,
                         award->status, award->note}];
    line.recipient = award->recipient;
    ++line.count;
    if (award->amount) line.amount += *award->amount;
    line.has_amount = line.has_amount && award->amount.has_value();
    has_project = has_project || !award->project_id.empty();
    has_note = has_note || !award->note.empty();
  }
  ReportTable table;
  add_columns(table, words, {{"编号", "id"}, {"名称", "name"}});
  if (has_project) add_columns(table, words, {{"项目", "project"}});
  add_columns(table, words, {{"笔数", "count"}, {"金额(元)", "amount (元)"}, {"结果", "status"}});
  if (has_note) add_columns(table, words, {{"备注", "note"}});
  const auto text = [](const std::string& of) {
    return of.empty() ? Cell{Cell::Kind::kEmpty, "—"} : text_cell(of);
  };
  for (const auto& [key, line] : lines) {
    const auto& [kind, id, project, status, note] = key;
    std::vector<Cell> cells{text(id), text(line.recipient)};
    if (has_project) cells.push_back(text(project));
    cells.push_back(count_cell(line.count));
    cells.push_back(line.has_amount ? yuan_cell(line.amount) : text(""));
    cells.push_back(plain_cell(words.status(status)));
    if (has_note) cells.push_back(text(note));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

ReportTable table_of_totals(const std::vector<std::vector<const Award*>>& by_award,
                            const NoticeWords& words) {
  ReportTable table;
  add_columns(table, words,
              {{"奖项", "award"},
               {"条款", "clause"},
               {"笔数", "count"},
               {"金额(元)", "amount (元)"},
               {"不予兑现", "withheld"},
               {"待定", "open"}});
  for (const auto& awards : by_award) {
    std::size_t due = 0;
    std::size_t withheld = 0;
    std::size_t open = 0;
    Decimal amount;
    for (const Award* award : awards) {
      if (is_due(*award)) ++due;
      if (is_due(*award) && award->amount) amount += *award->amount;
      if (award->status == Award::Status::kWithheld) ++withheld;
      if (award->status == Award::Status::kOpen) ++open;
    }
    table.rows.push_back({text_cell(title_of(*awards.front())), text_cell(awards.front()->clause),
                          count_cell(due), yuan_cell(amount), count_cell(withheld),
                          count_cell(open)});
  }
  return table;
}

}  // namespace zhaoshang
