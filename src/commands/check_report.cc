#include "commands/check_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "commands/award_steps.h"
#include "commands/clause_coverage.h"
#include "commands/rule_coverage.h"
#include "commands/used_columns.h"
#include "commands/values_of_policy.h"
#include "engine/base/utf8.h"
#include "engine/policy/text_table.h"
#include "scheme/streamed_tables.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kComputed = "computed";
constexpr std::string_view kRecorded = "recorded";
constexpr std::string_view kUncovered = "uncovered";
constexpr std::string_view kProved = "proved";

std::string on_one_line(std::string_view text) {
  std::string line(trim(text));
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

Cell count_cell(std::size_t count) {
  return number_cell(Decimal(static_cast<std::int64_t>(count)));
}

std::string source_of(const Span& span) {
  const Place place = span.place();
  return fmt::format("{}:{}", place.path, place.line);
}

ReportTable clauses_table(const OpenedPolicy& policy) {
  ReportTable table{"clauses",
                    "条款",
                    {{"clause", "条款"}, {"status", "状态"}, {"rules", "规则"}, {"text", "原文"}},
                    {},
                    {}};
  for (const CoveredClause& each : clause_coverage(policy.policy, policy.root)) {
    const std::string_view status = !each.rules.empty()     ? kComputed
                                    : each.clause->recorded ? kRecorded
                                                            : kUncovered;
    table.rows.push_back({text_cell(each.clause->id), plain_cell(std::string(status)),
                          text_cell(fmt::format("{}", fmt::join(each.rules, "; "))),
                          text_cell(on_one_line(each.clause->text))});
  }
  return table;
}

ReportTable parameters_table(const Policy& policy) {
  ReportTable table{"parameters",
                    "参数",
                    {{"parameter", "参数"},
                     {"clause", "条款"},
                     {"value", "值"},
                     {"open", "原文没有"},
                     {"note", "说明"}},
                    {},
                    {}};
  for (const ParameterForm& each : policy.parameters) {
    std::string value;
    for (const ParameterForm::Dated& dated : each.values) {
      value += value.empty() ? "" : "; ";
      if (dated.from) value += dated.from->to_string() + ": ";
      value += on_one_line(dated.value.text.text());
    }
    table.rows.push_back({text_cell(each.name), text_cell(each.clause), text_cell(value),
                          boolean_cell(each.open), text_cell(on_one_line(each.note))});
  }
  return table;
}

/// Why loading could not prove a table; empty: it did.
std::string doubt_about(const TableForm& table, const Diagnostics& found) {
  const Place first = table.span.place();
  const std::size_t last = table.span.file->line_of(table.span.end);
  for (const Diagnostic& each : found.sorted()) {
    const bool is_here = each.place.line >= first.line && each.place.line <= last;
    if (is_here && each.slug.starts_with("table-")) return each.slug;
  }
  return {};
}

ReportTable decision_tables_table(const OpenedPolicy& policy, const Diagnostics& found) {
  ReportTable table{"decision_tables",
                    "决策表",
                    {{"source", "出处"}, {"section", "所在"}, {"rows", "行数"}, {"proof", "证明"}},
                    {},
                    {}};
  for_each_value(policy.policy, [&](const std::string& section, const ValueForm& value) {
    const auto* form = std::get_if<TableForm>(&value.is);
    if (form == nullptr) return;
    std::string proof = doubt_about(*form, found);
    if (proof.empty()) proof = form->incomplete_allowed ? "incomplete allowed" : kProved;
    table.rows.push_back({text_cell(source_of(form->span)), text_cell(section),
                          count_cell(form->rules.size()), plain_cell(proof)});
  });
  return table;
}

/// How many rules read a stream row by row, each in a pass of its own.
std::size_t row_rules_of(const Plan& plan, std::uint32_t table) {
  std::size_t rules = 0;
  const auto add = [&](const std::vector<RequirementPlan>& requirements) {
    for (const RequirementPlan& each : requirements) rules += each.table == table ? 1 : 0;
  };
  add(plan.roster);
  add(plan.attendance.requirements);
  for (const AssessmentPlan& each : plan.assessments) add(each.requirements);
  add(plan.reward.requirements);
  for (const BulletinPlan& bulletin : plan.bulletins) {
    for (const BulletinPartPlan& part : bulletin.parts) {
      const bool reads = part.form->kind == BulletinPart::Kind::kTable && part.table == table;
      rules += reads ? 1 : 0;
    }
  }
  return rules;
}

std::vector<std::string> folds_over(const Plan& plan, std::uint32_t table) {
  std::vector<std::string> folds;
  for (const PlanTable& owner : plan.tables()) {
    for (const Field& field : owner.fields) {
      if (field.kind != Field::Kind::kFold || field.fold->child != table) continue;
      folds.push_back(owner.name + ": " + on_one_line(field.fold->span.text()));
    }
  }
  return folds;
}

constexpr const char* kStreamed = "streamed";
constexpr const char* kBySize = "by size";
constexpr const char* kHeld = "held";

/// How a table is read: large ones are streamed where the rules let them.
const char* reading_of(const OpenedPolicy& policy, const PlanTable& table) {
  if (table.schema.is_long) return kStreamed;
  if (is_looked_up(*policy.plan, *policy.plan->find_table(table.name))) return kHeld;
  return streaming_plan(policy.policy, {table.name}).plan != nullptr ? kBySize : kHeld;
}

/// Tables that the policy uses.
ReportTable inputs_table(const OpenedPolicy& policy) {
  const Plan& plan = *policy.plan;
  ReportTable table{"inputs",
                    "台账",
                    {{"table", "表"},
                     {"reading", "读法"},
                     {"passes", "遍数"},
                     {"folds", "累计"},
                     {"columns", "用到的列"}},
                    {},
                    {}};
  for (const UsedTable& used : used_tables(plan)) {
    const std::uint32_t index = *plan.find_table(used.table->name);
    const bool is_long = used.table->schema.is_long;
    const std::vector<std::string> folds = folds_over(plan, index);
    const std::size_t passes = is_long ? (folds.empty() ? 0 : 1) + row_rules_of(plan, index) : 1;
    std::string columns;
    for (const ColumnSchema* column : used.columns) {
      columns += (columns.empty() ? "" : " ") + column->name;
    }
    table.rows.push_back({text_cell(used.table->name), plain_cell(reading_of(policy, *used.table)),
                          count_cell(passes), text_cell(fmt::format("{}", fmt::join(folds, "; "))),
                          text_cell(columns)});
  }
  return table;
}

constexpr const char* kCliff = "cliff";
constexpr const char* kInversion = "inversion";

/// Leaps of awards.
ReportTable steps_table(const Plan& plan) {
  ReportTable table{"steps",
                    "跳档",
                    {{"section", "所在"},
                     {"clause", "条款"},
                     {"figure", "指标"},
                     {"kind", "类别"},
                     {"below", "之前"},
                     {"at", "之后"},
                     {"amount_before", "之前金额"},
                     {"amount_after", "之后金额"},
                     {"given", "其他条件"}},
                    {},
                    {}};
  for (const AwardStep& each : award_steps(plan)) {
    table.rows.push_back({text_cell(each.section), text_cell(each.clause), text_cell(each.figure),
                          plain_cell(each.is_inversion ? kInversion : kCliff),
                          plain_cell(each.below), plain_cell(each.at), plain_cell(each.before),
                          plain_cell(each.after), text_cell(each.given)});
  }
  return table;
}

std::size_t count(const ReportTable& table, std::size_t column, std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(table.rows.begin(), table.rows.end(),
                    [&](const auto& row) { return row[column].text == text; }));
}

/// The text of one policy.
class CheckText {
 public:
  CheckText(const CheckedPolicy& checked, bool verbose, Language language)
      : checked_(checked), verbose_(verbose), language_(language) {}

  std::string write() {
    out_ = checked_.path + "\n";
    clauses();
    parameters();
    decision_tables();
    steps();
    say(2, {fmt::format("规则 {} 条,例子 {} 个", checked_.rules, checked_.examples),
            fmt::format("{} rules, {} examples", checked_.rules, checked_.examples)});
    if (verbose_) inputs();
    return std::move(out_);
  }

 private:
  void clauses() {
    const std::size_t computed = count(checked_.clauses, 1, kComputed);
    const std::size_t recorded = count(checked_.clauses, 1, kRecorded);
    const std::size_t uncovered = count(checked_.clauses, 1, kUncovered);
    say(2, {fmt::format("条款 {} 条:计算 {},存档 {},没有规则引用 {}", checked_.clauses.rows.size(),
                        computed, recorded, uncovered),
            fmt::format("{} clauses: {} computed, {} recorded, {} that no rule cites",
                        checked_.clauses.rows.size(), computed, recorded, uncovered)});
    for (const auto& row : checked_.clauses.rows) {
      const bool is_uncovered = row[1].text == kUncovered;
      if (!verbose_ && !is_uncovered) continue;
      const std::string& detail = row[1].text == kComputed ? row[2].text : row[3].text;
      line(6, fmt::format("{}  {}: {}", row[0].text, status_word(row[1].text), detail));
    }
  }

  std::string status_word(std::string_view status) const {
    if (language_ == Language::kEnglish) return std::string(status);
    if (status == kComputed) return "计算";
    return status == kRecorded ? "存档" : "没有规则引用,也没有写 recorded: true";
  }

  void parameters() {
    const std::size_t open = count(checked_.parameters, 3, "true");
    say(2, {fmt::format("参数 {} 个,原文没有的 {} 个", checked_.parameters.rows.size(), open),
            fmt::format("{} parameters, {} of them not in the source",
                        checked_.parameters.rows.size(), open)});
    for (const auto& row : checked_.parameters.rows) {
      if (!verbose_ && row[3].text != "true") continue;
      std::string text = fmt::format("{} = {}", row[0].text, row[2].text);
      if (!row[1].text.empty()) text += fmt::format(" ({})", row[1].text);
      if (!row[4].text.empty()) text += "  " + row[4].text;
      line(6, text);
    }
  }

  void decision_tables() {
    const std::size_t proved = count(checked_.decision_tables, 3, kProved);
    say(2, {fmt::format("决策表 {} 张,证明无缺口、无重叠、无死行的 {} 张",
                        checked_.decision_tables.rows.size(), proved),
            fmt::format("{} decision tables, {} proved without gap, overlap or dead row",
                        checked_.decision_tables.rows.size(), proved)});
    for (const auto& row : checked_.decision_tables.rows) {
      if (!verbose_ && row[3].text == kProved) continue;
      line(6, fmt::format("{}: {}: {}", row[0].text, row[1].text, row[3].text));
    }
  }

  /// Where more earns less, always; where an award leaps, on request.
  void steps() {
    const std::size_t cliffs = count(checked_.steps, 3, kCliff);
    const std::size_t inversions = count(checked_.steps, 3, kInversion);
    if (cliffs + inversions == 0) return;
    say(2,
        {fmt::format("奖励跳档 {} 处,多反而少的 {} 处", cliffs, inversions),
         fmt::format("{} leaps of awards, {} places where more earns less", cliffs, inversions)});
    for (const auto& row : checked_.steps.rows) {
      if (!verbose_ && row[3].text == kCliff) continue;
      line(6, fmt::format("{} ({}): {} {} → {}, {} → {}", row[0].text, row[1].text, row[2].text,
                          row[4].text, row[5].text, row[6].text, row[7].text) +
                  (row[8].text.empty() ? std::string() : fmt::format("  [{}]", row[8].text)));
    }
  }

  void inputs() {
    say(2, {"台账:", "tables of data:"});
    for (const auto& row : checked_.inputs.rows) {
      const std::string& reading = row[1].text;
      const char* const in_chinese = reading == kStreamed ? "流式"
                                     : reading == kBySize ? "大表流式,小表读入内存"
                                                          : "读入内存";
      say(6, {fmt::format("{}  {},{} 遍:{}", row[0].text, in_chinese, row[2].text, row[4].text),
              fmt::format("{}  {}, passes: {}; columns: {}", row[0].text, row[1].text, row[2].text,
                          row[4].text)});
      if (!row[3].text.empty()) line(10, row[3].text);
    }
  }

  void say(std::size_t indent, const Message& text) { line(indent, text.in(language_)); }
  void line(std::size_t indent, const std::string& text) {
    out_ += std::string(indent, ' ') + text + "\n";
  }

  const CheckedPolicy& checked_;
  bool verbose_;
  Language language_;
  std::string out_;
};

}  // namespace

bool CheckedPolicy::has_uncovered_clause() const { return count(clauses, 1, kUncovered) > 0; }

CheckedPolicy look_at(const OpenedPolicy& policy, const std::string& path,
                      const Diagnostics& found) {
  CheckedPolicy checked;
  checked.path = path;
  checked.clauses = clauses_table(policy);
  checked.parameters = parameters_table(policy.policy);
  checked.decision_tables = decision_tables_table(policy, found);
  checked.inputs = inputs_table(policy);
  checked.steps = steps_table(*policy.plan);
  checked.rules = RuleCoverage(policy.policy).rule_count();
  checked.examples = policy.policy.tests.size();
  return checked;
}

std::string check_text(const CheckedPolicy& checked, bool verbose, Language language) {
  return CheckText(checked, verbose, language).write();
}

}  // namespace zhaoshang
