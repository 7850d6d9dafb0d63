#include "engine/report/report_xlsx.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <map>
#include <new>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "engine/base/output.h"
#include "engine/base/process.h"
#include "engine/base/system_error.h"
#include "engine/base/temporary_folder.h"
#include "engine/base/utf8.h"
#include "engine/report/xlsx_library.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kLongestSheetName = 31;        // characters
constexpr std::size_t kLongestCell = 32767;          // characters
constexpr std::size_t kMostDigits = 15;              // that a spreadsheet's number keeps
constexpr std::size_t kNarrowest = 6, kWidest = 60;  // columns, in characters
constexpr std::size_t kRowsMeasured = 1000;          // for the width of a column
constexpr std::int64_t kFirstYear = 1900;            // of a spreadsheet's calendar
constexpr std::int64_t kSecondsInDay = 86400;

/// A figure that a cell can hold as a number: its value and how many decimals it shows.
struct Figure {
  double value = 0;  // of at most 15 digits, so that it prints as the same digits
  std::size_t decimals = 0;
  bool is_percent = false;
};

std::optional<Figure> figure_of(const Cell& cell) {
  if (cell.kind != Cell::Kind::kNumber) return std::nullopt;
  Figure figure;
  std::string_view text = cell.text;
  figure.is_percent = text.ends_with('%');
  if (figure.is_percent) text.remove_suffix(1);
  if (text.starts_with('+')) text.remove_prefix(1);
  std::optional<Decimal> number = Decimal::parse(text);
  if (!number) return std::nullopt;
  const auto digits = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  if (digits > kMostDigits) return std::nullopt;
  const std::size_t point = text.find('.');
  if (point != std::string_view::npos) figure.decimals = text.size() - point - 1;
  if (figure.is_percent) *number = *number / Decimal(100);
  const std::string plain = number->to_string();
  std::from_chars(plain.data(), plain.data() + plain.size(), figure.value);
  return figure;
}

std::string number_format(std::size_t decimals, bool is_percent) {
  std::string format = is_percent || decimals == 0 ? "0" : "#,##0";
  if (decimals > 0) format += "." + std::string(decimals, '0');
  return is_percent ? format + "%" : format;
}

/// What a sheet may be called: short, without some characters, unlike the others.
class SheetNames {
 public:
  std::string name_for(const std::string& title) {
    std::string wanted;
    for (const char c : visible(title))
      wanted += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : '_';
    if (wanted.empty()) wanted = "Sheet";
    std::string name = cut(wanted, kLongestSheetName);
    for (int number = 2; !taken_.insert(name).second; ++number) {
      const std::string ending = " " + std::to_string(number);
      name = cut(wanted, kLongestSheetName - ending.size()) + ending;
    }
    return name;
  }

 private:
  static std::string cut(std::string_view text, std::size_t characters) {
    std::size_t end = 0;
    for (std::size_t count = 0; count < characters && end < text.size(); ++count)
      next_code_point(text, end);
    return std::string(text.substr(0, end));
  }

  std::set<std::string> taken_;
};

/// Throws SystemError where a workbook would have to leave something out.
void check_fits(const ReportTable& table) {
  if (table.rows.size() >= LXW_ROW_MAX || table.columns.size() > LXW_COL_MAX) {
    throw SystemError({table.name + " 大于工作表的 1048576 行或 16384 列",
                       table.name + " is larger than a sheet's 1048576 rows or 16384 columns"},
                      {"改用 CSV", "take CSV instead"});
  }
  for (const ReportTable::Row& row : table.rows) {
    const bool fits = std::all_of(row.begin(), row.end(), [](const Cell& cell) {
      return cell.text.size() <= kLongestCell || character_count(cell.text) <= kLongestCell;
    });
    if (fits) continue;
    throw SystemError({table.name + " 有一格长于工作簿的 32767 个字符",
                       table.name + " has a cell longer than a workbook's 32767 characters"},
                      {"改用 CSV", "take CSV instead"});
  }
}

class Workbook {
 public:
  Workbook(const std::string& path, Date made_on) : book_(library_.workbook_new(path.c_str())) {
    check_made(book_);
    lxw_doc_properties properties{};
    properties.created = static_cast<std::time_t>(made_on.days() * kSecondsInDay);
    check(library_.workbook_set_properties(book_, &properties));
    heading_ = new_format();
    library_.format_set_bold(heading_);
    library_.format_set_bg_color(heading_, 0xF2F2F2);
    library_.format_set_border(heading_, LXW_BORDER_THIN);
    date_ = format_of("yyyy-mm-dd");
    text_ = format_of("@");
  }

  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook() {
    if (book_ != nullptr) library_.lxw_workbook_free(book_);
  }

  void add(const ReportTable& table, Headings headings) {
    const std::string& title =
        headings == Headings::kTitles && !table.title.empty() ? table.title : table.name;
    lxw_worksheet* sheet = library_.workbook_add_worksheet(book_, names_.name_for(title).c_str());
    check_made(sheet);
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      add_column(sheet, table, column, heading(table.columns[column], headings));
    library_.worksheet_freeze_panes(sheet, 1, 0);
    if (!table.rows.empty()) {
      check(library_.worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                                          static_cast<lxw_col_t>(table.columns.size() - 1)));
    }
  }

  /// Writes the file; frees the book, whatever comes of it.
  void close() { check(library_.workbook_close(std::exchange(book_, nullptr))); }

 private:
  /// A cell that cannot be written is no cell to leave out.
  static void check(lxw_error error) {
    if (error != LXW_NO_ERROR) throw std::bad_alloc();
  }

  /// The library gives nothing only where there is no memory.
  static void check_made(const void* made) {
    if (made == nullptr) throw std::bad_alloc();
  }

  lxw_format* new_format() {
    lxw_format* const format = library_.workbook_add_format(book_);
    check_made(format);
    return format;
  }

  lxw_format* format_of(const std::string& number_format) {
    lxw_format*& format = formats_[number_format];
    if (format == nullptr) {
      format = new_format();
      library_.format_set_num_format(format, number_format.c_str());
    }
    return format;
  }

  void add_column(lxw_worksheet* sheet, const ReportTable& table, std::size_t at,
                  const std::string& title) {
    const auto column = static_cast<lxw_col_t>(at);
    check(library_.worksheet_write_string(sheet, 0, column, title.c_str(), heading_));
    std::size_t width = std::max(kNarrowest, display_width(title) + 3);  // the filter's arrow
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const Cell& cell = table.rows[row][at];
      if (row < kRowsMeasured) width = std::max(width, display_width(cell.text) + 2);
      write(sheet, static_cast<lxw_row_t>(row + 1), column, cell);
    }
    check(library_.worksheet_set_column(sheet, column, column,
                                        static_cast<double>(std::min(width, kWidest)), nullptr));
  }

  void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
    if (cell.text.empty()) return;
    if (const auto figure = figure_of(cell)) {
      check(library_.worksheet_write_number(
          sheet, row, column, figure->value,
          format_of(number_format(figure->decimals, figure->is_percent))));
    } else if (const auto date = date_of(cell)) {
      lxw_datetime day{};
      day.year = static_cast<int>(date->year());
      day.month = static_cast<int>(date->month());
      day.day = static_cast<int>(date->day());
      check(library_.worksheet_write_datetime(sheet, row, column, &day, date_));
    } else {
      check(library_.worksheet_write_string(sheet, row, column, cell.text.c_str(), text_));
    }
  }

  static std::optional<Date> date_of(const Cell& cell) {
    if (cell.kind != Cell::Kind::kPlain) return std::nullopt;
    const auto date = Date::parse_iso(cell.text);
    return date && date->year() > kFirstYear ? date : std::nullopt;
  }

  const XlsxLibrary& library_ = XlsxLibrary::get();
  lxw_workbook* book_;
  SheetNames names_;
  std::map<std::string, lxw_format*> formats_;
  lxw_format* heading_ = nullptr;
  lxw_format* date_ = nullptr;
  lxw_format* text_ = nullptr;
};

}  // namespace

std::string to_xlsx(const std::vector<ReportTable>& tables, Headings headings, Date made_on) {
  for (const ReportTable& table : tables) check_fits(table);
  XlsxLibrary::get();  // a failure to load it is told from here
  const TemporaryFolder folder;
  const std::string path = folder.path("tables.xlsx");
  const ProcessEnd end = run_apart([&] {
    Workbook workbook(path, made_on);
    for (const ReportTable& table : tables) workbook.add(table, headings);
    workbook.close();
  });
  // Where it has no memory the library may say so and go on without a part of the workbook.
  if (!end.ok || !end.errors.empty()) {
    throw SystemError({"工作簿做不出来:内存或磁盘不够 " + end.errors,
                       "the workbook cannot be made: too little memory or disk " + end.errors});
  }
  return read_file(path);
}

}  // namespace zhaoshang
