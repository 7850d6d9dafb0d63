#include "commands/scheme_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "commands/clause_coverage.h"
#include "commands/value_document.h"
#include "engine/base/utf8.h"
#include "engine/report/report_markdown.h"

namespace zhaoshang {
namespace {

std::string joined(const std::vector<Located<std::string>>& words, std::string_view all) {
  std::string text;
  for (const auto& each : words) text += (text.empty() ? "" : ", ") + each.value;
  return text.empty() ? std::string(all) : text;
}

std::string word_of(const WordOrParameter& word) {
  return word.parameter.empty() ? word.word : "`" + word.parameter + "`";
}

/// One document. Sections that the policy does not have are left out.
class DocumentWriter {
 public:
  DocumentWriter(const OpenedPolicy& opened, Language language)
      : policy_(opened.policy), root_(opened.root), language_(language) {}

  std::string write() {
    header();
    clauses();
    parameters();
    words();
    calendar();
    columns();
    credit();
    values();
    requirements({"名册要求", "Roster"}, policy_.roster);
    attendance();
    for (const AssessmentForm& each : policy_.assessments) assessment(each);
    reward();
    bulletins();
    return std::move(out_);
  }

 private:
  void header() {
    line("# " + markdown_text(policy_.title.empty() ? policy_.scheme : policy_.title));
    std::string text = say({"方案:", "Scheme: "}) + markdown_text(policy_.scheme);
    text += say({"。有效期:", ". In force: "}) + span(policy_.in_force);
    if (policy_.issued) text += say({"。发布:", ". Issued: "}) + policy_.issued->to_string();
    paragraph(text + say({"。", "."}));
    if (!policy_.source.empty()) {
      paragraph(say({"来源:", "Source: "}) + markdown_text(policy_.source));
    }
  }

  void clauses() {
    if (policy_.clauses.empty()) return;
    section({"条款", "Clauses"});
    for (const CoveredClause& each : clause_coverage(policy_, root_)) {
      paragraph(fmt::format("**{}** {}", markdown_text(each.clause->id),
                            markdown_text(trim(each.clause->text))));
      if (each.rules.empty()) {
        paragraph(each.clause->recorded ? say({"(存档,不计算)", "(recorded, not computed)"})
                                        : say({"(没有规则)", "(no rule)"}));
        continue;
      }
      std::string rules;
      for (const std::string& rule : each.rules) {
        rules += (rules.empty() ? "" : say({"、", ", "})) + ("`" + rule + "`");
      }
      paragraph(say({"规则:", "Rules: "}) + rules);
    }
  }

  void parameters() {
    if (policy_.parameters.empty()) return;
    section({"参数", "Parameters"});
    ReportTable table;
    table.columns = headings({{"参数", "parameter"},
                              {"值", "value"},
                              {"条款", "clause"},
                              {"原文没有", "open"},
                              {"说明", "note"}});
    for (const ParameterForm& each : policy_.parameters) {
      std::string value;
      for (const ParameterForm::Dated& dated : each.values) {
        value += value.empty() ? "" : "; ";
        if (dated.from) value += dated.from->to_string() + say({" 起 ", " on: "});
        value += trim(dated.value.text.text());
      }
      std::string choices;
      for (const Feel& word : each.one_of) {
        choices += (choices.empty() ? "" : " / ") + std::string(trim(word.text.text()));
      }
      if (!choices.empty()) value += " (" + choices + ")";
      table.rows.push_back({text_cell(each.name), text_cell(value), text_cell(each.clause),
                            text_cell(each.open ? say({"是", "yes"}) : ""), text_cell(each.note)});
    }
    add(table);
  }

  void words() {
    if (!policy_.scales.empty()) section({"等级", "Scales"});
    for (const Scale& each : policy_.scales) {
      bullet(fmt::format("`{}`: {}", each.name,
                         markdown_text(fmt::format("{}", fmt::join(each.words, " < ")))));
    }
    end_list();
    if (!policy_.groups.empty()) section({"分组", "Groups"});
    for (const Group& each : policy_.groups) {
      bullet(markdown_text(each.name) + ": " + code(each.condition));
    }
    end_list();
  }

  void calendar() {
    const CalendarForm& calendar = policy_.calendar;
    const bool starts_late = calendar.year_starts_month != 1 || calendar.year_starts_day != 1;
    if (!starts_late && calendar.grains.empty() && !calendar.since) return;
    section({"历", "Calendar"});
    if (starts_late) {
      bullet(fmt::format("{} {:02}-{:02}", say({"年度从", "the year starts on"}),
                         calendar.year_starts_month, calendar.year_starts_day));
    }
    if (calendar.since) {
      bullet(say({"从 ", "counted from "}) + calendar.since->to_string() + say({" 起算", ""}));
    }
    for (const Grain& each : calendar.grains) {
      std::string text = "`" + each.name + "`: ";
      if (each.every_days > 0) {
        text += fmt::format("{} {} {}", say({"每", "every"}), each.every_days, say({"天", "days"}));
        if (each.from) text += say({",从 ", " from "}) + each.from->to_string();
      }
      for (const Grain::Phase& phase : each.phases) {
        text += (&phase == &each.phases.front() ? "" : "; ") + markdown_text(phase.label) + " " +
                span(phase.span);
      }
      bullet(text);
    }
    end_list();
  }

  void columns() {
    if (policy_.columns.empty() && policy_.tables.empty()) return;
    section({"台账的列", "Columns of tables"});
    ReportTable table;
    table.columns = headings({{"表", "table"},
                              {"列", "column"},
                              {"表头", "heading"},
                              {"类型", "type"},
                              {"取值", "values"}});
    const auto add_columns = [&](const std::vector<ColumnForm>& columns) {
      for (const ColumnForm& each : columns) {
        table.rows.push_back(
            {text_cell(each.table), text_cell(each.name), text_cell(each.heading),
             text_cell(each.type),
             text_cell(each.values ? std::string(trim(each.values->text.text())) : "")});
      }
    };
    add_columns(policy_.columns);
    for (const TableDeclaration& each : policy_.tables) add_columns(each.columns);
    add(table);
  }

  void credit() {
    if (policy_.credit.empty()) return;
    section({"认定", "Credit"});
    for (const CreditForm& each : policy_.credit) {
      rule(each.head);
      if (each.condition) bullet(say({"项目:", "projects: "}) + code(*each.condition));
      if (each.to) bullet(say({"归:", "to: "}) + code(*each.to));
      if (!each.role.empty()) bullet(say({"角色:", "role: "}) + markdown_text(each.role));
      if (each.share_expression) {
        bullet(say({"比例:", "share: "}) + code(*each.share_expression));
      }
      end_list();
    }
  }

  void values() {
    if (!policy_.facts.empty()) section({"取值", "Facts"});
    for (const FactForm& each : policy_.facts) {
      value(each.table + "." + each.name, each.value);
    }
    if (!policy_.measures.empty()) section({"指标值", "Measures"});
    for (const MeasureForm& each : policy_.measures) {
      value(each.table + "." + each.name, each.value);
      if (each.target) target(*each.target);
    }
  }

  void value(const std::string& name, const ValueForm& value) {
    std::string text = "**`" + name + "`**";
    if (!value.head.title.empty()) text += " " + markdown_text(value.head.title);
    if (!value.unit.empty()) text += say({",", ", "}) + markdown_text(value.unit);
    paragraph(text + cited(value.head.clause) + noted(value.head.note));
    out_ += value_document(value, language_);
  }

  void target(const TargetForm& target) {
    std::string text = say({"任务:", "Target: "});
    if (target.given) text += say({"由任务表给出", "given by the table of targets"});
    if (target.is) text += code(*target.is);
    if (target.condition) text += say({",适用于 ", ", for "}) + code(*target.condition);
    if (target.cumulative) text += say({",累计数", ", cumulative"});
    if (target.phase_elapsed) text += say({",按已过天数", ", by days passed"});
    if (target.missing)
      text += say({",没有给出时 ", ", where none is given "}) + code(*target.missing);
    paragraph(text);
  }

  void requirements(const Message& title, const std::vector<Requirement>& requirements) {
    if (requirements.empty()) return;
    section(title);
    for (const Requirement& each : requirements) {
      rule(each.head);
      std::string text = fmt::format("`{}`", each.table);
      if (each.when) text += say({",当 ", " when "}) + code(*each.when);
      bullet(text + say({":须 ", ": must hold: "}) + code(each.require));
      bullet(fmt::format("{}: {}", severity_word(each.severity),
                         markdown_text(each.message_text.text())));
      if (each.due) bullet(say({"期限:", "due: "}) + code(*each.due));
      if (!each.action.empty()) bullet(say({"处理:", "action: "}) + markdown_text(each.action));
      end_list();
    }
  }

  void attendance() {
    const AttendanceForm& form = policy_.attendance;
    if (form.resident || form.days_required || form.residents_required || form.reports) {
      section({"考勤", "Attendance"});
      if (form.resident) value("resident", *form.resident);
      if (form.days_required) value("days_required", *form.days_required);
      if (form.residents_required) value("residents_required", *form.residents_required);
      if (form.reports) reports(*form.reports);
    }
    requirements({"考勤要求", "Attendance: requirements"}, form.requirements);
  }

  void reports(const ReportsForm& reports) {
    rule(reports.head);
    std::string text = fmt::format("`{}`", reports.table);
    if (reports.when) text += say({",当 ", " when "}) + code(*reports.when);
    bullet(text);
    if (reports.recipients) bullet(say({"报送:", "to: "}) + code(*reports.recipients));
    if (reports.due) bullet(say({"期限:", "due: "}) + code(*reports.due));
    end_list();
  }

  void assessment(const AssessmentForm& form) {
    const std::string name = form.head.title.empty() ? form.name : form.head.title;
    section({"考核:" + name, "Assessment: " + name});
    std::string text = fmt::format("`{}`: `{}`", form.name, form.subject);
    if (form.condition) text += say({",当 ", " where "}) + code(*form.condition);
    paragraph(text + cited(form.head.clause) + noted(form.head.note));
    items({"指标", "Indicators"}, form.indicators);
    items({"加分", "Bonuses"}, form.bonuses);
    items({"扣分", "Deductions"}, form.deductions);
    if (form.score) paragraph(say({"总分:", "Total: "}) + code(*form.score));
    if (form.cap) paragraph(say({"总分最多 ", "Total at most "}) + code(*form.cap));
    if (form.floor) paragraph(say({"总分最少 ", "Total at least "}) + code(*form.floor));
    if (form.rank) rank(*form.rank);
    if (form.rating) rating(*form.rating);
    requirements({"要求:" + name, "Requirements: " + name}, form.requirements);
  }

  void items(const Message& title, const std::vector<IndicatorForm>& items) {
    if (items.empty()) return;
    out_ += "### " + title.in(language_) + "\n\n";
    for (const IndicatorForm& each : items) item(each, 0);
    end_list();
    for (const IndicatorForm& each : items) long_scores(each);
  }

  void item(const IndicatorForm& item, std::size_t depth) {
    std::string text = std::string(2 * depth, ' ') + "- " + named(item.head);
    if (!item.measure.empty()) text += fmt::format(" `{}`", item.measure);
    if (item.weight) text += say({",权重 ", ", weight "}) + code(*item.weight);
    text += score_text(item);
    if (item.cap) text += say({",最多 ", ", at most "}) + code(*item.cap);
    if (item.cap_none) text += say({",不封顶", ", without a cap"});
    if (item.floor) text += say({",最少 ", ", at least "}) + code(*item.floor);
    if (item.condition) text += say({",适用于 ", ", for "}) + code(*item.condition);
    if (item.otherwise)
      text += say({",没有值时 ", ", where there is none "}) + code(*item.otherwise);
    line_in_list(text + cited(item.head.clause) + noted(item.head.note));
    for (const IndicatorForm& each : item.items) this->item(each, depth + 1);
  }

  std::string score_text(const IndicatorForm& item) const {
    using Score = IndicatorForm::Score;
    switch (item.score) {
      case Score::kNone: return {};
      case Score::kRatio: return say({",按完成率", ", by completion"});
      case Score::kRank: return say({",按名次", ", by rank"});
      case Score::kPass: return say({",达标得满分", ", all or nothing"});
      case Score::kMinMax: return say({",极差法 ", ", min–max of "}) + code(*item.min_max_of);
      case Score::kValue: break;
    }
    const Feel* const feel = item.score_value ? std::get_if<Feel>(&item.score_value->is) : nullptr;
    if (feel != nullptr) return say({",得分 ", ", score "}) + code(*feel);
    return say({",得分见下", ", scored as below"});
  }

  /// Scores that take more than a line.
  void long_scores(const IndicatorForm& item) {
    const bool is_long = item.score_value && !std::holds_alternative<Feel>(item.score_value->is);
    if (is_long) {
      paragraph(named(item.head) + say({":", ":"}));
      out_ += value_document(*item.score_value, language_);
    }
    for (const IndicatorForm& each : item.items) long_scores(each);
  }

  void rank(const RankForm& rank) {
    std::string keys;
    for (const RankKey& each : rank.keys) {
      keys +=
          (keys.empty() ? "" : say({",再", ", then "})) + code(each.by) +
          (each.descending ? say({" 从高到低", " descending"}) : say({" 从低到高", " ascending"}));
    }
    std::string text = say({"名次:", "Rank: by "}) + keys;
    if (rank.within_group) text += say({",组内", ", within the group"});
    paragraph(text + say({",并列:", ", ties: "}) + word_of(rank.ties) + cited(rank.clause));
  }

  void rating(const RatingForm& rating) {
    out_ += "### " + say({"等次", "Rating"}) + "\n\n";
    for (const RatingRule& each : rating.rules) {
      static constexpr const char* kEffects[] = {"sets", "gives", "bars", "raises", "lowers"};
      std::string text = named(each.head) + ": " + code(each.when) + " → " +
                         kEffects[static_cast<std::size_t>(each.effect)] + " " +
                         markdown_text(each.word);
      if (each.due) text += say({",期限 ", ", due "}) + code(*each.due);
      if (!each.action.empty()) text += say({",处理:", ", action: "}) + markdown_text(each.action);
      bullet(text + cited(each.head.clause) + noted(each.head.note));
    }
    if (!rating.otherwise.empty()) {
      bullet(say({"其余:", "otherwise: "}) + markdown_text(rating.otherwise));
    }
    end_list();
  }

  void reward() {
    const RewardForm& reward = policy_.reward;
    if (!reward.awards.empty()) section({"兑现", "Rewards"});
    for (const AwardForm& each : reward.awards) award(each);
    const bool settles = !(reward.exclusive.empty() && reward.caps.empty() &&
                           reward.pools.empty() && reward.clawbacks.empty());
    if (settles) section({"奖项之间", "Between awards"});
    const std::string all = say({"全部", "all"});
    for (const ExclusiveForm& each : reward.exclusive) {
      bullet(named(each.head) + ": " + joined(each.of, all) +
             say({" 不兼得,每个 ", " exclude each other per "}) + each.per.value +
             say({",留 ", ", keep "}) + word_of(each.keep) + cited(each.head.clause));
    }
    for (const CapForm& each : reward.caps) {
      bullet(named(each.head) + ": " + joined(each.of, all) + say({",每个 ", " per "}) +
             each.per.value + say({",最多 ", " at most "}) + code(each.to) +
             say({",核减 ", ", cut "}) + word_of(each.share) + cited(each.head.clause));
    }
    for (const PoolForm& each : reward.pools) {
      bullet(named(each.head) + ": " + joined(each.draws, all) + say({",总额 ", " from "}) +
             code(each.amount) + say({",超出时 ", ", above it "}) + word_of(each.over) +
             cited(each.head.clause));
    }
    for (const ClawbackForm& each : reward.clawbacks) {
      std::string text = named(each.head) + say({":追回 ", ": takes back "}) +
                         joined(each.of, all) + " `" + each.table + "`";
      if (each.when) text += say({",当 ", " when "}) + code(*each.when);
      if (each.share) text += say({",比例 ", ", share "}) + code(*each.share);
      bullet(text + cited(each.head.clause));
    }
    end_list();
    requirements({"兑现要求", "Rewards: requirements"}, reward.requirements);
  }

  void award(const AwardForm& award) {
    rule(award.head);
    std::string text = fmt::format("`{}`", award.table);
    if (award.when) text += say({",当 ", " when "}) + code(*award.when);
    bullet(text);
    if (award.to) bullet(say({"给:", "to: "}) + code(*award.to));
    if (!award.once.empty()) bullet(say({"只奖一次:每 ", "once per "}) + joined(award.once, ""));
    if (!award.less_paid.empty()) {
      bullet(say({"扣去已付:每 ", "less what was paid per "}) + joined(award.less_paid, ""));
    }
    if (award.quota) bullet(say({"名额:", "quota: "}) + code(award.quota->first));
    for (const InstalmentForm& each : award.pay) {
      bullet(say({"分期:", "instalment: "}) + markdown_text(each.title) + " " + code(each.share) +
             say({",于 ", " on "}) + code(each.on));
    }
    if (award.due) bullet(say({"应付:", "due: "}) + code(*award.due));
    if (award.excluded) {
      bullet(say({"除外:", "excluded: "}) + code(award.excluded->when) +
             cited(award.excluded->clause));
    }
    if (award.awaits) {
      bullet(say({"暂缓:", "waits while: "}) + code(award.awaits->when) +
             cited(award.awaits->clause));
    }
    end_list();
    paragraph(say({"金额:", "Amount:"}));
    out_ += value_document(award.amount, language_);
  }

  void bulletins() {
    if (policy_.bulletins.empty()) return;
    section({"通报", "Notices"});
    for (const BulletinForm& each : policy_.bulletins) {
      bullet(named(each.head) + " (" + each.every + "): " + markdown_text(each.title_text.text()) +
             cited(each.head.clause));
    }
    end_list();
  }

  // What the parts share.
  std::string named(const RuleHead& head) const {
    std::string text = "**`" + head.id + "`**";
    if (!head.title.empty()) text += " " + markdown_text(head.title);
    return text;
  }
  void rule(const RuleHead& head) {
    paragraph(named(head) + cited(head.clause) + noted(head.note));
  }
  std::string cited(const std::string& clause) const {
    return clause.empty() ? "" : say({"(", " ("}) + markdown_text(clause) + say({")", ")"});
  }
  std::string noted(const std::string& note) const {
    return note.empty() ? "" : say({"。", ". "}) + markdown_text(trim(note));
  }
  std::string span(const OpenDateSpan& span) const {
    return (span.first ? span.first->to_string() : "") + ".." +
           (span.last ? span.last->to_string() : "");
  }
  std::vector<ReportColumn> headings(const std::vector<Message>& names) const {
    std::vector<ReportColumn> columns;
    for (const Message& each : names) columns.push_back({each.in(language_), ""});
    return columns;
  }
  std::string say(const Message& text) const { return text.in(language_); }
  void section(const Message& title) { line("## " + markdown_text(title.in(language_))); }
  void line(const std::string& text) { out_ += text + "\n\n"; }
  void paragraph(const std::string& text) { out_ += text + "\n\n"; }
  void bullet(const std::string& text) { line_in_list("- " + text); }
  void line_in_list(const std::string& text) {
    out_ += text + "\n";
    is_in_list_ = true;
  }
  void end_list() {
    if (std::exchange(is_in_list_, false)) out_ += "\n";
  }
  void add(const ReportTable& table) { out_ += to_markdown(table, Headings::kNames) + "\n"; }

  const Policy& policy_;
  const PolicyNode& root_;
  Language language_;
  std::string out_;
  bool is_in_list_ = false;
};

}  // namespace

std::string scheme_document(const OpenedPolicy& policy, Language language) {
  std::string text = DocumentWriter(policy, language).write();
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace zhaoshang
