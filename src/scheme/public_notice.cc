#include "scheme/public_notice.h"

#include <array>

#include "scheme/figures_cache.h"
#include "scheme/message_text.h"

namespace zhaoshang {

namespace {

std::optional<Date> working_day_after(const Figures& figures, Date day, std::int64_t count) {
  const std::array<Value, 2> arguments{Value(day), Value(Decimal(count))};
  return event_day(
      figures.call(static_cast<std::uint32_t>(DataFunction::kWorkingDaysAfter), arguments, {}));
}

/// The first and the last of so many days after a day.
std::optional<DateSpan> days_after(const Figures& figures, Date day, std::int64_t count,
                                   bool working) {
  if (!working) return DateSpan{day.plus_days(1), day.plus_days(count)};
  const auto first = working_day_after(figures, day, 1);
  const auto last = working_day_after(figures, day, count);
  return first && last ? std::optional(DateSpan{*first, *last}) : std::nullopt;
}

}  // namespace

std::optional<PublicNotice> public_notice(const Figures& figures) {
  const RewardPlan& plan = figures.plan().reward;
  const auto& form = figures.plan().policy().reward.notice;
  if (!form || !plan.notice_days) return std::nullopt;
  const std::uint32_t county = *figures.plan().find_table(words_of(SubjectKind::kCounty).table);
  Evaluator evaluator(figures);
  const Value days = evaluator.evaluate(*plan.notice_days, Frame::single()).at(0);
  const auto count = days.is(TypeKind::kNumber) ? days.number().to_int64() : std::nullopt;
  PublicNotice notice;
  notice.bars_payment = plan.notice_from != nullptr;
  notice.days = count.value_or(0);
  const auto from =
      plan.notice_from
          ? event_day(evaluator.evaluate(*plan.notice_from, Frame::all_rows(county, 1)).at(0))
          : std::optional(figures.run().as_of);
  if (from && notice.days > 0)
    notice.span = days_after(figures, *from, notice.days, form->working_days);
  notice.text = message_text(figures, plan.notice_text, figures, county, 0);
  return notice;
}

}  // namespace zhaoshang
