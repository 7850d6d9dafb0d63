#include "commands/import_diagnostics.h"

#include <utility>

#include <fmt/format.h>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"

namespace zhaoshang::import_diagnostics {
namespace {

Diagnostic error(std::string_view slug, const std::string& path, Message text, Message help) {
  Diagnostic made;
  made.slug = slug;
  made.place.path = path;
  made.text = std::move(text);
  made.help = std::move(help);
  return made;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  return visible(fmt::format("{}", fmt::join(words, between)));
}

}  // namespace

Diagnostic no_table_file(const std::string& path, const Message& kind) {
  return error(
      "no-table-file", path, {"这不是 CSV,是" + kind.zh, "this is no CSV but " + kind.en},
      {"用表格软件打开,另存为“CSV UTF-8(逗号分隔)”或 .xlsx,再 import",
       "open it in a spreadsheet, save it as \"CSV UTF-8 (comma delimited)\" or .xlsx, and "
       "import that"});
}

Diagnostic no_workbook_reader(const std::string& path) {
  return error(
      "no-xlsx2csv", path,
      {"读 .xlsx 要用 xlsx2csv,这台机器上没有安装",
       "reading .xlsx needs xlsx2csv, which is not installed"},
      {"安装它(Debian:apt install xlsx2csv),或在表格软件中另存为“CSV UTF-8(逗号分隔)”",
       "install it (Debian: apt install xlsx2csv), or save the sheet as \"CSV UTF-8 (comma "
       "delimited)\" from the spreadsheet"});
}

Diagnostic unreadable_workbook(const std::string& path, std::string_view reason) {
  const std::string said = reason.empty() ? std::string() : ": " + visible(reason);
  return error("unreadable-workbook", path,
               {"工作簿读不出来" + said, "the workbook cannot be read" + said},
               {"用表格软件打开看看,另存为“CSV UTF-8(逗号分隔)”",
                "see whether a spreadsheet opens it, and save the sheet as \"CSV UTF-8 (comma "
                "delimited)\""});
}

Diagnostic unknown_sheet(const std::string& path, std::string_view sheet,
                         const std::vector<std::string>& known) {
  const std::string name = visible(sheet);
  Message help{"有这些工作表:" + joined(known, "、"), "its sheets are: " + joined(known, ", ")};
  if (known.empty())
    help = {"这个文件不是工作簿,去掉 --sheet", "the file is no workbook: leave --sheet out"};
  if (const auto near = nearest(sheet, known))
    help = {fmt::format("是不是“{}”?", visible(*near)),
            fmt::format("did you mean \"{}\"?", visible(*near))};
  return error("unknown-sheet", path,
               {fmt::format("没有工作表“{}”", name), fmt::format("there is no sheet \"{}\"", name)},
               std::move(help));
}

Diagnostic several_sheets(const std::string& path, const std::vector<std::string>& sheets) {
  return error("several-sheets", path,
               {"几张工作表都有这张表的标题:" + joined(sheets, "、"),
                "several sheets have the headings of the table: " + joined(sheets, ", ")},
               {"用 --sheet 指定一张,例如 --sheet 1", "name one with --sheet, such as --sheet 1"});
}

Diagnostic unknown_import_table(std::string_view name, const std::vector<std::string>& known) {
  const std::string shown = visible(name);
  Message help{"有这些表:" + joined(known, " "), "the tables are: " + joined(known, " ")};
  if (const auto near = nearest(name, known))
    help = {fmt::format("是不是 {}?", *near), fmt::format("did you mean {}?", *near)};
  return error("import-table", "",
               {fmt::format("没有“{}”这张表", shown), fmt::format("there is no table {}", shown)},
               std::move(help));
}

Diagnostic untold_table(const std::string& path, const std::vector<std::string>& fitting) {
  Message help{
      "用 --as 说明是哪张表,例如 --as payments;如果标题是县里自己的叫法,加上 --policy 或 -C",
      "say with --as which it is, such as --as payments; where the headings are the "
      "county's own, give --policy or -C"};
  if (!fitting.empty())
    help = {"用 --as 说明是哪张表,可能是:" + joined(fitting, " "),
            "say with --as which it is; it may be: " + joined(fitting, " ")};
  return error(
      "untold-table", path,
      {"从文件名和标题看不出是哪张表", "neither its name nor its headings tell which table it is"},
      std::move(help));
}

Diagnostic no_headings_found(const std::string& path, std::string_view table,
                             const std::vector<std::string>& wanted) {
  return error(
      "headings-not-found", path,
      {fmt::format("前几行里没有表 {} 的标题行", table),
       fmt::format("no line at its top has the headings of the table {}", table)},
      {fmt::format("标题可以是:{};县里自己的叫法写在政策的 columns 中,并加上 --policy 或 -C",
                   joined(wanted, "、")),
       fmt::format("headings may be: {}; a county's own are named under columns in its "
                   "policy, given by --policy or -C",
                   joined(wanted, ", "))});
}

Diagnostic total_differs(const Place& line, std::string_view heading, std::string_view said,
                         std::string_view sum) {
  Diagnostic made =
      error("total-differs", "",
            {fmt::format("合计行的“{}”是 {},各行加起来是 {}", visible(heading), visible(said), sum),
             fmt::format("the total of \"{}\" is {} here, the rows come to {}", visible(heading),
                         visible(said), sum)},
            {"核对是不是少了行、重了行,或单位不同",
             "see whether rows are missing, doubled or in another unit"});
  made.severity = Severity::kWarning;
  made.place = line;
  return made;
}

Diagnostic output_exists(std::string_view path) {
  const std::string shown = visible(path);
  return error("output-exists", "",
               {fmt::format("{} 已经存在,没有改动", shown),
                fmt::format("{} is there already and is left as it is", shown)},
               {"换一个文件名,或加上 --replace 覆盖它", "name another file, or add --replace"});
}

}  // namespace zhaoshang::import_diagnostics
