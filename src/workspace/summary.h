// What a run says on the terminal when it is done: rows read, findings, files. In: the run's
// readings and results. Out: a few lines of text.
#pragma once

#include <string>
#include <vector>

#include "engine/base/message.h"
#include "scheme/findings.h"
#include "workspace/input_tables.h"
#include "workspace/publish.h"

namespace zhaoshang {

/// Every file read, with its rows, and every file of the results, a line each.
std::string file_list(const std::vector<FileReading>& readings, const std::string& folder,
                      const std::vector<ResultFile>& files, Language language);
std::string summary(const std::vector<FileReading>& readings, const std::vector<Finding>& findings,
                    const std::string& written_to, std::size_t files, Language language);

}  // namespace zhaoshang
