#include "bulletin/notice_data.h"

#include <cstddef>
#include <memory>

#include "bulletin/notice_time.h"
#include "bulletin/shown_cells.h"
#include "engine/report/report_markdown.h"

namespace zhaoshang {
namespace {

using Member = TemplateValue::Member;

TemplateValue markdown(std::string text) { return TemplateValue::text(std::move(text)); }
TemplateValue plain(const std::string& text) { return TemplateValue::text(markdown_text(text)); }
TemplateValue number(std::int64_t number) { return TemplateValue::text(std::to_string(number)); }

TemplateValue table(const ReportTable& table) {
  return markdown(table.rows.empty() ? std::string() : to_markdown(table, Headings::kTitles));
}

class NoticeData {
 public:
  NoticeData(const NoticeReport& report, const std::vector<std::string>& chart_files,
             const NoticeWords& words)
      : report_(report), chart_files_(chart_files), words_(words) {}

  TemplateValue root() const {
    return TemplateValue::object(
        {{"title", markdown(report_.title)},
         {"scheme", plain(report_.scheme)},
         {"source", plain(report_.source)},
         {"period", TemplateValue::object({{"name", plain(report_.period_name)},
                                           {"span", markdown(words_.span(report_.period))},
                                           {"first", markdown(words_.date(report_.period.first))},
                                           {"last", markdown(words_.date(report_.period.last))}})},
         {"as_of", markdown(words_.date(report_.as_of))},
         {"section_number",
          counter([words = words_](std::size_t n) { return words.section_number(n); })},
         {"note_number", counter([](std::size_t n) { return std::to_string(n); })},
         {"times", times()},
         {"time_table", table(table_of_times(report_.times, words_))},
         {"sections", sections()},
         {"ledger", table(ledger())},
         {"public_notice", public_notice()},
         {"clauses", clauses()},
         {"corrections", corrections()}});
  }

 private:
  /// Counts from 1 by itself: the values outlive this object.
  template <class NumberOf>
  static TemplateValue counter(NumberOf number_of) {
    return TemplateValue::counter(
        [number_of, last = std::make_shared<std::size_t>(0)] { return number_of(++*last); });
  }

  TemplateValue times() const {
    std::vector<TemplateValue> items;
    for (const ElapsedTime& each : report_.times) {
      items.push_back(TemplateValue::object({{"name", plain(each.name)},
                                             {"first", markdown(words_.date(each.span.first))},
                                             {"last", markdown(words_.date(each.span.last))},
                                             {"days", number(each.days)},
                                             {"passed", number(each.passed)},
                                             {"left", number(each.left())},
                                             {"share", markdown(percentage(each.share()))},
                                             {"bar", markdown(bar_text(each.share()))},
                                             {"over", TemplateValue::flag(each.left() == 0)},
                                             {"to_come", TemplateValue::flag(each.passed == 0)}}));
    }
    return TemplateValue::list(std::move(items));
  }

  TemplateValue sections() const {
    std::vector<TemplateValue> items;
    for (const NoticeSection& section : report_.sections) {
      // Nothing is said of nobody.
      const auto as = [&](NoticePartAs what) {
        return TemplateValue::flag(section.as == what && section.lists_anybody());
      };
      std::vector<TemplateValue> blocks;
      for (const NoticeBlock& each : section.blocks) {
        const bool is_left_out =
            each.kind == NoticeBlock::Kind::kChart && each.chart >= chart_files_.size();
        if (!is_left_out) blocks.push_back(block(each));
      }
      items.push_back(TemplateValue::object({{"heading", plain(section.title)},
                                             {"explain", as(NoticePartAs::kExplain)},
                                             {"praise", as(NoticePartAs::kPraise)},
                                             {"criticism", as(NoticePartAs::kCriticism)},
                                             {"exposure", as(NoticePartAs::kExposure)},
                                             {"findings", TemplateValue::flag(section.is_findings)},
                                             {"blocks", TemplateValue::list(std::move(blocks))}}));
    }
    return TemplateValue::list(std::move(items));
  }

  /// Of its names one has a value.
  TemplateValue block(const NoticeBlock& block) const {
    using Kind = NoticeBlock::Kind;
    const auto text = [&](Kind kind) {
      return markdown(block.kind == kind ? block.text : std::string());
    };
    std::vector<TemplateValue> items;
    for (const std::string& item : block.items) {
      items.push_back(
          TemplateValue::object({{"number", number(static_cast<std::int64_t>(items.size() + 1))},
                                 {"text", markdown(item)}}));
    }
    std::vector<TemplateValue> charts;
    if (block.kind == Kind::kChart) {
      charts.push_back(
          TemplateValue::object({{"file", markdown(chart_files_[block.chart])},
                                 {"alternative", plain(report_.charts[block.chart].alternative)}}));
    }
    return TemplateValue::object({{"subheading", text(Kind::kHeading)},
                                  {"paragraph", text(Kind::kParagraph)},
                                  {"quotation", text(Kind::kQuotation)},
                                  {"table", table(block.table)},
                                  {"items", TemplateValue::list(std::move(items))},
                                  {"chart", TemplateValue::list(std::move(charts))}});
  }

  /// What all lists of findings tell that nobody was asked to explain yet, numbered through.
  ReportTable ledger() const {
    ReportTable all;
    for (const NoticeSection& section : report_.sections) {
      if (!section.is_findings || section.as == NoticePartAs::kExplain) continue;
      if (all.columns.empty()) all.columns = section.ledger.columns;
      for (const std::vector<Cell>& row : section.ledger.rows) {
        all.rows.push_back(row);
        all.rows.back().front() = number_cell(Decimal(static_cast<std::int64_t>(all.rows.size())));
      }
    }
    return all;
  }

  TemplateValue public_notice() const {
    std::vector<TemplateValue> notices;
    if (report_.public_notice) {
      const PublicNotice& notice = *report_.public_notice;
      const auto day = [&](const std::optional<Date>& date) {
        return markdown(date ? words_.date(*date) : std::string());
      };
      notices.push_back(TemplateValue::object(
          {{"begun", TemplateValue::flag(notice.span.has_value())},
           {"first", day(notice.span ? std::optional(notice.span->first) : std::nullopt)},
           {"last", day(notice.span ? std::optional(notice.span->last) : std::nullopt)},
           {"days", number(notice.days)},
           {"working", TemplateValue::flag(report_.in_working_days)},
           {"text", plain(notice.text)}}));
    }
    return TemplateValue::list(std::move(notices));
  }

  TemplateValue clauses() const {
    std::vector<TemplateValue> items;
    for (const Clause& clause : report_.clauses) {
      items.push_back(
          TemplateValue::object({{"id", plain(clause.id)}, {"text", plain(clause.text)}}));
    }
    return TemplateValue::list(std::move(items));
  }

  TemplateValue corrections() const {
    std::vector<TemplateValue> items;
    for (const std::string& each : report_.corrections) items.push_back(plain(each));
    return TemplateValue::list(std::move(items));
  }

  const NoticeReport& report_;
  const std::vector<std::string>& chart_files_;
  const NoticeWords& words_;
};

}  // namespace

TemplateValue notice_data(const NoticeReport& report, const std::vector<std::string>& chart_files,
                          const NoticeWords& words) {
  return NoticeData(report, chart_files, words).root();
}

NoticeReport specimen_report() {
  NoticeReport report;
  report.times.push_back({"-", {}, 1, 1});
  report.public_notice = PublicNotice{};
  report.clauses.push_back({"-", "-", false, {}});
  report.corrections.emplace_back("-");
  report.charts.emplace_back();
  NoticeSection& section = report.sections.emplace_back();
  section.is_findings = true;
  section.blocks.push_back({NoticeBlock::Kind::kChart, {}, {"-"}, {}, 0});
  return report;
}

}  // namespace zhaoshang
