// The words of a notice that no scheme says: headings of its parts, states, dates as a notice
// writes them. In: a language. Out: text. Knows nothing of figures.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/table/cells.h"
#include "engine/value/calendar.h"
#include "scheme/findings.h"
#include "scheme/settlement.h"

namespace zhaoshang {

/// The clauses that a citation names (`4.4;4.5`, each perhaps with its scheme before it), by their
/// ids.
std::vector<std::string> clauses_cited(const std::string& citation);

/// 公文用语
class NoticeWords {
 public:
  explicit NoticeWords(Language language) : language_(language) {}

  Language language() const { return language_; }
  const std::string& of(const Message& message) const { return message.in(language_); }

  /// 一、 十二、 or "1. ".
  std::string section_number(std::size_t number) const;
  /// （一） or "(1) ".
  std::string item_number(std::size_t number) const;
  /// 2022年4月1日, or as ISO 8601 has it.
  std::string date(Date date) const;
  std::string span(DateSpan span) const;
  /// 第4.4条, or "clause 4.4".
  std::string clause(const std::string& id) const;
  /// Of a citation: `<scheme>:6.4;<scheme>:6.6` as 第6.4条、第6.6条.
  std::string clauses(const std::string& citation) const;
  std::string yes_or_no(bool value) const;
  std::string severity(Severity severity) const;
  /// In brackets behind a finding that has not failed; empty for one that has.
  std::string status(Finding::Status status) const;
  std::string status(Award::Status status) const;
  // Of the language.
  std::string comma() const { return of({"、", ", "}); }
  std::string semicolon() const { return of({"；", "; "}); }
  std::string full_stop() const { return of({"。", "."}); }
  std::string colon() const { return of({"：", ": "}); }
  std::string in_brackets(const std::string& text) const {
    return of({"（" + text + "）", " (" + text + ")"});
  }

 private:
  Language language_;
};

}  // namespace zhaoshang
