#include "workspace/stage_result.h"

#include "domain/results.h"

namespace zhaoshang {

ReportTable result_table(std::string_view name, const std::vector<std::string_view>& further) {
  const ResultTable& declared = *find_result_table(name);
  ReportTable table;
  table.name = declared.name;
  table.title = declared.title;
  for (const ResultColumn& column : declared.columns) {
    table.columns.push_back({std::string(column.name), std::string(column.title)});
  }
  for (const std::string_view column : further) {
    table.columns.push_back({std::string(column), std::string(result_title(name, column))});
  }
  return table;
}

ReportTable findings_table(const std::vector<Finding>& findings) {
  ReportTable table = result_table("findings", {"action"});
  for (const Finding& each : findings) {
    table.rows.push_back({plain_cell(std::string(severity_word(each.severity))),
                          plain_cell(each.stage), text_cell(each.rule), text_cell(each.clause),
                          text_cell(each.subject_kind), text_cell(each.subject_id),
                          text_cell(each.subject), date_cell(each.date), text_cell(each.message),
                          text_cell(each.source), plain_cell(std::string(status_word(each.status))),
                          text_cell(each.action)});
  }
  return table;
}

FigureStyle figure_style(const Field& field) {
  FigureStyle style{field.unit, std::nullopt};
  if (field.form == nullptr) return style;
  if (field.form->round) {
    style.quantum = field.form->round->value.quantum;
  } else if (const auto* lines = std::get_if<std::vector<SheetLine>>(&field.form->is)) {
    if (!lines->empty() && lines->back().rounding) style.quantum = lines->back().rounding->quantum;
  }
  return style;
}

}  // namespace zhaoshang
