#include "commands/explain_slug.h"

#include <algorithm>
#include <string>
#include <vector>

#include "commands/diagnostic_catalogue.h"
#include "commands/explain_diagnostics.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/report/report_json.h"

namespace zhaoshang {
namespace {

/// `text` with every line set in.
std::string indented(std::string_view text) {
  std::string out = "    ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "    ";
  }
  return out + "\n";
}

int print_json(const CatalogueEntry& entry) {
  ReportTable table;
  table.name = "diagnostic";
  table.columns = {{"slug", ""}, {"zh", ""}, {"en", ""}, {"example", ""}};
  table.rows.push_back({plain_cell(std::string(entry.slug)), text_cell(std::string(entry.zh)),
                        text_cell(std::string(entry.en)), text_cell(std::string(entry.example))});
  Output output = Output::standard();
  output.write(to_json({table}));
  output.close();
  return exit_code::kDone;
}

}  // namespace

const CatalogueEntry* find_diagnostic(std::string_view slug) {
  const auto all = diagnostic_catalogue();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const CatalogueEntry& each) { return each.slug == slug; });
  return found == all.end() ? nullptr : &*found;
}

int run_explain_slug(const Options& options, Diagnostics& diagnostics) {
  const CatalogueEntry* const entry = find_diagnostic(options.stage);
  if (entry == nullptr) {
    std::vector<std::string> known;
    for (const CatalogueEntry& each : diagnostic_catalogue()) known.emplace_back(each.slug);
    diagnostics.add(explain_diagnostics::unknown_slug(options.stage, known));
    return exit_code::kUsage;
  }
  if (options.format == TableFormat::kJson) return print_json(*entry);
  const bool is_chinese = options.style.language == Language::kChinese;
  std::string text = std::string(entry->slug) + "\n";
  text += std::string(is_chinese ? entry->zh : entry->en) + "\n";
  if (!entry->example.empty()) text += "\n" + indented(entry->example);
  Output output = Output::standard();
  output.write(text);
  output.close();
  return exit_code::kDone;
}

}  // namespace zhaoshang
