// Results in the forms that people are handed (`--to`): the notice as a page or a document, tables
// as a workbook. In: what stages hand on. Out: files beside the others.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/report/table.h"
#include "engine/value/calendar.h"
#include "workspace/options.h"
#include "workspace/publish.h"
#include "workspace/stage_result.h"

namespace zhaoshang {

struct PaperStyle {
  std::vector<PaperFormat> to;
  Headings headings = Headings::kNames;    // of workbooks
  Language language = Language::kChinese;  // of the notice
  std::string title;                       // of the notice's page
  Date day;                                // that the files say they are of
};

/// Reports what this machine lacks: an error, or a warning where something can be left out. False:
/// an error.
bool can_write(const std::vector<PaperFormat>& to, Diagnostics& diagnostics);

/// The notice is the last result that has one; a workbook holds all tables, and for the notice
/// alone its own.
std::vector<ResultFile> paper_files(std::string_view command, std::span<const StageResult> results,
                                    const PaperStyle& style);

/// Words such as `html,docx` as formats, each once, in the order of PaperFormat; false: another
/// word.
bool read_papers(std::string_view words, std::vector<PaperFormat>& formats);
std::string paper_words(const std::vector<PaperFormat>& formats);
/// `bulletin.html`, `bulletin.docx`; workbooks are named for the command.
std::string paper_file_name(std::string_view command, PaperFormat format);

}  // namespace zhaoshang
