#include "workspace/workspace_diagnostics.h"

#include <fmt/format.h>

#include <utility>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"

namespace zhaoshang::workspace_fault {
namespace {

Diagnostic error(std::string_view slug, Place place, Message text, Message help = {}) {
  return {Severity::kError, std::string(slug), std::move(place),
          std::move(text),  std::move(help),   {}};
}

}  // namespace

Diagnostic not_schema_one(Span value, std::string_view text) {
  return error("settings-schema", value.place(),
               {fmt::format("只认得 schema: 1,写的是 {}", visible(text)),
                fmt::format("only schema: 1 is known, this says {}", visible(text))},
               {"写成 schema: 1", "write schema: 1"});
}

Diagnostic empty_path(Span value) {
  return error("settings-path", value.place(), {"路径是空的", "the path is empty"},
               {"写一个文件夹,如 results", "name a folder, such as results"});
}

Diagnostic path_too_long(Span value) {
  return error("path-too-long", value.place(),
               {"路径太长:一个名字至多 255 字节,整个路径至多 4095 字节",
                "the path is too long: a name has at most 255 bytes, a path at most 4095"},
               {"改用短些的路径", "take a shorter one"});
}

Diagnostic bad_period(Span value, std::string_view text) {
  return error("settings-period", value.place(),
               {fmt::format("“{}”不是所属期", visible(text)),
                fmt::format("\"{}\" is no period", visible(text))},
               {"写成 2022、2022H1、2022Q1、2022-03 或 2022-03-01..2022-06-30",
                "write 2022, 2022H1, 2022Q1, 2022-03 or 2022-03-01..2022-06-30"});
}

Diagnostic unknown_data_table(Span name, std::string_view text,
                              const std::vector<std::string>& known) {
  Message help{fmt::format("有这些表:{}", fmt::join(known, " ")),
               fmt::format("the tables are: {}", fmt::join(known, " "))};
  if (const auto near = nearest(text, known)) {
    help = {fmt::format("是不是 {}?", *near), fmt::format("is it {}?", *near)};
  }
  return error("unknown-data-table", name.place(),
               {fmt::format("没有“{}”这张表", visible(text)),
                fmt::format("there is no table {}", visible(text))},
               std::move(help));
}

Diagnostic outside_workspace(const Place& place, std::string_view path) {
  return error(
      "outside-workspace", place,
      {fmt::format("{} 不在工作区之内", visible(path)),
       fmt::format("{} is not within the workspace", visible(path))},
      {"把文件放进工作区,写相对路径", "put the file into the workspace and write a relative path"});
}

Diagnostic no_such_data(const Place& place, std::string_view pattern) {
  return error("no-such-data", place,
               {fmt::format("没有文件与“{}”相符", visible(pattern)),
                fmt::format("no file is named {}", visible(pattern))},
               {"路径相对于 zhaoshang.yaml 所在的文件夹",
                "paths are relative to the folder of zhaoshang.yaml"});
}

Diagnostic not_a_file(const Place& place, std::string_view path) {
  return error("not-a-file", place,
               {fmt::format("{} 不是普通文件", visible(path)),
                fmt::format("{} is not a regular file", visible(path))},
               {"写文件名;读一个文件夹里的文件用通配,如 data/units/*.csv",
                "name a file; for the files of a folder use a pattern such as data/units/*.csv"});
}

Diagnostic bad_receipt(const Place& place) {
  return error("bad-receipt", place, {"不是本程序的回执", "this is no receipt of ours"},
               {"用某次运行写出的 receipt.json", "give the receipt.json that a run has written"});
}

}  // namespace zhaoshang::workspace_fault
