#include "bulletin/notice_time.h"

#include <algorithm>

#include "bulletin/shown_cells.h"

namespace zhaoshang {
namespace {

constexpr int kBlocks = 10;

ElapsedTime elapsed(std::string name, DateSpan span, Date as_of) {
  ElapsedTime time{std::move(name), span, days_in(span), 0};
  if (as_of >= span.first) time.passed = days_in({span.first, std::min(as_of, span.last)});
  return time;
}

/// Labelled phases of the year, and of spans that repeat the one that holds the day.
void add_grain(std::vector<ElapsedTime>& times, const Grain& grain, const Figures& figures) {
  const DateSpan year = figures.year();
  const Date as_of = figures.run().as_of;
  const OpenDateSpan term = figures.term();
  const DateSpan whole{term.first.value_or(year.first), term.last.value_or(year.last)};
  for (const Grain::Phase& phase : grain.phases) {
    const DateSpan span{phase.span.first.value_or(whole.first),
                        phase.span.last.value_or(whole.last)};
    if (span.first <= span.last && overlap(span, year))
      times.push_back(elapsed(phase.label, span, as_of));
  }
  if (grain.every_days == 0 || !grain.from || as_of < *grain.from) return;
  if (term.last && as_of > *term.last) return;
  const std::int64_t number = (days_in({*grain.from, as_of}) - 1) / grain.every_days;
  const Date first = grain.from->plus_days(number * grain.every_days);
  const Date last = first.plus_days(grain.every_days - 1);
  times.push_back(elapsed(grain.name + " " + std::to_string(number + 1),
                          {first, term.last ? std::min(last, *term.last) : last}, as_of));
}

}  // namespace

std::vector<ElapsedTime> elapsed_times(const Figures& figures, const NoticeWords& words) {
  const Run& run = figures.run();
  std::vector<ElapsedTime> times{
      elapsed(run.period.grain ? run.period.text : words.of({"所属期", "period"}), run.period.span,
              run.as_of)};
  const auto add = [&](const Message& name, DateSpan span) {
    const bool is_known = std::any_of(times.begin(), times.end(),
                                      [&](const ElapsedTime& each) { return each.span == span; });
    if (!is_known) times.push_back(elapsed(words.of(name), span, run.as_of));
  };
  const OpenDateSpan term = figures.term();
  if (run.period.grain) add({"全年", "year"}, figures.year());
  if (term.first && term.last && term.last > run.period.span.first)
    add({"方案期限", "term of the scheme"}, {*term.first, *term.last});
  for (const Grain& grain : figures.plan().policy().calendar.grains)
    add_grain(times, grain, figures);
  const bool is_over = std::all_of(times.begin(), times.end(),
                                   [](const ElapsedTime& each) { return each.left() == 0; });
  return is_over ? std::vector<ElapsedTime>() : times;
}

ReportTable table_of_times(const std::vector<ElapsedTime>& times, const NoticeWords& words) {
  ReportTable table;
  for (const Message& heading :
       {Message{"期间", "span"}, Message{"起止", "from and to"}, Message{"天数", "days"},
        Message{"已过(天)", "passed"}, Message{"时间进度", "elapsed"}, Message{"进度", "progress"},
        Message{"剩余(天)", "left"}}) {
    table.columns.push_back({words.of(heading), words.of(heading)});
  }
  for (const ElapsedTime& each : times) {
    table.rows.push_back({text_cell(each.name), plain_cell(words.span(each.span)),
                          number_cell(Decimal(each.days)), number_cell(Decimal(each.passed)),
                          percent_cell(each.share()), plain_cell(bar_text(each.share())),
                          number_cell(Decimal(each.left()))});
  }
  return table;
}

std::optional<Decimal> due_share(const TargetParts& target, bool of_year, const Figures& figures) {
  if (target.total().is_null()) return std::nullopt;
  if (!target.share.is_null()) return Decimal(1);  // asks for no more than is due by now
  if (target.given.empty() && !of_year) return std::nullopt;
  const DateSpan span = target.given.empty() ? figures.year()
                                             : DateSpan{target.given.front().span.first,
                                                        target.given.back().span.last};
  return elapsed({}, span, figures.run().as_of).share();
}

std::string bar_text(Decimal ratio) {
  const Decimal tenths = (ratio * Decimal(kBlocks)).rounded(0, Rounding::kDown);
  std::string bar;
  for (int block = 1; block <= kBlocks; ++block) bar += Decimal(block) <= tenths ? "█" : "░";
  return bar;
}

}  // namespace zhaoshang
