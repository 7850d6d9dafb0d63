#include "workspace/paper_files.h"

#include <algorithm>
#include <array>

#include "engine/base/process.h"
#include "engine/report/report_docx.h"
#include "engine/report/report_html.h"
#include "engine/report/report_xlsx.h"
#include "workspace/run_diagnostics.h"

namespace zhaoshang {
namespace {

const StageResult* notice_of(std::span<const StageResult> results) {
  const auto found = std::find_if(results.rbegin(), results.rend(),
                                  [](const StageResult& each) { return !each.notice.empty(); });
  return found == results.rend() ? nullptr : &*found;
}

constexpr std::array<std::string_view, 3> kWords{"html", "docx", "xlsx"};  // as PaperFormat

std::string_view paper_word(PaperFormat format) { return kWords[static_cast<std::size_t>(format)]; }

/// The tables of stages, or those of a notice by itself.
std::vector<ReportTable> tables_of(std::span<const StageResult> results) {
  std::vector<ReportTable> tables;
  for (const StageResult& result : results) {
    for (const ReportTable& table : result.tables) tables.push_back(table.held());
  }
  if (tables.empty()) {
    for (const StageResult& result : results)
      tables.insert(tables.end(), result.notice_tables.begin(), result.notice_tables.end());
  }
  return tables;
}

}  // namespace

bool can_write(const std::vector<PaperFormat>& to, Diagnostics& diagnostics) {
  if (std::find(to.begin(), to.end(), PaperFormat::kDocx) == to.end()) return true;
  if (!has_program(kDocxMaker)) {
    diagnostics.add(run_diagnostics::no_docx_maker());
    return false;
  }
  if (!has_program(kChartConverter)) diagnostics.add(run_diagnostics::no_chart_converter());
  return true;
}

std::vector<ResultFile> paper_files(std::string_view command, std::span<const StageResult> results,
                                    const PaperStyle& style) {
  std::vector<ResultFile> files;
  const StageResult* notice = notice_of(results);
  for (const PaperFormat format : style.to) {
    const std::string name = paper_file_name(command, format);
    if (format == PaperFormat::kXlsx) {
      files.push_back({name, to_xlsx(tables_of(results), style.headings, style.day)});
    } else if (notice != nullptr && format == PaperFormat::kHtml) {
      files.push_back(
          {name, to_html(notice->notice, notice->pictures, style.title, style.language)});
    } else if (notice != nullptr) {
      files.push_back({name, to_docx(notice->notice, notice->pictures, style.day)});
    }
  }
  return files;
}

bool read_papers(std::string_view words, std::vector<PaperFormat>& formats) {
  while (true) {
    const std::size_t end = std::min(words.find(','), words.size());
    const auto found = std::find(kWords.begin(), kWords.end(), words.substr(0, end));
    if (found == kWords.end()) return false;
    const auto format = static_cast<PaperFormat>(found - kWords.begin());
    const auto place = std::lower_bound(formats.begin(), formats.end(), format);
    if (place == formats.end() || *place != format) formats.insert(place, format);
    if (end == words.size()) return true;
    words.remove_prefix(end + 1);
  }
}

std::string paper_words(const std::vector<PaperFormat>& formats) {
  std::string words;
  for (const PaperFormat format : formats)
    words.append(words.empty() ? "" : ",").append(paper_word(format));
  return words;
}

std::string paper_file_name(std::string_view command, PaperFormat format) {
  const std::string_view name = format == PaperFormat::kXlsx ? command : "bulletin";
  return std::string(name).append(".").append(paper_word(format));
}

}  // namespace zhaoshang
