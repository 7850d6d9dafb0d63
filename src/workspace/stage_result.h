// What a stage hands on: tables that are ready to print, a notice, findings. In: figures, by the
// stages. Out: files or standard output, by Workspace::publish.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/picture.h"
#include "engine/report/table.h"
#include "scheme/findings.h"
#include "scheme/plan.h"

namespace zhaoshang {

struct StageResult {
  std::string stage;                // "attendance"
  std::vector<ReportTable> tables;  // the first is what `-o -` prints
  // Of the bulletin: Markdown, the pictures that it refers to, and its tables for a workbook.
  std::string notice;
  std::vector<Picture> pictures;
  std::vector<ReportTable> notice_tables;
  std::vector<Finding> findings;
};

/// An empty result table with its fixed columns and then the further ones.
ReportTable result_table(std::string_view name, const std::vector<std::string_view>& further = {});

/// Findings as findings.csv has them.
ReportTable findings_table(const std::vector<Finding>& findings);

/// How the figures of a field are printed: its unit and the rounding it is declared with.
FigureStyle figure_style(const Field& field);

}  // namespace zhaoshang
