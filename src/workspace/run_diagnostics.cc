#include "workspace/run_diagnostics.h"

#include <fmt/format.h>

#include <utility>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"

namespace zhaoshang::run_diagnostics {
namespace {

Diagnostic error(std::string slug, Message text, Message help) {
  Diagnostic made;
  made.slug = std::move(slug);
  made.text = std::move(text);
  made.help = std::move(help);
  return made;
}

}  // namespace

Diagnostic no_workspace(const std::string& folder) {
  Message help{"-C 后面写 zhaoshang.yaml 所在的文件夹",
               "give -C the folder that holds zhaoshang.yaml"};
  if (const auto near = nearest_path(folder)) {
    help = {fmt::format("是不是 {}?{}", *near, help.zh),
            fmt::format("did you mean {}? {}", *near, help.en)};
  }
  return error("no-workspace",
               {fmt::format("没有工作区文件夹 {}", folder),
                fmt::format("there is no workspace folder {}", folder)},
               std::move(help));
}

Diagnostic no_parameter(const std::string& name, const std::vector<std::string>& known) {
  const std::string all = fmt::format("{}", fmt::join(known, " "));
  Message help{"政策的参数有:" + all, "the policy's parameters are: " + all};
  if (const auto near = nearest(name, known))
    help = {fmt::format("是不是 {}?", *near), fmt::format("did you mean {}?", *near)};
  return error("set-parameter",
               {fmt::format("政策没有参数 {}", visible(name)),
                fmt::format("the policy has no parameter {}", visible(name))},
               std::move(help));
}

Diagnostic no_policy(const Place& place, std::string_view settings) {
  Diagnostic made =
      error("no-policy",
            {fmt::format("没有说用哪个政策文件:既没有 --policy,{} 中也没有 policy:", settings),
             fmt::format("no policy is named: neither by --policy nor by policy: in {}", settings)},
            {"加上 --policy 文件", "add --policy FILE"});
  made.place = place;
  return made;
}

Diagnostic no_policy_file(const Place& named, const std::string& path) {
  Message help{"检查 --policy 后面的路径,要一个文件",
               "look at the path given to --policy: a file is wanted"};
  if (!named.path.empty()) {
    help = {"路径相对于 zhaoshang.yaml 所在的文件夹",
            "paths are relative to the folder of zhaoshang.yaml"};
  }
  if (const auto near = nearest_path(path)) {
    help = {fmt::format("是不是 {}?", *near), fmt::format("did you mean {}?", *near)};
  }
  Diagnostic made =
      error("no-policy-file",
            {fmt::format("没有政策文件 {}", path), fmt::format("there is no policy file {}", path)},
            std::move(help));
  made.place = named;
  return made;
}

Diagnostic no_period() {
  return error("no-period",
               {"没有说是哪一期:方案没有截止日期,工作区也没有 period:",
                "no period is named: the scheme does not end, and the workspace has no period:"},
               {"加上 --period,例如 --period 2022 或 --period 2022Q1",
                "add --period, for example --period 2022 or --period 2022Q1"});
}

Diagnostic no_docx_maker() {
  return error(
      "no-pandoc",
      {"--to docx 要用 pandoc,这台机器上没有安装",
       "--to docx needs pandoc, which is not installed"},
      {"安装 pandoc(Debian:apt install pandoc librsvg2-bin),或改用 --to html,用 Word 打开",
       "install pandoc (Debian: apt install pandoc librsvg2-bin), or write --to html, which "
       "Word opens"});
}

Diagnostic no_chart_converter() {
  Diagnostic made =
      error("no-chart-converter",
            {"没有安装 rsvg-convert,DOCX 中不放图",
             "rsvg-convert is not installed: the DOCX has no charts"},
            {"安装它(Debian:apt install librsvg2-bin);图另有 SVG 文件",
             "install it (Debian: apt install librsvg2-bin); the charts are there as SVG "
             "files"});
  made.severity = Severity::kWarning;
  return made;
}

Diagnostic out_of_force(const Span& in_force, std::string_view period) {
  Diagnostic made =
      error("out-of-force",
            {fmt::format("本期 {} 没有一天在办法施行期内", period),
             fmt::format("the scheme is in force on no day of the period {}", period)},
            {"用 --policy 指定当时施行的那一版,或改 --period",
             "give --policy the version that was in force then, or another --period"});
  made.severity = Severity::kWarning;
  made.place = in_force.place();
  return made;
}

Diagnostic needs_a_folder() {
  return error(
      "needs-a-folder",
      {"几个文件不能一起写到标准输出", "several files cannot go to standard output together"},
      {"用 -o 文件夹,或加 --format json,或只运行其中一步、只要一种 --to",
       "give -o a folder, or add --format json, or run one stage alone, --to one format"});
}

}  // namespace zhaoshang::run_diagnostics
