#include "commands/office_file.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "commands/import_diagnostics.h"
#include "engine/base/output.h"
#include "engine/base/process.h"
#include "engine/base/temporary_folder.h"
#include "engine/base/utf8.h"
#include "engine/value/decimal.h"

namespace zhaoshang {
namespace {

constexpr const char* kReader = "xlsx2csv";
/// Stands before the number and name of each sheet in what xlsx2csv writes.
constexpr std::string_view kSheetMark = "\x1e";
constexpr const char* kSheetMarkOption = "x30";

/// What a file is by its first bytes.
enum class FileKind { kText, kXlsx, kOtherWorkbook, kOldWorkbook, kMarkup, kPdf };

FileKind kind_of(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04"))
    return bytes.find("xl/workbook") != std::string_view::npos ? FileKind::kXlsx
                                                               : FileKind::kOtherWorkbook;
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return FileKind::kOldWorkbook;
  if (bytes.starts_with("%PDF")) return FileKind::kPdf;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (trim(bytes.substr(0, 256)).starts_with("<")) return FileKind::kMarkup;
  return FileKind::kText;
}

Message name_of(FileKind kind) {
  switch (kind) {
    case FileKind::kOldWorkbook:
      return {"旧式工作簿(.xls)或加密的工作簿", "an old workbook (.xls), or an encrypted one"};
    case FileKind::kMarkup:
      return {"网页或 XML,不是表格文件", "a web page or XML, whatever its name"};
    case FileKind::kPdf: return {"PDF", "a PDF"};
    default: return {"压缩的办公文件(.ods、.docx 等)", "a zipped office file (.ods, .docx …)"};
  }
}

/// The sheets in the order of the workbook.
std::vector<OfficeSheet> sheets_in(std::string_view text) {
  std::vector<OfficeSheet> sheets;
  while (text.starts_with(kSheetMark)) {
    // " 2 - 到位资金": its number and its name.
    const std::size_t line_end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(kSheetMark.size(), line_end - kSheetMark.size());
    const std::size_t name = line.find(" - ");
    text.remove_prefix(std::min(line_end + 1, text.size()));
    const std::size_t end = std::min(text.find(kSheetMark), text.size());
    sheets.push_back({std::string(line.substr(std::min(name + 3, line.size()))),
                      std::string(text.substr(0, end))});
    text.remove_prefix(end);
  }
  return sheets;
}

/// Brings the numbers of a sheet to what they are in the spreadsheet, and its rows, which end with
/// their last full cell, to one width: but for empty ones, which a cell far below leaves many of,
/// and where a cell far to the right would make all of them long. Numbers stand without quotes.
void tidy(OfficeSheet& sheet) {
  std::vector<std::pair<std::string, std::size_t>> rows{{"", 1}};  // and how many cells they have
  bool is_open = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < sheet.bytes.size(); ++at) {
    const char c = sheet.bytes[at];
    if (c == '"') is_open = !is_open;
    if (is_open || (c != ',' && c != '\n')) continue;
    const std::string cell = sheet.bytes.substr(begin, at - begin);
    const std::string number = spreadsheet_number(cell);
    if (number != cell) ++sheet.rounded;
    auto& [row, cells] = rows.back();
    row += number;
    begin = at + 1;
    if (c == ',') {
      row += c;
      ++cells;
    } else {
      rows.emplace_back("", 1);
    }
  }
  rows.back().first += sheet.bytes.substr(begin);
  std::size_t width = 0;
  for (const auto& [row, cells] : rows) width = std::max(width, cells);
  std::size_t missing = 0;
  for (const auto& [row, cells] : rows) missing += row.empty() ? 0 : width - cells;
  constexpr std::size_t kMostMissing = std::size_t{256} << 20U;
  const bool is_filled = missing <= kMostMissing;
  sheet.bytes.clear();
  for (const auto& [row, cells] : rows) {
    const bool stays = row.empty() || !is_filled;
    sheet.bytes.append(row).append(stays ? 0 : width - cells, ',').append("\n");
  }
}

void write(const std::string& path, std::string_view bytes) {
  Output out = Output::file(path);
  out.write(bytes);
  out.close();
}

/// The line that says what is wrong: the first, or below a trace of calls the last.
std::string reason_in(std::string_view errors) {
  while (errors.ends_with('\n')) errors.remove_suffix(1);
  const bool is_trace = errors.starts_with("Traceback");
  return std::string(is_trace ? errors.substr(errors.rfind('\n') + 1)
                              : errors.substr(0, errors.find('\n')));
}

/// Numbers as they are stored, not as they are shown: a format of two digits would hide the others.
std::optional<std::vector<OfficeSheet>> read_workbook(const std::string& shown,
                                                      std::string_view bytes,
                                                      Diagnostics& diagnostics) {
  if (!has_program(kReader)) {
    diagnostics.add(import_diagnostics::no_workbook_reader(shown));
    return std::nullopt;
  }
  const TemporaryFolder folder;
  const std::string book = folder.path("book.xlsx");
  write(book, bytes);
  const ProcessEnd end = run_program(
      {kReader, "--all", "--sheetdelimiter", kSheetMarkOption, "--dateformat", "%Y-%m-%d",
       "--ignore-formats", "float", "--outputencoding", "utf-8", book},
      {{"LC_ALL", "C.UTF-8"}, {"PYTHONIOENCODING", "utf-8"}}, folder.path("sheets.csv"));
  std::vector<OfficeSheet> sheets;
  if (end.ok) sheets = sheets_in(read_file(folder.path("sheets.csv")));
  for (OfficeSheet& sheet : sheets) tidy(sheet);
  if (!sheets.empty()) return sheets;
  std::string reason = reason_in(end.errors);
  // Of a file that the user does not know.
  if (const std::size_t at = reason.find(book); at != std::string::npos)
    reason.replace(at, book.size(), shown);
  diagnostics.add(import_diagnostics::unreadable_workbook(shown, reason));
  return std::nullopt;
}

}  // namespace

std::optional<OfficeFile> read_office_file(const std::string& path, Diagnostics& diagnostics) {
  OfficeFile file;
  file.shown = path == "-" ? "<stdin>" : path;
  std::string bytes = read_file(path);
  const FileKind kind = kind_of(bytes);
  if (kind == FileKind::kText) {
    file.sheets.push_back({"", std::move(bytes)});
    return file;
  }
  if (kind != FileKind::kXlsx) {
    diagnostics.add(import_diagnostics::no_table_file(file.shown, name_of(kind)));
    return std::nullopt;
  }
  auto sheets = read_workbook(file.shown, bytes, diagnostics);
  if (!sheets) return std::nullopt;
  file.sheets = std::move(*sheets);
  return file;
}

std::string spreadsheet_number(const std::string& cell) {
  constexpr int kDigits = 15;
  const std::size_t exponent = cell.find_first_of("Ee");
  const bool is_small = exponent != std::string::npos && cell.find('-', exponent) == exponent + 1;
  const std::string mantissa = cell.substr(0, exponent);
  const std::size_t point = mantissa.find('.');
  if (mantissa.empty() || mantissa.find_first_not_of("-.0123456789") != std::string::npos ||
      (exponent != std::string::npos && !is_small))
    return cell;
  if (!is_small && (point == std::string::npos || mantissa.size() <= kDigits + 1)) return cell;
  const auto number = Decimal::parse(cell);
  if (!number || number->is_zero()) return cell;
  // The digits before the point decide how many are kept after it.
  int places = kDigits;
  for (Decimal rest = number->abs(); rest >= Decimal(1); rest = rest / Decimal(10)) --places;
  for (Decimal rest = number->abs() * Decimal(10); rest < Decimal(1); rest = rest * Decimal(10))
    ++places;
  return number->rounded(places, Rounding::kHalfEven).to_string();
}

}  // namespace zhaoshang
