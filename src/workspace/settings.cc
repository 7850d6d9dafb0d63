#include "workspace/settings.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "domain/period.h"
#include "workspace/workspace_diagnostics.h"

namespace zhaoshang {
namespace {

/// Longer names and paths no system that we run on opens (Linux: NAME_MAX, PATH_MAX).
constexpr std::size_t kLongestName = 255;
constexpr std::size_t kLongestPath = 4095;

void check_length(const Located<std::string>& path, Diagnostics& diagnostics) {
  const std::filesystem::path parts(path.value);
  const bool has_long_name = std::any_of(parts.begin(), parts.end(), [](const auto& name) {
    return name.native().size() > kLongestName;
  });
  if (has_long_name || path.value.size() > kLongestPath)
    diagnostics.add(workspace_fault::path_too_long(path.span));
}

DataEntry read_data_entry(const PolicyNode::Entry& entry, Diagnostics& diagnostics) {
  DataEntry made{entry.key, entry.key_span, {}};
  if (entry.value.is_sequence()) {
    for (const PolicyNode& item : read_list(entry.value, diagnostics)) {
      if (auto path = read_text(item, diagnostics)) made.patterns.push_back(std::move(*path));
    }
  } else if (auto path = read_text(entry.value, diagnostics)) {
    made.patterns.push_back(std::move(*path));
  }
  for (const Located<std::string>& path : made.patterns) check_length(path, diagnostics);
  return made;
}

}  // namespace

bool stays_inside(const std::string& path) {
  const std::filesystem::path parts(path);
  return !parts.is_absolute() && std::find(parts.begin(), parts.end(), "..") == parts.end();
}

const DataEntry* Settings::data_of(const std::string& table) const {
  const auto found = std::find_if(data.begin(), data.end(),
                                  [&](const DataEntry& each) { return each.table == table; });
  return found == data.end() ? nullptr : &*found;
}

Settings read_settings(const SourceFile& file, Diagnostics& diagnostics) {
  Settings settings;
  const std::optional<PolicyNode> root = load_document(file, diagnostics);
  if (!root) return settings;
  MapReader map(*root, diagnostics);
  if (const auto schema = map.text("schema", Need::kRequired); schema && schema->value != "1") {
    diagnostics.add(workspace_fault::not_schema_one(schema->span, schema->value));
  }
  settings.policy = map.text("policy");
  if (settings.policy) check_length(*settings.policy, diagnostics);
  for (const PolicyNode::Entry& each : map.named("data")) {
    settings.data.push_back(read_data_entry(each, diagnostics));
  }
  if (auto results = map.text("results")) {
    check_length(*results, diagnostics);
    if (results->value.empty()) diagnostics.add(workspace_fault::empty_path(results->span));
    if (!stays_inside(results->value))
      diagnostics.add(workspace_fault::outside_workspace(results->span.place(), results->value));
    settings.results = std::move(results->value);
  }
  settings.period = map.text("period");
  if (settings.period && !read_period(settings.period->value)) {
    diagnostics.add(workspace_fault::bad_period(settings.period->span, settings.period->value));
  }
  if (const auto language = map.word("lang", {"zh", "en"})) {
    settings.language = language->value == "zh" ? Language::kChinese : Language::kEnglish;
  }
  map.finish();
  return settings;
}

}  // namespace zhaoshang
