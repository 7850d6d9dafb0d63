#include "cli/policy_commands.h"

#include "cli/cli_diagnostics.h"
#include "commands/init.h"
#include "commands/policy_check.h"
#include "commands/policy_doc.h"
#include "commands/policy_fmt.h"
#include "commands/policy_schema.h"
#include "commands/policy_test.h"

namespace zhaoshang {
namespace {

bool read_policy_file(std::string_view value, Options& options) {
  options.policies.emplace_back(value);
  return !value.empty();
}

const CommandArgument kPolicyFiles = {.name = "FILE", .read = read_policy_file, .repeats = true};

void check_policy_files(const Options& options, Diagnostics& diagnostics) {
  if (options.policies.empty()) diagnostics.add(cli_diagnostics::no_file_named());
}

bool read_new_folder(std::string_view value, Options& options) {
  options.output = value;
  return !value.empty();
}

void check_new_workspace(const Options& options, Diagnostics& diagnostics) {
  if (!options.output || !options.policy) {
    diagnostics.add(cli_diagnostics::nothing_to_make());
  }
}

Command policy_check() {
  CommandOptions own = {&tables_format_option(), &verbose_option()};
  own.insert(own.end(), message_options().begin(), message_options().end());
  return {.name = "policy check",
          .word = "查错",
          .says = {"政策的错误;哪些条款有规则,哪些参数原文没有",
                   "faults; which clauses have rules, what the source leaves open"},
          .usage = {"[OPTION]... FILE..."},
          .examples = {{"zhaoshang policy check county/policy.yaml",
                        {"查错,再列出没有规则的条款", "faults, then clauses without a rule"}},
                       {"zhaoshang policy check -v county/policy.yaml",
                        {"每一条款、每张台账怎么读", "every clause, and how each table is read"}}},
          .argument = kPolicyFiles,
          .own_options = own,
          .check = check_policy_files,
          .run = run_policy_check};
}

Command policy_test() {
  return {.name = "policy test",
          .word = "试算",
          .says = {"试算政策中的例子:结果是否如所写,哪些规则没有例子",
                   "do a policy's examples come out, and which rules have none"},
          .usage = {"[OPTION]... FILE..."},
          .examples = {{"zhaoshang policy test county/policy.yaml",
                        {"逐个例子试算", "work out one example after the other"}}},
          .argument = kPolicyFiles,
          .own_options = policy_options(),
          .check = check_policy_files,
          .run = run_policy_test};
}

Command policy_fmt() {
  CommandOptions own = {&write_option()};
  own.insert(own.end(), message_options().begin(), message_options().end());
  return {.name = "policy fmt",
          .word = "排版",
          .says = {"政策的标准写法:表格对齐,意思和注释不变",
                   "policies in canonical form: tables aligned, nothing said differently"},
          .usage = {"[OPTION]... FILE..."},
          .examples = {{"zhaoshang policy fmt county/policy.yaml", {"打印出来", "print it"}},
                       {"zhaoshang policy fmt --write county/*.yaml",
                        {"写回各个文件", "replace the files"}}},
          .argument = kPolicyFiles,
          .own_options = own,
          .check = check_policy_files,
          .run = run_policy_fmt};
}

Command policy_doc() {
  return {.name = "policy doc",
          .word = "成文",
          .says = {"把政策写成给人看的文件(Markdown):条款、参数、公式、奖项",
                   "the scheme as Markdown: clauses, parameters, formulas, awards"},
          .usage = {"[OPTION]... FILE..."},
          .examples = {{"zhaoshang policy doc county/policy.yaml > scheme.md",
                        {"办法全文", "the whole scheme"}}},
          .argument = kPolicyFiles,
          .own_options = message_options(),
          .check = check_policy_files,
          .run = run_policy_doc};
}

Command policy_schema() {
  return {.name = "policy schema",
          .word = "模式",
          .says = {"政策文件的 JSON Schema,编辑器用它补全和查错",
                   "a JSON Schema by which editors complete and check policies"},
          .usage = {"[OPTION]..."},
          .examples = {{"zhaoshang policy schema > policy.schema.json",
                        {"交给编辑器", "for the editor"}}},
          .own_options = message_options(),
          .run = run_policy_schema};
}

Command init() {
  CommandOptions own = new_workspace_options();
  own.insert(own.end(), message_options().begin(), message_options().end());
  return {.name = "init",
          .word = "建立",
          .says = {"按政策建一个新工作区:设置和带表头的空表",
                   "a workspace for a policy: settings, and empty tables"},
          .usage = {"[OPTION]... DIR --policy POLICY"},
          .examples = {{"zhaoshang init county --policy policy.yaml",
                        {"新文件夹 county", "the new folder county"}},
                       {"zhaoshang init county --policy policy.yaml --lang zh",
                        {"表头用中文", "with Chinese headings"}},
                       {"zhaoshang init county --policy town-2014",
                        {"从随程序安装的政策开始,政策抄在 county 里",
                         "begin with an installed policy, which is copied to county"}}},
          .argument = {.name = "DIR", .read = read_new_folder},
          .own_options = own,
          .check = check_new_workspace,
          .run = run_init};
}

}  // namespace

const std::vector<Command>& policy_commands() {
  static const std::vector<Command> kAll = {init(),       policy_check(), policy_test(),
                                            policy_fmt(), policy_doc(),   policy_schema()};
  return kAll;
}

}  // namespace zhaoshang
