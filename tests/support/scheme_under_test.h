// A scheme at work in a test: sections of a policy and CSV texts, from there to figures, findings
// and payments. Tables that the schema marks long are streamed, a few rows a batch, as a workspace
// does; the others are held.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/period.h"
#include "engine/table/csv_reader.h"
#include "engine/value/value.h"
#include "scheme/figures.h"
#include "scheme/findings.h"
#include "scheme/policy_under_test.h"
#include "scheme/settlement.h"

namespace zhaoshang {

/// The text of each table's CSV file, by the table's name.
using TableTexts = std::map<std::string, std::string>;

struct RunUnderTest {
  RunUnderTest(std::string of = "2022", std::string day = "", std::size_t rows = 3)
      : period(std::move(of)), as_of(std::move(day)), batch_rows(rows) {}

  std::string period;
  std::string as_of;  // empty: the last day of the period
  std::size_t batch_rows;
};

/// Compiles at once; `faults()` says what was wrong. Works on the tables when first asked.
class SchemeUnderTest {
 public:
  explicit SchemeUnderTest(const std::string& sections, TableTexts tables = {},
                           RunUnderTest run = {}, const std::string& header = kHeader)
      : written_(std::make_unique<PolicyUnderTest>(sections, header)),
        tables_(std::move(tables)),
        run_(std::move(run)) {
    if (!written_->diagnostics.has_errors()) {
      plan_ = Plan::compile(written_->policy, written_->diagnostics);
    }
  }

  std::string faults() const { return written_->faults(); }
  const Plan& plan() const {
    INFO(faults());
    REQUIRE(plan_ != nullptr);
    return *plan_;
  }

  const Figures& figures() {
    if (figures_) return *figures_;
    const CalendarForm& calendar = plan().policy().calendar;
    const YearStart start{calendar.year_starts_month, calendar.year_starts_day};
    Run run;
    run.period = Period::parse(run_.period, start).value();
    run.as_of = run_.as_of.empty() ? run.period.default_as_of() : read_date(run_.as_of).value();
    std::map<std::string, TableInput, std::less<>> inputs;
    for (const auto& [name, text] : tables_) inputs[name] = input(name, text);
    INFO(zhaoshang::faults(read_faults_));
    REQUIRE_FALSE(read_faults_.has_errors());
    figures_ = std::make_unique<Figures>(plan(), std::move(inputs), std::move(run));
    return *figures_;
  }

  /// The row of a key: an id, `id#2` for the second of several stints, `id span` for a row of the
  /// calendar (`M1 2022-03`, `T1 签约`).
  std::uint32_t row(std::string_view table, const std::string& key) {
    const std::uint32_t of = plan().find_table(table).value();
    const bool is_grain = plan().table(of).kind == PlanTable::Kind::kGrain;
    std::map<std::string, int> seen;
    for (std::uint32_t each = 0; each < figures().row_count(of); ++each) {
      std::string own = figures().id(of, each);
      if (is_grain) {
        const GrainRows& grain = figures().rows(of).grain;
        own += ' ' + (grain.label(each).empty() ? span_text(grain.whole(each)) : grain.label(each));
      }
      const int count = ++seen[own];
      if (own == key || own + '#' + std::to_string(count) == key) return each;
    }
    FAIL("no row ", key, " in ", table);
    return kNoRow;
  }

  /// A field of a row, as a FEEL literal.
  std::string value(std::string_view table, const std::string& key, std::string_view field) {
    REQUIRE(plan().field_index(plan().find_table(table).value(), field).has_value());
    return shown(figures().field(table, field).at(row(table, key)));
  }
  /// A field of every row, `key=value` in the order of the rows.
  std::string column(std::string_view table, std::string_view field) {
    const std::uint32_t of = plan().find_table(table).value();
    REQUIRE(plan().field_index(of, field).has_value());
    const Column values = figures().field(table, field);
    std::string text;
    for (std::uint32_t each = 0; each < values.size(); ++each) {
      text += (text.empty() ? "" : " ") + figures().id(of, each) + '=' + shown(values.at(each));
    }
    return text;
  }

  /// `status rule subject date: message` a line.
  static std::string text(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& each : findings) {
      text += std::string(status_word(each.status)) + ' ' + each.rule + ' ' + each.subject_id;
      if (each.date) text += ' ' + each.date->to_string();
      text += ": " + each.message + '\n';
    }
    return text;
  }
  std::vector<Finding> attendance_findings() {
    return findings_of(figures(), "attendance", plan().attendance.requirements);
  }
  std::vector<Finding> roster_findings() { return findings_of(figures(), "roster", plan().roster); }
  std::string attendance() { return text(attendance_findings()); }
  std::string roster() { return text(roster_findings()); }
  std::string reports() { return text(report_findings(figures(), "attendance")); }

  const AssessmentResult& assessment(std::string_view name) {
    for (std::size_t k = 0; k < plan().assessments.size(); ++k) {
      if (plan().assessments[k].name == name) return figures().assessment(k);
    }
    FAIL("no assessment ", name);
    return figures().assessment(0);
  }
  /// `id score rank rating` a line, `-` for what there is none of.
  std::string assessed(std::string_view name) {
    const AssessmentResult& result = assessment(name);
    const std::uint32_t of = table_of(name);
    std::string text;
    for (std::uint32_t each = 0; each < result.score.size(); ++each) {
      text += figures().id(of, each);
      for (const Column* column : {&result.score, &result.rank, &result.rating}) {
        const Value value = column->at(each);
        text += ' ' + (value.is_null()             ? "-"
                       : value.is(TypeKind::kText) ? value.text()
                                                   : shown(value));
      }
      text += '\n';
    }
    return text;
  }
  /// The scores of one item, `id=score`.
  std::string scores(std::string_view name, std::string_view item) {
    const AssessmentResult& result = assessment(name);
    const std::uint32_t of = table_of(name);
    std::string text;
    for (std::uint32_t each = 0; each < result.score.size(); ++each) {
      text += (text.empty() ? "" : " ") + figures().id(of, each) + '=' +
              shown(result.item(item).score.at(each));
    }
    return text;
  }
  std::string assessment_notes(std::string_view name) {
    for (std::size_t k = 0; k < plan().assessments.size(); ++k) {
      if (plan().assessments[k].name == name) return text(assessment_findings(figures(), k));
    }
    return {};
  }

  const Settlement& settled() {
    if (!settlement_) settlement_ = std::make_unique<Settlement>(settle(figures()));
    return *settlement_;
  }
  /// `award recipient project instalment amount status` a line; `low..high` of an open amount.
  std::string awards() {
    std::string text;
    for (const Award& each : settled().awards) {
      text += each.id + ' ' + each.recipient_id;
      if (!each.project_id.empty()) text += ' ' + each.project_id;
      if (!each.instalment.empty()) text += ' ' + each.instalment;
      if (each.amount) text += ' ' + each.amount->to_string();
      if (each.low && each.high)
        text += ' ' + each.low->to_string() + ".." + each.high->to_string();
      text += ' ' + std::string(status_word(each.status)) + '\n';
    }
    return text;
  }
  /// `due payee award amount` a line.
  std::string payouts() {
    std::string text;
    for (const Payout& each : settled().payouts) {
      text += (each.due_on ? each.due_on->to_string() : "-") + ' ' + each.payee_id + ' ' +
              each.award + ' ' + each.amount.to_string() + '\n';
    }
    return text;
  }
  std::string settlement_findings() { return text(settled().findings); }

 private:
  std::string shown(const Value& value) {
    if (value.is(TypeKind::kRow)) return figures().id(value.row().table, value.row().row);
    if (!value.is(TypeKind::kList)) return to_feel(value);
    std::string text;
    const List& items = value.list();
    for (const Value& item : items) text += (text.empty() ? "" : ",") + shown(item);
    return '[' + text + ']';
  }

  std::uint32_t table_of(std::string_view assessment) {
    for (const AssessmentPlan& plan : plan_->assessments) {
      if (plan.name == assessment) return plan.table;
    }
    return 0;
  }

  TableInput input(const std::string& name, const std::string& text) {
    INFO("table ", name);
    const auto table = plan().find_table(name);
    REQUIRE(table.has_value());
    const TableSchema schema = plan().table(*table).schema;
    const std::string shown = name + ".csv";
    CsvOptions options;
    const CalendarForm& calendar = plan().policy().calendar;
    options.year_starts = {calendar.year_starts_month, calendar.year_starts_day};
    options.batch_rows = run_.batch_rows;
    options.may_lack_columns = true;
    TableInput input;
    input.files = {shown};
    const std::vector<CsvFile> files{{{}, shown, text}};
    if (!schema.is_long) {
      input.held = CsvReader(schema, files, read_faults_, options).read_all();
      return input;
    }
    input.stream = [this, schema, files, options](const auto& consumer) {
      CsvReader reader(schema, files, read_faults_, options);
      Batch batch;
      while (reader.next(batch)) consumer(batch);
    };
    return input;
  }

  std::unique_ptr<PolicyUnderTest> written_;
  TableTexts tables_;
  RunUnderTest run_;
  Diagnostics read_faults_;
  std::unique_ptr<Plan> plan_;
  std::unique_ptr<Figures> figures_;
  std::unique_ptr<Settlement> settlement_;
};

}  // namespace zhaoshang
