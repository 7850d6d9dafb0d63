// What a template can print of a notice, by name. In: a NoticeReport. Out: values, text of people's
// making escaped for Markdown. The names are listed in zhaoshang-bulletin(1).
#pragma once

#include <string>
#include <vector>

#include "bulletin/notice_report.h"
#include "bulletin/notice_words.h"
#include "engine/report/template.h"

namespace zhaoshang {

/// `chart_files`: the file of each chart of the report; none: charts are left out.
TemplateValue notice_data(const NoticeReport& report, const std::vector<std::string>& chart_files,
                          const NoticeWords& words);

/// A report with everything in it, for checking templates.
NoticeReport specimen_report();

}  // namespace zhaoshang
