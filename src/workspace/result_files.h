// Results as the files of a period's folder, in the format asked for. In: what stages hand on. Out:
// names and texts.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/table.h"
#include "engine/table/csv_writer.h"
#include "workspace/options.h"
#include "workspace/publish.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

struct ResultStyle {
  TableFormat format = TableFormat::kCsv;
  Headings headings = Headings::kNames;
  CsvStyle csv;
  unsigned threads = 1;  // that rows are made over
};

/// One table, as a file holds it.
std::string text_of(const ReportTable& table, const ResultStyle& style);

/// The files of a command: a file a table (as JSON, one for all), the notice, and `findings` under
/// the stage's name, of `run` without one.
std::vector<ResultFile> result_files(std::string_view command, std::span<const StageResult> results,
                                     const std::vector<Finding>& findings,
                                     const ResultStyle& style);

/// Files that `files` make stale: the same tables in another format and, of `run`, what single
/// stages left; of a notice, its charts and the forms that it is not written in. `present`: what
/// the folder holds.
std::vector<std::string> stale_names(std::string_view command, std::span<const StageResult> results,
                                     const std::vector<ResultFile>& files,
                                     const std::vector<std::string>& present);

/// The file of a notice's chart, by its number from 1.
std::string chart_file_name(std::size_t number);
/// Whether a run may have written a file of this name as a chart.
bool is_chart_file(std::string_view name);

/// `reward.findings.csv` of a stage, `findings.csv` of a run.
std::string name_of_command(std::string_view command, std::string_view file);

inline constexpr std::string_view kRunCommand = "run";

}  // namespace zhaoshang
