#include "commands/reading_diagnostics.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace zhaoshang::policy_reading_fault {

namespace {

Diagnostic warning(std::string_view slug, const Span& span, Message text, Message help) {
  Diagnostic made;
  made.severity = Severity::kWarning;
  made.slug = slug;
  made.place = span.place();
  made.text = std::move(text);
  made.help = std::move(help);
  return made;
}

/// The id of a rule with the clause it cites, in Chinese and in English.
Message rule_words(const RuleHead& rule) {
  if (rule.clause.empty()) return {rule.id, rule.id};
  return {fmt::format("{}(条款 {})", rule.id, rule.clause),
          fmt::format("{} (clause {})", rule.id, rule.clause)};
}

}  // namespace

Diagnostic no_cap(const RuleHead& award, std::string_view capped) {
  const Message rule = rule_words(award);
  return warning("no-cap", award.span,
                 {fmt::format("奖项 {} 没有封顶,而 {} 有", rule.zh, capped),
                  fmt::format("the award {} has no cap, whereas {} has one", rule.en, capped)},
                 {"核对原文:写上 cap,或用 cap: null 写明不封顶",
                  "see what the source says: write a cap, or cap: null for none at all"});
}

Diagnostic meeting(const RuleHead& below, const RuleHead& above, std::string_view figure,
                   std::string_view threshold, bool both) {
  const Message first = rule_words(below);
  const Message second = rule_words(above);
  return warning(both ? "both-hold" : "neither-holds", above.span,
                 {fmt::format("{} = {} 时,{} 与 {} {}", figure, threshold, first.zh, second.zh,
                              both ? "都成立" : "都不成立"),
                  fmt::format("where {} = {}, {} {} {} {}", figure, threshold,
                              both ? "both" : "neither", first.en, both ? "and" : "nor",
                              both ? second.en + " hold" : second.en + " holds")},
                 {"核对原文的“以上”“以下”含不含本数,只让一条含",
                  "see whether the source means the number itself, and let one rule have it"});
}

}  // namespace zhaoshang::policy_reading_fault
