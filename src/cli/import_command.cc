#include "cli/import_command.h"

#include "cli/cli_diagnostics.h"
#include "cli/option_table.h"
#include "commands/import.h"

namespace zhaoshang {
namespace {

/// `TABLE FILE` or `FILE`: the last word is the file. false: the table is named already.
bool read_import(std::string_view value, Options& options) {
  if (!options.import_file.empty()) {
    if (options.import_table) return false;
    options.import_table = options.import_file;
  }
  options.import_file = value;
  return !value.empty();
}

void check_import(const Options& options, Diagnostics& diagnostics) {
  if (options.import_file.empty()) diagnostics.add(cli_diagnostics::nothing_to_import());
}

}  // namespace

Command import_command() {
  return {.name = "import",
          .word = "导入",
          .says = {"读一次单位报来的表,写成规范的 CSV",
                   "an office's export, read once, as a canonical CSV file"},
          .usage = {"[OPTION]... [TABLE] FILE"},
          .examples = {{"zhaoshang import payments 到位资金.xlsx -o county/data/payments.csv",
                        {"到位资金台账", "the ledger of what came in"}},
                       {"zhaoshang import export.csv -C county",
                        {"用县里政策的标题来认,打印出来",
                         "told by the headings of the county's policy, printed"}}},
          .argument = {.name = "FILE", .read = read_import, .repeats = true},
          .own_options = import_options(),
          .check = check_import,
          .run = run_import};
}

}  // namespace zhaoshang
