// Where the files of a table are. In: the workspace's folder and settings. Out: CSV files in the
// order in which they are read. Opens none of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/csv_reader.h"
#include "workspace/settings.h"

namespace zhaoshang {

/// The files of one table: those that the settings name, each pattern's in name order, a file once;
/// else data/<table>.csv and then data/<table>/*.csv in name order. None where there is none. Every
/// file stands within the workspace, links followed. Names are compared as bytes.
std::vector<CsvFile> locate_table(const std::string& folder, const Settings& settings,
                                  const std::string& table, Diagnostics& diagnostics);

/// The names in a folder, in byte order; none where there is no such folder. Hidden files and those
/// that spreadsheets keep beside an open one (`~$x.csv`) are left out.
std::vector<std::string> names_in(const std::string& folder);

/// The path of one file that the policy names, within the workspace, links followed; nullopt after
/// a diagnostic.
std::optional<std::string> locate_file(const std::string& folder, const Located<std::string>& named,
                                       Diagnostics& diagnostics);

/// A path below a folder as it is shown and opened: `data/x.csv` where the folder is `.`.
std::string path_below(const std::string& folder, const std::string& relative);

}  // namespace zhaoshang
