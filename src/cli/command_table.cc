#include "cli/command_table.h"

#include "assess/assess.h"
#include "attendance/attendance.h"
#include "bulletin/bulletin.h"
#include "cli/cli_diagnostics.h"
#include "cli/completion.h"
#include "cli/import_command.h"
#include "cli/policy_commands.h"
#include "cli/proof_commands.h"
#include "commands/eval.h"
#include "commands/run.h"
#include "reward/reward.h"
#include "roster/roster.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kOptionsOnly = "[OPTION]...";

bool read_expression(std::string_view value, Options& options) {
  options.expression = value;
  return true;
}

void check_eval(const Options& options, Diagnostics& diagnostics) {
  if (options.expression.has_value() == options.table.has_value()) {
    diagnostics.add(cli_diagnostics::expression_or_table(options.expression.has_value()));
  }
  if (!options.test) return;
  bool has_value = false;
  for (const Let& let : options.lets) has_value = has_value || let.name == "?";
  if (!has_value || options.table) diagnostics.add(cli_diagnostics::test_of_nothing());
}

Command roster() {
  return {
      .name = "roster",
      .word = "名册",
      .says = {"谁可以在小分队里,缺什么", "who may be on a team, and what is missing"},
      .usage = {kOptionsOnly},
      .examples = {{"zhaoshang roster -C county --as-of 2022-06-30",
                    {"6 月 30 日的名册和问题", "the roster on 30 June and what is wrong with it"}}},
      .own_options = {&workbook_option()},
      .on_workspace = true,
      .run = run_roster};
}

Command attendance() {
  return {.name = "attendance",
          .word = "考勤",
          .says = {"在岗天数、驻点人数、报告、到期的补贴",
                   "resident days, coverage, reports, stipends due"},
          .usage = {kOptionsOnly},
          .examples = {{"zhaoshang attendance -C county --period 2022-03",
                        {"2022 年 3 月的考勤", "attendance in March 2022"}}},
          .own_options = {&workbook_option()},
          .on_workspace = true,
          .run = run_attendance};
}

Command assess() {
  return {.name = "assess",
          .word = "考核",
          .says = {"指标、得分、名次、等次", "measures, scores, ranks, ratings"},
          .usage = {kOptionsOnly},
          .examples = {{"zhaoshang assess -C county --period 2022",
                        {"2022 年的考核结果", "the assessment of 2022"}},
                       {"zhaoshang assess -C county --period 2022H1 -o - --format md",
                        {"上半年的得分表,打印成 Markdown",
                         "the scores of the first half, printed as Markdown"}}},
          .own_options = {&workbook_option()},
          .on_workspace = true,
          .run = run_assess};
}

Command reward() {
  return {.name = "reward",
          .word = "兑现",
          .says = {"奖励、经费、付款计划、追回", "awards, funds, the payment schedule, clawbacks"},
          .usage = {kOptionsOnly},
          .examples = {{"zhaoshang reward -C county --period 2022",
                        {"2022 年的奖励,先看", "the awards of 2022, to look at first"}},
                       {"zhaoshang reward -C county --period 2022 --book",
                        {"再记入 awarded.csv", "then entered in awarded.csv"}}},
          .own_options = {&book_option(), &workbook_option()},
          .on_workspace = true,
          .run = run_reward};
}

Command bulletin() {
  return {.name = "bulletin",
          .word = "通报",
          .says = {"所属期的通报,Markdown 文本", "the notice for the period, as Markdown"},
          .usage = {kOptionsOnly},
          .examples = {{"zhaoshang bulletin -C county --period 2022Q1",
                        {"一季度通报", "the notice for the first quarter"}},
                       {"zhaoshang bulletin -C county --period 2022 --to html,docx",
                        {"全年通报,另有网页和文档",
                         "the year's, as a page and as a document besides"}}},
          .own_options = {&papers_option()},
          .on_workspace = true,
          .run = run_bulletin};
}

Command run() {
  return {
      .name = "run",
      .word = "全部",
      .says = {"依次做完以上五项,每个输入只读一次",
               "the five in order, in one process, each input read once"},
      .usage = {kOptionsOnly},
      .examples = {{"zhaoshang run -C county --period 2022",
                    {"结果在 county/results/2022/", "the results stand in county/results/2022/"}}},
      .own_options = {&papers_option()},
      .on_workspace = true,
      .run = run_run};
}

Command eval() {
  return {.name = "eval",
          .word = "求值",
          .says = {"算一个 FEEL 表达式或一张决策表", "one FEEL expression or one decision table"},
          .usage = {"[--let NAME=EXPR]... [--test] EXPR", "[--let NAME=EXPR]... --table FILE"},
          .examples = {{"zhaoshang eval --let 'paid=9600万元' --let 'plan=1亿元' 'paid / plan'",
                        {"0.96", "0.96"}},
                       {"zhaoshang eval --let '?=3000' --test '[3000..10000)'", {"true", "true"}},
                       {"zhaoshang eval --let 'completion=96%' --table table.yaml",
                        {"完成率 96% 时表中的结果", "what the table says of 96%"}},
                       {"zhaoshang eval --let x=3 -- '-x ** 2'",
                        {"以 - 开头的表达式放在 -- 后面",
                         "an expression that starts with - stands after --"}}},
          .argument = {.name = "EXPR", .read = read_expression, .is_expression = true},
          .own_options = eval_options(),
          .check = check_eval,
          .run = run_eval};
}

bool read_shell(std::string_view value, Options& options) {
  options.shell = value;
  return !value.empty();
}

void check_completion(const Options& options, Diagnostics& diagnostics) {
  if (options.shell.empty()) diagnostics.add(cli_diagnostics::unknown_shell({}));
}

Command completion() {
  return {.name = "completion",
          .word = "补全",
          .says = {"命令行的补全脚本,bash 或 zsh", "the completion script of bash or zsh"},
          .usage = {"[OPTION]... bash|zsh"},
          .examples = {{"eval \"$(zhaoshang completion bash)\"",
                        {"写进 ~/.bashrc,就能按 Tab 补全",
                         "in ~/.bashrc: commands are completed with Tab"}}},
          .argument = {.name = "bash|zsh", .read = read_shell},
          .own_options = message_options(),
          .check = check_completion,
          .run = run_completion};
}

}  // namespace

std::string_view Command::group() const {
  const std::size_t space = name.find(' ');
  return space == std::string_view::npos ? std::string_view() : name.substr(0, space);
}

std::string_view Command::last_name() const {
  const std::size_t space = name.find(' ');
  return space == std::string_view::npos ? name : name.substr(space + 1);
}

std::string Command::page() const {
  return "zhaoshang-" + std::string(group().empty() ? name : group());
}

const std::vector<CommandGroup>& command_groups() {
  static const std::vector<CommandGroup> kAll = {
      {"policy", "政策", {"只看政策文件", "a policy file by itself"}}};
  return kAll;
}

CommandOptions Command::options() const {
  CommandOptions all = own_options;
  if (on_workspace) {
    all.insert(all.end(), workspace_options().begin(), workspace_options().end());
  }
  all.insert(all.end(), general_options().begin(), general_options().end());
  return all;
}

const std::vector<Command>& commands() {
  static const std::vector<Command> kAll = [] {
    std::vector<Command> all = {roster(), attendance(), assess(), reward(), bulletin(), run()};
    all.insert(all.end(), proof_commands().begin(), proof_commands().end());
    all.push_back(eval());
    all.push_back(import_command());
    all.insert(all.end(), policy_commands().begin(), policy_commands().end());
    all.push_back(completion());
    return all;
  }();
  return kAll;
}

}  // namespace zhaoshang
