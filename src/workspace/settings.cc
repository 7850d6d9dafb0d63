#include "workspace/settings.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "domain/period.h"
#include "workspace/workspace_diagnostics.h"

namespace zhaoshang {
namespace {

DataEntry read_data_entry(const PolicyNode::Entry& entry, Diagnostics& diagnostics) {
  DataEntry made{entry.key, entry.key_span, {}};
  if (entry.value.is_sequence()) {
    for (const PolicyNode& item : read_list(entry.value, diagnostics)) {
      if (auto path = read_text(item, diagnostics)) made.patterns.push_back(std::move(*path));
    }
  } else if (auto path = read_text(entry.value, diagnostics)) {
    made.patterns.push_back(std::move(*path));
  }
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
  for (const PolicyNode::Entry& each : map.named("data")) {
    settings.data.push_back(read_data_entry(each, diagnostics));
  }
  if (auto results = map.text("results")) {
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
