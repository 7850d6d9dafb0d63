#include "cli/option_table.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <utility>

#include "domain/period.h"
#include "engine/policy/document.h"
#include "workspace/paper_files.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kMostThreads = 1024;
constexpr std::size_t kMostErrors = 1'000'000'000;

bool read_text(std::string_view value, std::optional<std::string>& text) {
  text = value;
  return !value.empty();
}

template <typename Meaning, typename Target>
bool read_word(std::string_view value,
               std::initializer_list<std::pair<std::string_view, Meaning>> words, Target& target) {
  for (const auto& [word, meaning] : words) {
    if (word != value) continue;
    target = meaning;
    return true;
  }
  return false;
}

/// Decimal digits only: 010 would be ten to some and eight to others.
bool read_count(std::string_view value, std::size_t low, std::size_t high, std::size_t& count) {
  const char* end = value.data() + value.size();
  std::size_t read = 0;
  const auto [stop, fault] = std::from_chars(value.data(), end, read);
  const bool padded = value.size() > 1 && value.front() == '0';
  if (fault != std::errc() || stop != end || padded || read < low || read > high) return false;
  count = read;
  return true;
}

bool read_period(std::string_view value, Options& options) {
  options.period = value;
  return Period::parse(value).has_value();
}

bool read_language(std::string_view value, Options& options) {
  if (!read_word<Language>(value, {{"zh", Language::kChinese}, {"en", Language::kEnglish}},
                           options.results_language)) {
    return false;
  }
  options.style.language = *options.results_language;
  return true;
}

bool read_format(std::string_view value, Options& options) {
  return read_word<TableFormat>(
      value,
      {{"csv", TableFormat::kCsv}, {"md", TableFormat::kMarkdown}, {"json", TableFormat::kJson}},
      options.format);
}

bool read_let(std::string_view value, Options& options) {
  const std::size_t equals = value.find('=');
  const std::string_view name = value.substr(0, equals);
  if (equals == std::string_view::npos || !(name == "?" || is_policy_name(name))) return false;
  options.lets.push_back({std::string(name), std::string(value.substr(equals + 1))});
  return true;
}

Message words_form(std::string_view argument) {
  const std::string words(argument);
  return {"可以是 " + words, "it may be " + words};
}

const CommandOption kFolder = {
    .letter = "C",
    .argument = "DIR",
    .says = {"工作区,即 zhaoshang.yaml 所在的文件夹;默认是当前文件夹",
             "the workspace (holds zhaoshang.yaml); default: the current folder"},
    .form = {"给出一个文件夹", "give a folder"},
    .read = [](std::string_view value, Options& options) {
      options.folder = value;
      return !value.empty();
    }};

const CommandOption kPolicy = {
    .name = "policy",
    .argument = "FILE",
    .says = {"政策文件,代替工作区的", "the policy, instead of the workspace's"},
    .form = {"给出一个文件", "give a file"},
    .read = [](std::string_view value, Options& options) {
      return read_text(value, options.policy);
    }};

// A new workspace may also begin with a policy that is installed.
const CommandOption kNewPolicy = {.name = "policy",
                                  .argument = "POLICY",
                                  .says = {"政策文件,或随程序安装的政策的名称",
                                           "the policy file, or the name of an installed one"},
                                  .form = {"给出一个文件", "give a file"},
                                  .read = [](std::string_view value, Options& options) {
                                    return read_text(value, options.policy);
                                  }};

const CommandOption kPeriod = {
    .name = "period",
    .argument = "P",
    .says = {"所属期:2022、2022H1、2022Q1、2022-03 或 起日..止日",
             "the period: 2022, 2022H1, 2022Q1, 2022-03, or first..last day"},
    .form = {"写成 2022、2022H1、2022Q1、2022-03 或 2022-03-01..2022-06-30",
             "write 2022, 2022H1, 2022Q1, 2022-03 or 2022-03-01..2022-06-30"},
    .read = read_period};

const CommandOption kAsOf = {
    .name = "as-of",
    .argument = "DATE",
    .says = {"看数据的那一天,未到期的不算未完成;默认是所属期最后一天",
             "what is due later is pending; default: the last day of the period"},
    .form = {"写成 2022-06-30", "write 2022-06-30"},
    .read = [](std::string_view value, Options& options) {
      options.as_of = Date::parse_iso(value);
      return options.as_of.has_value();
    }};

const CommandOption kOutput = {.letter = "o",
                               .name = "output",
                               .argument = "DIR",
                               .says = {"结果放到这个文件夹;- 把第一张表打印出来",
                                        "where results go; - prints the first table"},
                               .form = {"给出一个文件夹或 -", "give a folder or -"},
                               .read = [](std::string_view value, Options& options) {
                                 return read_text(value, options.output);
                               }};

const CommandOption kFormat = {.name = "format",
                               .argument = "csv|md|json",
                               .says = {"表的格式;默认 csv", "the form of tables; default: csv"},
                               .form = words_form("csv, md, json"),
                               .read = read_format};

const CommandOption kTo = {
    .name = "to",
    .argument = "html|docx|xlsx",
    .says = {"另写成网页、文档或工作簿;几种用逗号连",
             "also a page, a document, a workbook: html,docx"},
    .form = words_form("html, docx, xlsx"),
    .read = [](std::string_view value, Options& options) { return read_papers(value, options.to); },
    .repeats = true};

const CommandOption kToWorkbook = {
    .name = "to",
    .argument = "xlsx",
    .says = {"另写成工作簿,一张表一页", "also as a workbook, a sheet a table"},
    .form = words_form("xlsx"),
    .read = [](std::string_view value, Options& options) {
      return value == "xlsx" && read_papers(value, options.to);
    }};

const CommandOption kLanguage = {
    .name = "lang",
    .argument = "zh|en",
    .says = {"提示和结果表头的语言", "the language of messages and of headings in results"},
    .form = words_form("zh, en"),
    .read = read_language};

const CommandOption kThreads = {
    .name = "threads",
    .argument = "N",
    .says = {"用几个线程;结果不受影响", "how many threads; results are the same"},
    .form = {"写一个 1 到 1024 的整数", "write a whole number from 1 to 1024"},
    .read = [](std::string_view value, Options& options) {
      return read_count(value, 1, kMostThreads, options.threads);
    }};

const CommandOption kStrict = {.name = "strict",
                               .says = {"警告也算错误", "warnings count as errors"},
                               .read = [](std::string_view value, Options& options) {
                                 return read_flag(value, options.strict);
                               }};

const CommandOption kReject = {.name = "reject",
                               .argument = "FILE",
                               .says = {"有错的行写到这个文件,其余照常计算",
                                        "write faulty rows to FILE and go on without them"},
                               .form = {"给出一个文件", "give a file"},
                               .read = [](std::string_view value, Options& options) {
                                 return read_text(value, options.reject);
                               }};

const CommandOption kMaxErrors = {
    .name = "max-errors",
    .argument = "N",
    .says = {"最多显示几条,0 是全部;默认 100", "how many to show, 0: all; default: 100"},
    .form = {"写一个整数,0 是全部", "write a whole number; 0 shows all"},
    .read = [](std::string_view value, Options& options) {
      return read_count(value, 0, kMostErrors, options.style.max_errors);
    }};

const CommandOption kDiagnostics = {
    .name = "diagnostics",
    .argument = "text|jsonl",
    .says = {"错误提示的格式", "the form of diagnostics"},
    .form = words_form("text, jsonl"),
    .read = [](std::string_view value, Options& options) {
      return read_word<bool>(value, {{"text", false}, {"jsonl", true}}, options.style.json_lines);
    }};

// `auto` keeps what the surroundings said.
const CommandOption kColor = {
    .name = "color",
    .argument = "auto|always|never",
    .says = {"错误提示和终端上的表是否着色",
             "whether messages and tables on a terminal have colour"},
    .form = words_form("auto, always, never"),
    .read = [](std::string_view value, Options& options) {
      const bool automatic = options.style.color;
      return read_word<bool>(value, {{"auto", automatic}, {"always", true}, {"never", false}},
                             options.style.color);
    }};

const CommandOption kExcel = {
    .name = "excel",
    .says = {"CSV 带 BOM 和 CR LF,供电子表格打开", "CSV with a BOM and CR LF, for spreadsheets"},
    .read = [](std::string_view value, Options& options) {
      return read_flag(value, options.excel);
    }};

const CommandOption kShowPrivate = {
    .name = "show-private",
    .says = {"不遮盖身份证号、银行账号等",
             "do not mask identity numbers, bank accounts and the like"},
    .read = [](std::string_view value, Options& options) {
      return read_flag(value, options.show_private);
    }};

const CommandOption kQuiet = {.letter = "q",
                              .name = "quiet",
                              .says = {"除错误提示外什么也不说", "say nothing but diagnostics"},
                              .read = [](std::string_view value, Options& options) {
                                return read_flag(value, options.quiet);
                              }};

const CommandOption kVerbose = {
    .letter = "v",
    .name = "verbose",
    .says = {"说出读写哪些文件", "say which files are read and written"},
    .read = [](std::string_view value,
               Options& options) { return read_flag(value, options.verbose); },
    .excludes = "quiet"};

const CommandOption kVersion = {
    .name = "version", .says = {"打印版本", "print the version"}, .in_environment = false};

const CommandOption kHelp = {.letter = "h",
                             .name = "help",
                             .says = {"打印这份说明", "print this summary"},
                             .in_environment = false};

const CommandOption kBook = {
    .name = "book",
    .says = {"把核定兑现的记入 awarded.csv,供以后年度查重",
             "enter what was granted in awarded.csv, for the years to come"},
    .read = [](std::string_view value, Options& options) { return read_flag(value, options.book); },
    .in_environment = false};

const CommandOption kLet = {
    .name = "let",
    .argument = "NAME=EXPR",
    .says = {"给名称一个值;可多次,后面的用得到前面的;? 是 --test 检验的值",
             "bind a name; later ones see earlier ones; ? is what --test tests"},
    .form = {"写成 名称=表达式,例如 --let 'x=3000万元'",
             "write NAME=EXPR, such as --let 'x=3000万元'"},
    .read = read_let,
    .repeats = true,
    .in_environment = false};

const CommandOption kTest = {
    .name = "test",
    .says = {"EXPR 是决策表格子里的条件,检验 ? 的值",
             "EXPR is what a cell of a decision table holds, tests on ?"},
    .read = [](std::string_view value, Options& options) { return read_flag(value, options.test); },
    .in_environment = false};

const CommandOption kTable = {
    .name = "table",
    .argument = "FILE",
    .says = {"算这个文件(YAML 或 JSON)里的决策表",
             "work out the decision table in FILE, YAML or JSON"},
    .form = {"给出一个文件", "give a file"},
    .read = [](std::string_view value,
               Options& options) { return read_text(value, options.table); },
    .in_environment = false};

const CommandOption kReportFormat = {
    .name = "format",
    .argument = "json",
    .says = {"打印成一个 JSON 对象", "print one JSON object"},
    .form = words_form("json"),
    .read =
        [](std::string_view value, Options& options) {
          return read_word<TableFormat>(value, {{"json", TableFormat::kJson}}, options.format);
        },
    .in_environment = false};

const CommandOption kAs = {
    .name = "as",
    .argument = "TABLE",
    .says = {"是哪张表;默认看文件名和标题",
             "which table it is; default: told by its name and headings"},
    .form = {"写表名,例如 --as payments", "name a table: --as payments"},
    .read = [](std::string_view value,
               Options& options) { return read_text(value, options.import_table); },
    .in_environment = false};

const CommandOption kSheet = {
    .name = "sheet",
    .argument = "SHEET",
    .says = {"工作簿里的哪张工作表", "which sheet of a workbook"},
    .form = {"写工作表的名称或序号,例如 --sheet 1", "give a sheet's name or number: --sheet 1"},
    .read = [](std::string_view value,
               Options& options) { return read_text(value, options.sheet); },
    .in_environment = false};

const CommandOption kOutputFile = {
    .letter = "o",
    .name = "output",
    .argument = "FILE",
    .says = {"写到这个文件;默认打印", "where the table goes; default: standard output"},
    .form = {"给出一个文件", "give a file"},
    .read = [](std::string_view value,
               Options& options) { return read_text(value, options.output); },
    .in_environment = false};

const CommandOption kReplace = {
    .name = "replace",
    .says = {"-o 的文件已经存在也覆盖", "overwrite the file of -o where it is there"},
    .read = [](std::string_view value,
               Options& options) { return read_flag(value, options.replace); },
    .in_environment = false};

const CommandOption kTablesFormat = {
    .name = "format",
    .argument = "csv|md|json",
    .says = {"打印成表,而不是文字", "print tables instead of text"},
    .form = words_form("csv, md, json"),
    .read = read_format,
    .in_environment = false};

const CommandOption kDetails = {
    .letter = "v",
    .name = "verbose",
    .says = {"全部列出,不只是要注意的", "list everything, not only what asks for attention"},
    .read = [](std::string_view value, Options& options) {
      return read_flag(value, options.verbose);
    }};

const CommandOption kWrite = {
    .name = "write",
    .says = {"写回原文件,而不是打印", "replace the files instead of printing"},
    .read = [](std::string_view value,
               Options& options) { return read_flag(value, options.write); },
    .in_environment = false};

const CommandOption kValueFormat = {
    .name = "format",
    .argument = "json",
    .says = {"打印一行 {\"type\": T, \"value\": V}", "print one line {\"type\": T, \"value\": V}"},
    .form = words_form("json"),
    .read = [](std::string_view value, Options& options) {
      return read_word<TableFormat>(value, {{"json", TableFormat::kJson}}, options.format);
    }};

// Two of them: the workspace under one and under the other.
const CommandOption kPolicies = {
    .name = "policy",
    .argument = "FILE",
    .says = {"政策文件;写两次,比较两个政策", "the policy file; twice, to compare two policies"},
    .form = {"给出一个文件", "give a file"},
    .read =
        [](std::string_view value, Options& options) {
          options.policies.emplace_back(value);
          return !value.empty() && options.policies.size() <= 2;
        },
    .repeats = true,
    .in_environment = false};

const CommandOption kSet = {
    .name = "set",
    .argument = "NAME=VALUE",
    .says = {"换一个参数值试算;可多次", "try another value of a parameter; may be repeated"},
    .form = {"写成 参数=值,例如 --set line=75%", "write NAME=VALUE, such as --set line=75%"},
    .read =
        [](std::string_view value, Options& options) {
          const std::size_t equals = value.find('=');
          if (equals == std::string_view::npos || equals == 0) return false;
          options.set.push_back(
              {std::string(value.substr(0, equals)), std::string(value.substr(equals + 1))});
          return true;
        },
    .repeats = true,
    .in_environment = false};

}  // namespace

std::string CommandOption::spelled() const {
  return name.empty() ? "-" + std::string(letter) : "--" + std::string(name);
}

std::string CommandOption::variable() const {
  if (!in_environment || name.empty()) return {};
  std::string text = "ZHAOSHANG_";
  for (const char c : name) {
    text += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return text;
}

const CommandOptions& workspace_options() {
  static const CommandOptions kAll = {
      &kFolder,      &kPolicy,   &kPeriod,      &kAsOf,   &kOutput, &kFormat,
      &kExcel,       &kLanguage, &kThreads,     &kStrict, &kReject, &kMaxErrors,
      &kDiagnostics, &kColor,    &kShowPrivate, &kQuiet,  &kVerbose};
  return kAll;
}

const CommandOptions& compare_options() {
  static const CommandOptions kAll = {
      &kFolder,   &kPolicies, &kSet,    &kPeriod, &kAsOf,      &kOutput,      &kFormat, &kExcel,
      &kLanguage, &kThreads,  &kReject, &kStrict, &kMaxErrors, &kDiagnostics, &kColor,  &kQuiet};
  return kAll;
}

const CommandOptions& general_options() {
  static const CommandOptions kAll = {&kVersion, &kHelp};
  return kAll;
}

const CommandOption& book_option() { return kBook; }
const CommandOption& papers_option() { return kTo; }
const CommandOption& workbook_option() { return kToWorkbook; }

const CommandOptions& eval_options() {
  static const CommandOptions kAll = {&kLet,      &kTest,   &kTable,     &kValueFormat,
                                      &kLanguage, &kStrict, &kMaxErrors, &kDiagnostics,
                                      &kColor,    &kQuiet};
  return kAll;
}

const CommandOptions& message_options() {
  static const CommandOptions kAll = {&kLanguage,    &kStrict, &kMaxErrors,
                                      &kDiagnostics, &kColor,  &kQuiet};
  return kAll;
}

const CommandOption& tables_format_option() { return kTablesFormat; }
const CommandOption& verbose_option() { return kDetails; }
const CommandOption& write_option() { return kWrite; }

const CommandOptions& new_workspace_options() {
  static const CommandOptions kAll = {&kNewPolicy, &kExcel};
  return kAll;
}

const CommandOptions& import_options() {
  static const CommandOptions kAll = {&kAs,          &kOutputFile, &kReplace,      &kSheet,
                                      &kFolder,      &kPolicy,     &kReportFormat, &kExcel,
                                      &kLanguage,    &kReject,     &kStrict,       &kMaxErrors,
                                      &kDiagnostics, &kColor,      &kShowPrivate,  &kQuiet};
  return kAll;
}

const CommandOptions& policy_options() {
  static const CommandOptions kAll = {&kReportFormat, &kLanguage, &kStrict, &kMaxErrors,
                                      &kDiagnostics,  &kColor,    &kQuiet};
  return kAll;
}

bool read_flag(std::string_view value, bool& flag) {
  return read_word<bool>(value, {{"true", true}, {"1", true}, {"false", false}, {"0", false}},
                         flag);
}

}  // namespace zhaoshang
