#include "bulletin/notice_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace zhaoshang {
namespace {

/// 1 to 99 in Chinese figures; beyond that nobody numbers sections.
std::string chinese_number(std::size_t number) {
  constexpr std::array<std::string_view, 10> kDigits{"",   "一", "二", "三", "四",
                                                     "五", "六", "七", "八", "九"};
  if (number == 0 || number > 99) return std::to_string(number);
  const std::size_t tens = number / 10;
  std::string text;
  if (tens > 1) text += kDigits[tens];
  if (tens > 0) text += "十";
  return text += kDigits[number % 10];
}

}  // namespace

std::vector<std::string> clauses_cited(const std::string& citation) {
  std::vector<std::string> clauses;
  for (std::size_t at = 0; at < citation.size();) {
    const std::size_t end = std::min(citation.find(';', at), citation.size());
    const std::string each = citation.substr(at, end - at);
    const std::size_t colon = each.rfind(':');
    const std::string clause = colon == std::string::npos ? each : each.substr(colon + 1);
    if (!clause.empty()) clauses.push_back(clause);
    at = end + 1;
  }
  return clauses;
}

std::string NoticeWords::section_number(std::size_t number) const {
  return of({chinese_number(number) + "、", std::to_string(number) + ". "});
}

std::string NoticeWords::item_number(std::size_t number) const {
  return of({"（" + chinese_number(number) + "）", "(" + std::to_string(number) + ") "});
}

std::string NoticeWords::date(Date date) const {
  return of({fmt::format("{}年{}月{}日", date.year(), date.month(), date.day()), date.to_string()});
}

std::string NoticeWords::span(DateSpan span) const {
  if (span.first == span.last) return date(span.first);
  return of(
      {date(span.first) + "至" + date(span.last), date(span.first) + " to " + date(span.last)});
}

std::string NoticeWords::clause(const std::string& id) const {
  return of({"第" + id + "条", "clause " + id});
}

std::string NoticeWords::clauses(const std::string& citation) const {
  std::string text;
  for (const std::string& each : clauses_cited(citation))
    text += (text.empty() ? "" : comma()) + clause(each);
  return text;
}

std::string NoticeWords::yes_or_no(bool value) const {
  return value ? of({"是", "yes"}) : of({"否", "no"});
}

std::string NoticeWords::severity(Severity severity) const {
  switch (severity) {
    case Severity::kError: return of({"问题", "faults"});
    case Severity::kWarning: return of({"提醒", "warnings"});
    case Severity::kInfo: return of({"情况", "notes"});
  }
  return {};
}

std::string NoticeWords::status(Finding::Status status) const {
  switch (status) {
    case Finding::Status::kFailed: return {};
    case Finding::Status::kPending: return of({"未到期", "not yet due"});
    case Finding::Status::kUndecided: return of({"待核", "undecided"});
  }
  return {};
}

std::string NoticeWords::status(Award::Status status) const { return of(status_message(status)); }

}  // namespace zhaoshang
