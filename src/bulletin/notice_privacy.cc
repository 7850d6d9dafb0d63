#include "bulletin/notice_privacy.h"

#include "engine/table/identity_number.h"

namespace zhaoshang {
namespace {

void strike_out(std::string& plain) { plain = without_identity_numbers(plain); }

void strike_out_of_markdown(std::string& markdown) {
  markdown = without_identity_numbers(markdown, "\\*");
}

void strike_out(ReportTable& table) {
  for (ReportTable::Row& row : table.rows) {
    for (Cell& cell : row) {
      if (cell.kind != Cell::Kind::kNumber) strike_out(cell.text);
    }
  }
}

void strike_out(BarChart& chart) {
  strike_out(chart.alternative);
  for (ChartGroup& group : chart.groups) {
    strike_out(group.title);
    for (ChartBar& bar : group.bars) strike_out(bar.label);
  }
}

}  // namespace

void strike_out_identity_numbers(NoticeReport& report) {
  strike_out_of_markdown(report.title);
  for (NoticeSection& section : report.sections) {
    strike_out(section.title);
    strike_out(section.ledger);
    for (NoticeBlock& block : section.blocks) {
      strike_out_of_markdown(block.text);
      for (std::string& item : block.items) strike_out_of_markdown(item);
      strike_out(block.table);
    }
  }
  for (std::string& each : report.corrections) strike_out(each);
  for (BarChart& each : report.charts) strike_out(each);
}

}  // namespace zhaoshang
