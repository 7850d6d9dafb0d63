// What a notice says, before it is put into Markdown: title, time, sections of blocks, public
// notice, what it rests on. In: filled by Notice. Out: read by notice_data, which a template
// prints.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/chart.h"
#include "engine/report/table.h"
#include "engine/value/calendar.h"
#include "scheme/policy.h"
#include "scheme/public_notice.h"

namespace zhaoshang {

/// 时间进度: a span of days and how far the day of the notice is into it.
struct ElapsedTime {
  std::string name;  // 2022, or the label of a phase
  DateSpan span;
  std::int64_t days = 0;
  std::int64_t passed = 0;
  std::int64_t left() const { return days - passed; }
  Decimal share() const { return Decimal(passed) / Decimal(days); }
};

/// A piece of a section.
struct NoticeBlock {
  enum class Kind : std::uint8_t { kHeading, kParagraph, kQuotation, kTable, kItems, kChart };
  Kind kind = Kind::kParagraph;
  std::string text;                // Markdown; of a table nothing
  std::vector<std::string> items;  // Markdown, numbered from 1
  ReportTable table;
  std::size_t chart = 0;  // of NoticeReport::charts
};

/// One section under a heading of its own.
struct NoticeSection {
  std::string title;
  NoticePartAs as = NoticePartAs::kPlain;
  bool is_findings = false;
  std::vector<NoticeBlock> blocks;
  ReportTable ledger;  // of findings: what is wrong, with room for measure and deadline

  /// Whether it has more to show than that there is nothing.
  bool lists_anybody() const {
    return std::any_of(blocks.begin(), blocks.end(), [](const NoticeBlock& each) {
      return each.kind == NoticeBlock::Kind::kTable || each.kind == NoticeBlock::Kind::kItems;
    });
  }
  void add_heading(std::string markdown) {
    blocks.push_back({NoticeBlock::Kind::kHeading, std::move(markdown), {}, {}, 0});
  }
  void add_paragraph(std::string markdown) {
    blocks.push_back({NoticeBlock::Kind::kParagraph, std::move(markdown), {}, {}, 0});
  }
  void add_quotation(std::string markdown) {
    blocks.push_back({NoticeBlock::Kind::kQuotation, std::move(markdown), {}, {}, 0});
  }
  void add_items(std::vector<std::string> markdown) {
    blocks.push_back({NoticeBlock::Kind::kItems, {}, std::move(markdown), {}, 0});
  }
  void add_table(ReportTable table) {
    blocks.push_back({NoticeBlock::Kind::kTable, {}, {}, std::move(table), 0});
  }
  void add_chart(std::size_t chart) {
    blocks.push_back({NoticeBlock::Kind::kChart, {}, {}, {}, chart});
  }
};

/// 通报
struct NoticeReport {
  std::string title;  // Markdown
  std::string scheme;
  std::string source;
  DateSpan period;
  std::string period_name;
  Date as_of;
  std::vector<ElapsedTime> times;
  std::vector<NoticeSection> sections;
  std::optional<PublicNotice> public_notice;
  bool in_working_days = true;
  std::vector<Clause> clauses;           // those it rests on
  std::vector<std::string> corrections;  // of figures, as text
  std::vector<BarChart> charts;
};

}  // namespace zhaoshang
