// zhaoshang.yaml: what a workspace says of itself. In: the file. Out: its settings, each with its
// place. Looks for no data file and reads no policy.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/message.h"
#include "engine/base/source.h"
#include "engine/policy/reader.h"

namespace zhaoshang {

/// Where the files of one table are, instead of data/<table>.csv and data/<table>/*.csv.
struct DataEntry {
  std::string table;
  Span table_span;
  std::vector<Located<std::string>> patterns;  // paths or globs, relative to the workspace
};

/// 工作区设置: the keys of zhaoshang.yaml.
struct Settings {
  std::optional<Located<std::string>> policy;  // a path relative to the workspace
  std::vector<DataEntry> data;
  std::string results = "results";
  std::optional<Located<std::string>> period;  // in one of the forms of Period::parse
  std::optional<Language> language;            // of result files

  const DataEntry* data_of(const std::string& table) const;
};

/// Whether a path that a workspace names is relative and does not climb out of it; where links lead
/// is not looked at.
bool stays_inside(const std::string& path);

/// Reads the settings; every fault is reported. The file must outlive them.
Settings read_settings(const SourceFile& file, Diagnostics& diagnostics);

}  // namespace zhaoshang
