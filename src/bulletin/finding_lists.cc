#include "bulletin/finding_lists.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "engine/report/report_markdown.h"

namespace zhaoshang {
namespace {

constexpr std::array<Severity, 3> kSeverities{Severity::kError, Severity::kWarning,
                                              Severity::kInfo};

/// Findings that rest on the same clause.
struct OfClause {
  std::string clause;
  std::size_t place = 0;  // of the clause in the scheme
  std::vector<const Finding*> findings;

  std::size_t count(Severity severity) const {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(),
                      [&](const Finding* each) { return each->severity == severity; }));
  }
};

std::vector<OfClause> by_clause(const std::vector<const Finding*>& findings, const Policy& policy) {
  std::vector<OfClause> all;
  for (const Finding* finding : findings) {
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const OfClause& each) { return each.clause == finding->clause; });
    if (found == all.end()) {
      const auto clause =
          std::find_if(policy.clauses.begin(), policy.clauses.end(),
                       [&](const Clause& each) { return each.id == finding->clause; });
      all.push_back(
          {finding->clause, static_cast<std::size_t>(clause - policy.clauses.begin()), {}});
      found = all.end() - 1;
    }
    found->findings.push_back(finding);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const OfClause& a, const OfClause& b) { return a.place < b.place; });
  return all;
}

/// 问题2项、提醒1项
std::string counts_of(const OfClause& of_clause, const NoticeWords& words) {
  std::string text;
  for (const Severity severity : kSeverities) {
    const std::size_t count = of_clause.count(severity);
    if (count == 0) continue;
    const std::string word = words.severity(severity);
    text += (text.empty() ? "" : words.comma()) +
            words.of({fmt::format("{}{}项", word, count), fmt::format("{} {}", count, word)});
  }
  return text;
}

/// What stands in brackets behind a finding: its day, that it is no fault yet or none at all, what
/// is to be done.
std::string remarks_on(const Finding& finding, bool name_severity, const NoticeWords& words) {
  std::vector<std::string> remarks;
  if (finding.date) remarks.push_back(words.date(*finding.date));
  if (name_severity) remarks.push_back(words.severity(finding.severity));
  if (std::string status = words.status(finding.status); !status.empty())
    remarks.push_back(std::move(status));
  if (!finding.action.empty()) remarks.push_back(markdown_text(finding.action));
  std::string text;
  for (const std::string& remark : remarks)
    text += (text.empty() ? "" : words.semicolon()) + remark;
  return text.empty() ? text : words.in_brackets(text);
}

}  // namespace

void add_finding_lists(NoticeSection& section, const std::vector<const Finding*>& findings,
                       const Policy& policy, const NoticeWords& words) {
  std::size_t number = 0;
  for (const OfClause& each : by_clause(findings, policy)) {
    const std::string title =
        each.clause.empty() ? words.of({"其他", "other"}) : words.clause(each.clause);
    section.add_heading(words.item_number(++number) + markdown_text(title) + words.colon() +
                        counts_of(each, words));
    if (const Clause* clause = policy.find_clause(each.clause);
        clause != nullptr && !clause->text.empty()) {
      section.add_quotation(markdown_text(clause->text));
    }
    const bool is_mixed = each.count(each.findings.front()->severity) < each.findings.size();
    std::vector<std::string> items;
    for (const Finding* finding : each.findings) {
      const bool name_severity = is_mixed && finding->severity != Severity::kError;
      items.push_back(markdown_text(finding->message) + remarks_on(*finding, name_severity, words));
    }
    section.add_items(std::move(items));
  }
}

ReportTable ledger_of(const std::vector<const Finding*>& findings, const Policy& policy,
                      const NoticeWords& words) {
  ReportTable table;
  for (const Message& heading :
       {Message{"序号", "no."}, Message{"对象", "who"}, Message{"情况", "what"},
        Message{"条款", "clause"}, Message{"要求", "action"}}) {
    table.columns.push_back({words.of(heading), words.of(heading)});
  }
  std::int64_t number = 0;
  for (const OfClause& each : by_clause(findings, policy)) {
    for (const Finding* finding : each.findings) {
      if (finding->severity == Severity::kInfo) continue;
      const std::string status = words.status(finding->status);
      table.rows.push_back(
          {number_cell(Decimal(++number)), text_cell(finding->subject),
           text_cell(finding->message + (status.empty() ? "" : words.in_brackets(status))),
           text_cell(each.clause.empty() ? "" : words.clause(each.clause)),
           text_cell(finding->action)});
    }
  }
  add_blanks(table, words);
  return table;
}

void add_blanks(ReportTable& table, const NoticeWords& words) {
  for (const Message& heading : {Message{"整改措施", "measure"}, Message{"完成时限", "deadline"}})
    table.columns.push_back({words.of(heading), words.of(heading)});
  for (std::vector<Cell>& row : table.rows) row.resize(table.columns.size());
}

}  // namespace zhaoshang
