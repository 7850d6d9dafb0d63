#include "cli/proof_commands.h"

#include <algorithm>

#include "cli/cli_diagnostics.h"
#include "commands/close.h"
#include "commands/compare.h"
#include "commands/explain.h"
#include "commands/explain_slug.h"
#include "commands/verify.h"
#include "domain/period.h"

namespace zhaoshang {
namespace {

bool read_explained(std::string_view value, Options& options) {
  for (std::string* part : {&options.stage, &options.subject, &options.figure}) {
    if (!part->empty()) continue;
    *part = value;
    return !value.empty();
  }
  return false;
}

/// One word is a diagnostic, unless it is a stage.
bool asks_for_diagnostic(const Options& options) {
  const auto& stages = explained_stages();
  return options.subject.empty() && !options.stage.empty() &&
         std::find(stages.begin(), stages.end(), options.stage) == stages.end();
}

void check_explain(const Options& options, Diagnostics& diagnostics) {
  if (options.subject.empty() && !asks_for_diagnostic(options))
    diagnostics.add(cli_diagnostics::nothing_to_explain());
}

int run_explained(const Options& options, Diagnostics& diagnostics) {
  return asks_for_diagnostic(options) ? run_explain_slug(options, diagnostics)
                                      : run_explain(options, diagnostics);
}

Command explain() {
  return {.name = "explain",
          .word = "解释",
          .says = {"一个数是怎么来的:公式、数字、条款、文件和行号",
                   "how a figure came about: formula, clauses, files and lines"},
          .usage = {"[OPTION]... STAGE SUBJECT [FIGURE]", "[OPTION]... SLUG"},
          .examples = {{"zhaoshang explain assess T02 score -C county --period 2022",
                        {"T02 的总分", "the score of T02"}},
                       {"zhaoshang explain attendance M008 2022-06 -C county --period 2022",
                        {"M008 六月的考勤", "the attendance of M008 in June"}},
                       {"zhaoshang explain reward T02 -C county --period 2022 --format md",
                        {"T02 的各项兑现,Markdown 文本", "all awards of T02, as Markdown"}},
                       {"zhaoshang explain amount-unit",
                        {"提示 amount-unit 是什么意思", "what the diagnostic amount-unit means"}}},
          .argument = {.name = "STAGE SUBJECT [FIGURE]", .read = read_explained, .repeats = true},
          .own_options = {},
          .on_workspace = true,
          .check = check_explain,
          .run = run_explained};
}

bool read_compared(std::string_view value, Options& options) {
  options.compared.emplace_back(value);
  return !value.empty() && options.compared.size() <= 2;
}

void check_compare(const Options& options, Diagnostics& diagnostics) {
  const bool is_of_folders = !options.compared.empty();
  const bool is_of_policies = options.policies.size() == 2 || !options.set.empty();
  if (is_of_folders ? options.compared.size() != 2 || is_of_policies : !is_of_policies)
    diagnostics.add(cli_diagnostics::nothing_to_compare());
}

Command compare() {
  return {
      .name = "compare",
      .word = "比较",
      .says = {"两次结果,或一个工作区在两个政策下:谁变了,变多少",
               "two results, or one workspace under two policies: who moves"},
      .usage = {"[OPTION]... FOLDER FOLDER", "[OPTION]... --policy FILE --policy FILE",
                "[OPTION]... --set NAME=VALUE"},
      .examples = {{"zhaoshang compare county/results/2021 county/results/2022",
                    {"两年的结果", "the results of two years"}},
                   {"zhaoshang compare -C county --period 2022 --set line=75%",
                    {"参数 line 改为 75%,谁得谁失", "who gains and who loses with line at 75%"}}},
      .argument = {.name = "FOLDER", .read = read_compared, .repeats = true},
      .own_options = compare_options(),
      .check = check_compare,
      .run = run_compare};
}

bool read_receipt_path(std::string_view value, Options& options) {
  options.receipt = value;
  return !value.empty();
}

void check_verify(const Options& options, Diagnostics& diagnostics) {
  if (!options.receipt) diagnostics.add(cli_diagnostics::nothing_to_verify());
}

Command verify() {
  CommandOptions own = {&tables_format_option()};
  own.insert(own.end(), message_options().begin(), message_options().end());
  return {.name = "verify",
          .word = "核验",
          .says = {"按回执重算一遍,哪个文件不同就说出来",
                   "works a run out again from its receipt: what differs"},
          .usage = {"[OPTION]... RECEIPT"},
          .examples = {{"zhaoshang verify county/results/2022/receipt.json",
                        {"2022 年的结果还算得出来吗", "do the results of 2022 still come out"}}},
          .argument = {.name = "RECEIPT", .read = read_receipt_path},
          .own_options = own,
          .check = check_verify,
          .run = run_verify};
}

bool read_closed_period(std::string_view value, Options& options) {
  options.period = value;
  return Period::parse(value).has_value();
}

void check_close(const Options& options, Diagnostics& diagnostics) {
  if (!options.period) diagnostics.add(cli_diagnostics::nothing_to_close());
}

Command close() {
  return {
      .name = "close",
      .word = "封账",
      .says = {"一个所属期封账:以后会改动其数字的运行一律拒绝",
               "closes a period: runs that would change it are refused"},
      .usage = {"[OPTION]... PERIOD"},
      .examples = {{"zhaoshang close 2022 -C county", {"2022 年封账", "the year 2022 is closed"}}},
      .argument = {.name = "PERIOD",
                   .read = read_closed_period,
                   .form = {"写成 2022、2022H1、2022Q1、2022-03 或 2022-03-01..2022-06-30",
                            "write 2022, 2022H1, 2022Q1, 2022-03 or 2022-03-01..2022-06-30"}},
      .on_workspace = true,
      .check = check_close,
      .run = run_close};
}

}  // namespace

const std::vector<Command>& proof_commands() {
  static const std::vector<Command> kAll = {explain(), compare(), verify(), close()};
  return kAll;
}

}  // namespace zhaoshang
