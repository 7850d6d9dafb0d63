#include "cli/cli_diagnostics.h"

#include <fmt/format.h>

#include <utility>

namespace zhaoshang::cli_diagnostics {
namespace {

Diagnostic error(std::string_view slug, Message text, Message help) {
  return {Severity::kError, std::string(slug), {}, std::move(text), std::move(help), {}};
}

Message did_you_mean(const std::string& nearest) {
  return {fmt::format("是不是 {}?", nearest), fmt::format("did you mean {}?", nearest)};
}

/// `zhaoshang COMMAND --help`.
std::string help_of(std::string_view command) {
  return command.empty() ? "zhaoshang --help" : fmt::format("zhaoshang {} --help", command);
}

}  // namespace

Diagnostic missing_command() {
  return error("missing-command", {"没有写命令", "no command is given"},
               {"zhaoshang --help 列出命令", "zhaoshang --help lists the commands"});
}

Diagnostic nothing_to_explain() {
  return error("nothing-to-explain",
               {"没有写要解释哪个阶段、哪个对象", "there is no stage and subject to explain"},
               {"写成 zhaoshang explain assess T02,后面可以再写指标",
                "write zhaoshang explain assess T02, and perhaps a figure"});
}

Diagnostic nothing_to_compare() {
  return error("nothing-to-compare", {"要比较的没有写全", "what to compare is not given in full"},
               {"写两个结果文件夹,或 --policy 两次,或 --set 参数=值",
                "name two folders of results, or --policy twice, or --set NAME=VALUE"});
}

Diagnostic nothing_to_verify() {
  return error("nothing-to-verify", {"没有写回执", "no receipt is named"},
               {"写成 zhaoshang verify results/2022/receipt.json",
                "write zhaoshang verify results/2022/receipt.json"});
}

Diagnostic nothing_to_close() {
  return error("nothing-to-close", {"没有写所属期", "no period is named"},
               {"写成 zhaoshang close 2022", "write zhaoshang close 2022"});
}

Diagnostic missing_part(std::string_view group, const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : "|") + part;
  return error("missing-part",
               {fmt::format("zhaoshang {} 后面要写做什么", group),
                fmt::format("zhaoshang {} needs a word for what to do", group)},
               {fmt::format("写成 zhaoshang {} {}", group, all),
                fmt::format("write zhaoshang {} {}", group, all)});
}

Diagnostic unknown_command(std::string_view name, const std::optional<std::string>& nearest) {
  return error("unknown-command",
               {fmt::format("没有命令“{}”", name), fmt::format("there is no command \"{}\"", name)},
               nearest
                   ? did_you_mean(*nearest)
                   : Message{"zhaoshang --help 列出命令", "zhaoshang --help lists the commands"});
}

Diagnostic options_conflict(std::string_view option, std::string_view other) {
  return error("options-conflict",
               {fmt::format("{} 和 {} 不能同时用", option, other),
                fmt::format("{} and {} do not go together", option, other)},
               {"只留其中一个", "leave one of them out"});
}

Diagnostic unknown_shell(std::string_view name) {
  Message said{"没有写是哪种 shell", "no shell is named"};
  if (!name.empty()) {
    said = {fmt::format("没有“{}”的补全脚本", name),
            fmt::format("there is no completion for the shell \"{}\"", name)};
  }
  return error("unknown-shell", said,
               {"写 zhaoshang completion bash 或 zhaoshang completion zsh",
                "write zhaoshang completion bash or zhaoshang completion zsh"});
}

Diagnostic unknown_option(std::string_view option, std::string_view command,
                          const std::optional<std::string>& nearest,
                          const std::vector<std::string>& elsewhere, bool takes_expression) {
  Message help = {fmt::format("{} 列出选项", help_of(command)),
                  fmt::format("{} lists the options", help_of(command))};
  if (nearest) {
    help = did_you_mean(*nearest);
  } else if (!elsewhere.empty()) {
    const std::string names = fmt::format("zhaoshang {}", fmt::join(elsewhere, ", "));
    help = {fmt::format("有它的是 {}", names), fmt::format("{} has it", names)};
  } else if (takes_expression) {
    help.zh += ";以 - 开头的表达式放在 -- 后面";
    help.en += "; an expression that starts with - stands after --";
  }
  const std::string of = command.empty() ? "zhaoshang" : fmt::format("zhaoshang {}", command);
  return error(
      "unknown-option",
      {fmt::format("{} 没有选项 {}", of, option), fmt::format("{} has no option {}", of, option)},
      std::move(help));
}

Diagnostic option_without_value(std::string_view option, const Message& form) {
  return error("option-without-value",
               {fmt::format("{} 后面缺少值", option), fmt::format("{} needs a value", option)},
               form);
}

Diagnostic option_value(std::string_view option, std::string_view value, const Message& form,
                        const std::optional<std::string>& nearest) {
  const Message truth = {"可以是 true, false", "it may be true, false"};
  Message help = form.empty() ? truth : form;
  if (nearest) {
    const Message guess = did_you_mean(*nearest);
    help = {guess.zh + " " + help.zh, guess.en + " " + help.en};
  }
  return error("option-value",
               {fmt::format("{} 的值“{}”读不懂", option, value),
                fmt::format("{} cannot be \"{}\"", option, value)},
               std::move(help));
}

Diagnostic surplus_argument(std::string_view argument, std::string_view command,
                            bool takes_expression) {
  Message help = {fmt::format("{} 列出用法", help_of(command)),
                  fmt::format("{} shows the usage", help_of(command))};
  if (takes_expression) {
    help = {"整个表达式用单引号括起来", "put the whole expression in single quotes"};
  }
  return error("surplus-argument",
               {fmt::format("zhaoshang {} 用不上参数“{}”", command, argument),
                fmt::format("zhaoshang {} has no use for \"{}\"", command, argument)},
               std::move(help));
}

Diagnostic usage(std::string_view text) {
  return error("usage",
               {fmt::format("命令行读不懂:{}", text),
                fmt::format("the command line cannot be followed: {}", text)},
               {"zhaoshang --help 列出命令和选项", "zhaoshang --help lists commands and options"});
}

Diagnostic expression_or_table(bool both) {
  Message text = {"没有写要算的表达式或决策表", "neither an expression nor a table is given"};
  if (both) text = {"表达式和 --table 只能有一个", "an expression and --table do not go together"};
  return error("expression-or-table", std::move(text),
               {"写 zhaoshang eval '1 + 2' 或 zhaoshang eval --table FILE",
                "write zhaoshang eval '1 + 2' or zhaoshang eval --table FILE"});
}

Diagnostic test_of_nothing() {
  return error("test-of-nothing",
               {"--test 要有被检验的值和条件", "--test needs a value to test and the tests"},
               {"写 zhaoshang eval --let '?=3000' --test '[3000..10000)'",
                "write zhaoshang eval --let '?=3000' --test '[3000..10000)'"});
}

Diagnostic nothing_to_make() {
  return error(
      "nothing-to-make",
      {"没有写新文件夹,或没有写 --policy", "a new folder and --policy must both be named"},
      {"写成 zhaoshang init 文件夹 --policy 政策文件", "write zhaoshang init DIR --policy FILE"});
}

Diagnostic nothing_to_import() {
  return error("nothing-to-import", {"没有写要导入的文件", "there is no file to import"},
               {"写成 zhaoshang import payments 到位资金.csv -o data/payments.csv",
                "write zhaoshang import payments export.csv -o data/payments.csv"});
}

Diagnostic no_file_named() {
  return error("no-file-named", {"没有写政策文件", "no policy file is named"},
               {"把文件写在命令后面", "name the file after the command"});
}

Diagnostic system_failure(const Message& message, const Message& help) {
  const Message usual{
      "检查路径、权限和磁盘空间",
      "look at the path, at who may read and write there, and at the room on the disk"};
  return error("system-failure", message, help.empty() ? usual : help);
}

Diagnostic out_of_memory() {
  return error(
      "out-of-memory", {"内存不够", "out of memory"},
      {"减小所属期,或换内存更大的机器", "take a shorter period or a machine with more memory"});
}

Diagnostic our_fault(std::string_view what) {
  return error("our-fault",
               {fmt::format("程序自身出错:{}", what),
                fmt::format("a fault of the programme's own: {}", what)},
               {"请把命令行和政策文件报告给维护者",
                "please report it with the command line and the policy"});
}

}  // namespace zhaoshang::cli_diagnostics
