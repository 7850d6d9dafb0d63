#include "scheme/finding_texts.h"

#include <fmt/format.h>

namespace zhaoshang::finding_texts {

std::string joined(const std::string& before, std::string_view remark, Language language) {
  if (before.empty()) return std::string(remark);
  return before + (language == Language::kChinese ? "；" : "; ") + std::string(remark);
}

Message cannot_decide(std::string_view message, std::string_view cells) {
  const bool bare = message.empty();
  return {fmt::format("{}{}缺{}，无法判定", message, bare ? "" : "：", cells),
          fmt::format("{}{}cannot be decided without {}", message, bare ? "" : ": ", cells)};
}

std::string cell(std::string_view table, std::string_view heading) {
  return fmt::format("{}“{}”", table, heading);
}

Message report_late(std::string_view subject, std::string_view span, std::string_view recipient,
                    Date filed_on, Date due_on) {
  return {fmt::format("{}{}向{}的报告{}报送，应于{}前报送", subject, span, recipient,
                      filed_on.to_string(), due_on.to_string()),
          fmt::format("the report of {} for {} to {} was filed on {}, due by {}", subject, span,
                      recipient, filed_on.to_string(), due_on.to_string())};
}

Message report_missing(std::string_view subject, std::string_view span, std::string_view recipient,
                       Date due_on) {
  return {fmt::format("{}{}未向{}报告，应于{}前报送", subject, span, recipient, due_on.to_string()),
          fmt::format("no report of {} for {} to {}, due by {}", subject, span, recipient,
                      due_on.to_string())};
}

Message no_target(std::string_view measure) {
  return {fmt::format("{}没有目标，暂不计分", measure),
          fmt::format("{} has no target: not scored yet", measure)};
}

Message no_value(std::string_view figure) {
  return {fmt::format("{}没有数值，暂不计分", figure),
          fmt::format("{} has no value: not scored yet", figure)};
}

Message tie() { return {"并列，规则没有规定如何区分", "a tie, which the rules do not part"}; }

namespace {

/// What a rating rule does to the rating.
Message effect_of(const RatingRule& rule) {
  using Effect = RatingRule::Effect;
  const std::string& word = rule.word;
  switch (rule.effect) {
    case Effect::kSets: return {"评为" + word, "rated " + word};
    case Effect::kGives: return {"可评为" + word, "may be rated " + word};
    case Effect::kBars:
      if (word == RatingRule::kAllAwards) return {"不得享受奖励", "barred from all awards"};
      return {"不得评为" + word, "barred from " + word};
    case Effect::kRaises:
      if (rule.steps)
        return {fmt::format("升{}等", *rule.steps), fmt::format("raised by {}", *rule.steps)};
      return {"升为" + word, "raised to " + word};
    case Effect::kLowers:
      if (rule.steps)
        return {fmt::format("降{}等", *rule.steps), fmt::format("lowered by {}", *rule.steps)};
      return {"降为" + word, "lowered to " + word};
  }
  return {};
}

}  // namespace

Message rating_to_come(const RatingRule& rule, Date due) {
  const Message effect = effect_of(rule);
  return {fmt::format("目前的数据：{}，{}起适用", effect.zh, due.to_string()),
          fmt::format("by the data so far: {}, applied from {}", effect.en, due.to_string())};
}

Message wrong_weights(Decimal sum, Decimal wanted) {
  return {fmt::format("权重合计{}，应为{}，不计总分", sum.to_string(), wanted.to_string()),
          fmt::format("the weights add up to {}, not {}: no total", sum.to_string(),
                      wanted.to_string())};
}

Message not_one_group(const std::vector<std::string>& groups) {
  if (groups.empty()) return {"不属于任何一组", "it is in none of the groups"};
  return {fmt::format("同时属于几组：{}", fmt::join(groups, "、")),
          fmt::format("it is in several groups: {}", fmt::join(groups, ", "))};
}

Message too_many_credits(std::string_view rule, std::size_t found, std::int64_t at_most) {
  return {fmt::format("{}：有{}个认定对象，最多{}个", rule, found, at_most),
          fmt::format("{}: {} may count it, at most {}", rule, found, at_most)};
}

Message no_recipient() { return {"没有可以领取的对象", "there is nobody to receive it"}; }
Message value_missing() {
  return {"缺少计算所需的数值", "a value that the amount needs is missing"};
}
Message not_in_yuan() { return {"金额不是人民币", "the amount is not in yuan"}; }
Message waits_for_ruling() { return {"待裁定", "waits for a ruling"}; }

Message ruling_out_of_range(std::string_view rule, std::string_view value, std::string_view low,
                            std::string_view high) {
  return {fmt::format("裁定“{}”的值{}超出范围{}至{}", rule, value, low, high),
          fmt::format("the ruling \"{}\" says {}, outside {} to {}", rule, value, low, high)};
}

Message paid_before(std::string_view year, std::string_view source) {
  return {fmt::format("once：{}年已兑现({})", year, source),
          fmt::format("once: paid in {} ({})", year, source)};
}

Message once_in_this_run() { return {"once：本次已有一笔", "once: there is one in this run"}; }

Message less_paid(Decimal paid) {
  return {fmt::format("less_paid：减去已兑现{}元", paid.to_string()),
          fmt::format("less_paid: {} yuan were paid before", paid.to_string())};
}

Message another_is_kept(std::string_view rule, std::string_view keep, std::string_view kept,
                        Decimal kept_amount, Decimal amount) {
  return {fmt::format("{}：{}，保留{} {}元，本项{}元", rule, keep, kept, kept_amount.to_string(),
                      amount.to_string()),
          fmt::format("{}: {}, {} of {} yuan is kept, this one is {} yuan", rule, keep, kept,
                      kept_amount.to_string(), amount.to_string())};
}

Message outside_quota(std::string_view rank, std::string_view first) {
  return {fmt::format("quota：第{}名，只取前{}名", rank, first),
          fmt::format("quota: rank {}, only the first {}", rank, first)};
}

Message no_rank() { return {"quota：没有名次", "quota: it has no rank"}; }

Message cut(std::string_view rule, Decimal from, Decimal to) {
  return {fmt::format("{}：{}减为{}元", rule, from.to_string(), to.to_string()),
          fmt::format("{}: {} cut to {} yuan", rule, from.to_string(), to.to_string())};
}

Message pool_exceeded(Decimal claimed, Decimal pool) {
  const std::string over = (claimed - pool).to_string();
  return {
      fmt::format("应兑付{}元，资金池{}元，超出{}元", claimed.to_string(), pool.to_string(), over),
      fmt::format("{} yuan are due, the pool has {}: {} too many", claimed.to_string(),
                  pool.to_string(), over)};
}

Message nobody_to_share() {
  return {"split：没有可以分配的对象", "split: there is nobody to share it"};
}
Message instalment_not_reached() { return {"尚未到兑付条件", "its milestone is not reached"}; }
Message not_yet_due() { return {"未到兑付日期", "not yet due"}; }

Message undecided() { return {"缺少判定所需的数值", "a value that decides it is missing"}; }
Message notice_to_come() { return {"尚未公示", "the public notice has not begun"}; }
Message notice_until(Date last) {
  return {fmt::format("公示至{}", last.to_string()),
          fmt::format("on public notice until {}", last.to_string())};
}
Message does_not_fit(std::string_view rule, Decimal left) {
  return {fmt::format("{}：只剩{}元，不予安排", rule, left.to_string()),
          fmt::format("{}: only {} yuan are left, it does not fit", rule, left.to_string())};
}
Message no_cap(std::string_view rule) {
  return {fmt::format("{}：上限没有数值", rule), fmt::format("{}: the cap has no value", rule)};
}
Message share_missing(std::string_view sharer) {
  return {fmt::format("split：{}的份额没有数值", sharer),
          fmt::format("split: the share of {} has no value", sharer)};
}

Message barred(std::string_view assessment, std::string_view reasons) {
  return {fmt::format("{}：{}", assessment, reasons), fmt::format("{}: {}", assessment, reasons)};
}

Message taken_back(std::string_view rule, std::string_view why) {
  if (why.empty()) return {std::string(rule), std::string(rule)};
  return {fmt::format("{}：{}", rule, why), fmt::format("{}: {}", rule, why)};
}

}  // namespace zhaoshang::finding_texts
