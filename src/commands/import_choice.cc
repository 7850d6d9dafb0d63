#include "commands/import_choice.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "commands/import_diagnostics.h"
#include "engine/table/bytes.h"

namespace zhaoshang {
namespace {

/// A sheet as text that rows can be read from.
struct DecodedSheet {
  std::string name;
  TextInput input;
  std::string encoding;
  bool has_tabs = false;
  std::size_t rounded = 0;
};

std::optional<DecodedSheet> decode(const OfficeSheet& sheet, const std::string& shown,
                                   Diagnostics& diagnostics) {
  Diagnostics found;
  auto input = TextInput::open({"", shown, sheet.bytes}, found);
  if (!input) {
    diagnostics.add_all(std::move(found));
    return std::nullopt;
  }
  // The encoding is told with everything else that was understood.
  const std::string encoding =
      encoding_name(input->encoding()) + (input->has_mark() ? ", BOM" : "");
  DecodedSheet decoded{sheet.name, std::move(*input), encoding, false, sheet.rounded};
  if (auto text = with_commas_for_tabs(decoded.input.text())) {
    auto again = TextInput::open({"", shown, std::move(*text)}, diagnostics);
    if (!again) return std::nullopt;
    decoded.input = std::move(*again);
    decoded.has_tabs = true;
  }
  return decoded;
}

std::vector<std::string> names_of(const std::vector<TableSchema>& tables) {
  std::vector<std::string> names;
  for (const TableSchema& table : tables) names.push_back(table.name);
  return names;
}

/// By name or title.
const TableSchema* named_table(std::string_view name, const std::vector<TableSchema>& tables) {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const TableSchema& table) {
    return table.name == name || table.title == name;
  });
  return found == tables.end() ? nullptr : &*found;
}

/// The tables whose headings the file has: most columns named, all needed ones among them.
std::vector<const TableSchema*> tables_by_headings(const std::vector<DecodedSheet>& sheets,
                                                   const std::string& shown,
                                                   const std::vector<TableSchema>& tables) {
  std::vector<const TableSchema*> best;
  std::size_t most = 0;
  for (const TableSchema& table : tables) {
    std::size_t named = 0;
    for (const DecodedSheet& sheet : sheets) {
      const ExportLayout layout = lay_out(sheet.input, shown, table);
      if (layout.has_needed) named = std::max(named, layout.named);
    }
    if (named < 2 || named < most) continue;
    if (named > most) best.clear();
    most = named;
    best.push_back(&table);
  }
  return best;
}

/// By `--as`, else by the file's whole name, else by its headings and what its name has in it.
const TableSchema* choose_table(const OfficeFile& file, const std::vector<DecodedSheet>& sheets,
                                const std::vector<TableSchema>& tables, const Options& options,
                                Diagnostics& diagnostics) {
  if (options.import_table) return named_table(*options.import_table, tables);
  const std::string stem = std::filesystem::path(file.shown).stem().string();
  if (const TableSchema* named = named_table(stem, tables)) return named;
  std::vector<const TableSchema*> fitting = tables_by_headings(sheets, file.shown, tables);
  if (fitting.size() == 1) return fitting.front();
  // 2022年到位资金台账 tells which of them.
  const auto is_named = [&](const TableSchema* table) {
    return stem.find(table->name) != std::string::npos ||
           (!table->title.empty() && stem.find(table->title) != std::string::npos);
  };
  if (std::count_if(fitting.begin(), fitting.end(), is_named) == 1)
    return *std::find_if(fitting.begin(), fitting.end(), is_named);
  std::vector<std::string> names;
  for (const TableSchema* each : fitting) names.push_back(each->name);
  diagnostics.add(import_diagnostics::untold_table(file.shown, names));
  return nullptr;
}

/// Those that `--sheet` names: one, by its name or its number from 1; all where it is not given.
std::optional<std::vector<OfficeSheet>> chosen_sheets(const OfficeFile& file,
                                                      const Options& options,
                                                      Diagnostics& diagnostics) {
  if (!options.sheet) return file.sheets;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < file.sheets.size(); ++i) {
    const OfficeSheet& sheet = file.sheets[i];
    if (*options.sheet == sheet.name || *options.sheet == std::to_string(i + 1))
      return std::vector<OfficeSheet>{sheet};
    names.push_back(sheet.name);
  }
  if (!file.is_workbook()) names.clear();
  diagnostics.add(import_diagnostics::unknown_sheet(file.shown, *options.sheet, names));
  return std::nullopt;
}

/// What headings of the table look like, for who has others.
std::vector<std::string> some_headings(const TableSchema& table) {
  constexpr std::size_t kMost = 8;
  std::vector<std::string> headings;
  for (const ColumnSchema& column : table.columns) {
    if (headings.size() == kMost) break;
    headings.push_back(column.headings.empty() ? column.name : column.headings.front());
  }
  return headings;
}

std::string line_ends_of(std::string_view text) {
  return text.find("\r\n") == std::string_view::npos ? "LF" : "CR LF";
}

}  // namespace

bool is_known_table(std::string_view name, const std::vector<TableSchema>& tables,
                    Diagnostics& diagnostics) {
  if (named_table(name, tables) != nullptr) return true;
  std::vector<std::string> known = names_of(tables);
  diagnostics.add(import_diagnostics::unknown_import_table(name, known));
  return false;
}

std::optional<FoundTable> find_table(const OfficeFile& file, const std::vector<TableSchema>& tables,
                                     const Options& options, Diagnostics& diagnostics) {
  const auto chosen = chosen_sheets(file, options, diagnostics);
  if (!chosen) return std::nullopt;
  std::vector<DecodedSheet> sheets;
  for (const OfficeSheet& sheet : *chosen) {
    auto decoded = decode(sheet, file.shown, diagnostics);
    if (!decoded) return std::nullopt;
    sheets.push_back(std::move(*decoded));
  }
  FoundTable found;
  found.schema = choose_table(file, sheets, tables, options, diagnostics);
  if (found.schema == nullptr) return std::nullopt;
  std::vector<std::string> with_table;
  for (const DecodedSheet& sheet : sheets) {
    ExportLayout layout = lay_out(sheet.input, file.shown, *found.schema);
    if (layout.heading_line == 0) continue;
    with_table.push_back(sheet.name);
    found.sheet = sheet.name;
    found.line_ends = line_ends_of(sheet.input.text());
    found.separator = sheet.has_tabs ? "tab" : "comma";
    found.encoding = sheet.encoding;
    found.rounded = sheet.rounded;
    found.layout = std::move(layout);
  }
  if (with_table.size() == 1) return found;
  diagnostics.add(with_table.empty()
                      ? import_diagnostics::no_headings_found(file.shown, found.schema->name,
                                                              some_headings(*found.schema))
                      : import_diagnostics::several_sheets(file.shown, with_table));
  return std::nullopt;
}

}  // namespace zhaoshang
