#include "scheme/tracer.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "domain/cell_words.h"
#include "engine/table/identity_number.h"
#include "scheme/figures_cache.h"
#include "scheme/stint.h"

namespace zhaoshang {

Tracer::Tracer(const Figures& figures) : figures_(figures), data_(&figures) {
  trace_.scheme = figures.plan().policy().scheme;
  trace_.period = figures.run().period.text;
  trace_.as_of = figures.run().as_of.to_string();
}

namespace {

void gather_rows(const Operation& operation, std::set<std::string, std::less<>>& rows) {
  if (!operation.source.empty()) rows.insert(operation.source);
  for (const Operation& each : operation.operands) gather_rows(each, rows);
}

/// What a row is called may hold an identity number, whatever column it stands in. Ids of figures
/// stay whole: they are looked up.
void strike_out_identity_numbers(TracedFigure& figure) {
  figure.subject = without_identity_numbers(figure.subject);
  for (TraceLine& line : figure.lines) {
    for (std::string* text : {&line.formula, &line.numbers, &line.result, &line.remark})
      *text = without_identity_numbers(*text);
  }
}

}  // namespace

Trace Tracer::take() {
  for (auto& [id, figure] : trace_.figures) {
    std::set<std::string, std::less<>> rows;
    gather_rows(figure.calculation, rows);
    std::erase_if(figure.sources, [&](const std::string& each) { return !rows.contains(each); });
    if (!figures_.run().show_private) strike_out_identity_numbers(figure);
  }
  return std::move(trace_);
}

TracedFigure* Tracer::open(const std::string& id) {
  const auto [figure, is_new] = trace_.figures.try_emplace(id);
  figure->second.id = id;
  return is_new ? &figure->second : nullptr;
}

TracedFigure* Tracer::open(const std::string& id, std::string name, std::string title, RowRef about,
                           Value value) {
  TracedFigure* const figure = open(id);
  if (figure == nullptr) return nullptr;
  figure->name = std::move(name);
  figure->title = std::move(title);
  figure->subject = subject_text(about.table, about.row);
  figure->value = std::move(value);
  figure->result = said(figure->value);
  return figure;
}

void Tracer::use(TracedFigure& figure, const std::string& input) const {
  if (std::find(figure.inputs.begin(), figure.inputs.end(), input) == figure.inputs.end())
    figure.inputs.push_back(input);
}

void Tracer::read(TracedFigure& figure, const std::string& source) const {
  if (!source.empty() &&
      std::find(figure.sources.begin(), figure.sources.end(), source) == figure.sources.end())
    figure.sources.push_back(source);
}

void Tracer::name_rule(TracedFigure& figure, const std::string& clause, const Span& span) const {
  const Policy& policy = figures_.plan().policy();
  if (!clause.empty()) {
    figure.clause = policy.scheme + ":" + clause;
    if (const Clause* cited = policy.find_clause(clause)) figure.clause_text = cited->text;
  }
  if (!figures_.plan().is_written(span)) return;
  figure.place = place_text(span);
}

std::string Tracer::source_of(std::uint32_t table, std::uint32_t row) const {
  if (batch_ != nullptr && batch_->table == table) return figures_.source(*batch_, row);
  return figures_.source(table, row);
}

// A row by its key; a month or day of a subject by the subject's and its span; a row without a key
// of one column by its place in the file.
std::string Tracer::row_id(std::uint32_t table, std::uint32_t row) const {
  const PlanTable& declared = figures_.plan().table(table);
  if (declared.kind == PlanTable::Kind::kCounty) return declared.name;
  if (declared.kind == PlanTable::Kind::kGrain) {
    const TableRows& rows = figures_.rows(table);
    const std::string subject = row_id(declared.of, rows.grain.subject(row));
    return fmt::format("{}/{}/{}", declared.name, subject.substr(subject.find('/') + 1),
                       span_text(rows.grain.whole(row)));
  }
  const bool is_batch = batch_ != nullptr && batch_->table == table;
  const std::string id =
      declared.schema.key.empty() || is_batch ? std::string() : figures_.id(table, row);
  if (declared.schema.key.size() == 1 && !id.empty()) return declared.name + "/" + id;
  const std::string source = source_of(table, row);
  if (const MadeCredit* made = figures_.made_credit(table, row)) {
    // Several credits stand where their project does: told apart by what they are and whose.
    const PlanTable& whose = figures_.plan().table(made->to.table);
    return fmt::format("{}/{}@{}+{}:{}:{}", declared.name, id, source, made->role, whose.name,
                       figures_.id(made->to.table, made->to.row));
  }
  return fmt::format("{}/{}@{}", declared.name, id, source.empty() ? std::to_string(row) : source);
}

Value Tracer::printable(const Value& value) const {
  if (value.is(TypeKind::kRow)) return row_id(value.row().table, value.row().row);
  if (value.is(TypeKind::kText)) return shown(value, figures_);
  if (!value.is(TypeKind::kList)) return value;
  List items;
  for (const Value& item : value.list()) items.push_back(printable(item));
  return items;
}

std::string Tracer::said(const Value& value, std::string_view unit) const {
  if (value.is_null()) return say({"无", "none"});
  if (value.is(TypeKind::kBoolean)) return value.is_true() ? say({"是", "yes"}) : say({"否", "no"});
  return shown(value, figures_, unit);
}

void Tracer::ask_stint(std::uint32_t member) {
  const std::uint32_t members = *figures_.plan().find_table(words_of(SubjectKind::kMember).table);
  const std::uint32_t from = *figures_.plan().field_index(members, "from");
  const std::uint32_t to = *figures_.plan().field_index(members, "to");
  const std::string id = row_id(members, member) + "/stint";
  trace_.asked.push_back(id);
  const Date as_of = figures_.run().as_of;
  const Value first = figures_.field(members, from).at(member);
  const Value last = figures_.field(members, to).at(member);
  TracedFigure* const figure = open(id, "stint", say({"在册", "stint"}), RowRef{members, member},
                                    Value(std::string(stint_status(first, last, as_of))));
  if (figure == nullptr) return;
  figure->lines.push_back(
      {.formula = fmt::format("{}..{}", first.is_null() ? "" : said(first),
                              last.is_null() ? "" : said(last)),
       .remark = say({as_of.to_string() + " 当日", "on " + as_of.to_string()})});
  figure->calculation = Operation::leaf("stint", figure->value);
  figure->calculation.operands = {read_field(*figure, members, from, member),
                                  read_field(*figure, members, to, member),
                                  Operation::leaf("scope", Value(as_of), "as_of")};
}

void Tracer::ask_group(std::uint32_t table, std::uint32_t row) {
  const std::string id = row_id(table, row) + "/group";
  const std::string group = figures_.group(table, row);
  if (group.empty() || trace_.figures.contains(id)) return;
  trace_.asked.push_back(id);
  TracedFigure* const figure = open(id, "group", say({"组别", "group"}), RowRef{table, row},
                                    group.empty() ? Value() : Value(group));
  if (figure == nullptr) return;
  figure->calculation = group_operation(*figure, table, row);
}

void Tracer::ask_field(std::uint32_t table, std::uint32_t field, std::uint32_t row) {
  trace_.asked.push_back(field_figure(table, field, row));
}

void Tracer::ask_untold(std::uint32_t table, std::uint32_t field, std::uint32_t row) {
  const std::string id = row_id(table, row) + "/" + figures_.plan().field(table, field).name;
  if (!trace_.figures.contains(id)) ask_field(table, field, row);
}

std::string Tracer::field_figure(std::uint32_t table, std::uint32_t index, std::uint32_t row) {
  const Field& field = figures_.plan().field(table, index);
  const std::string id = row_id(table, row) + "/" + field.name;
  TracedFigure* const figure = open(id);
  if (figure == nullptr) return id;
  const Value value = figures_.field(table, index).at(row);
  figure->name = field.name;
  figure->title = field.title;
  figure->subject = subject_text(table, row);
  figure->value = printable(value);
  figure->result = said(value, field.unit);
  name_rule(*figure, field.clause, field.span);
  switch (field.kind) {
    case Field::Kind::kProgram: {
      const Frame frame = Frame::of_rows(table, {row});
      trace_program(*figure, *field.program.root, frame, field.unit);
      if (field.measure != nullptr) trace_adjustments(*figure, table, field, row);
      break;
    }
    case Field::Kind::kFold:
      figure->calculation = fold_operation(*figure, *field.fold, row, value);
      break;
    case Field::Kind::kNative:
      if (field.target) {
        trace_target(*figure, field, row);
        break;
      }
      if (field.assessment) {
        trace_assessment_field(*figure, field, row);
        break;
      }
      [[fallthrough]];
    case Field::Kind::kStored:
    case Field::Kind::kReference:
    case Field::Kind::kRelation:
      figure->calculation = read_field(*figure, table, index, row);
      break;
  }
  return id;
}

// What a row is called: its name, its id, of a month also which.
std::string Tracer::subject_text(std::uint32_t table, std::uint32_t row) const {
  const PlanTable& declared = figures_.plan().table(table);
  if (declared.kind == PlanTable::Kind::kGrain) {
    const TableRows& rows = figures_.rows(table);
    return subject_text(declared.of, rows.grain.subject(row)) + " " +
           span_text(rows.grain.whole(row));
  }
  const std::string id = figures_.id(table, row);
  const std::string label = figures_.label(table, row);
  if (declared.kind == PlanTable::Kind::kCounty || id.empty()) return label;
  return label == id ? id : id + " " + label;
}

void Tracer::trace_program(TracedFigure& figure, const Node& root, const Frame& frame,
                           std::string_view unit) {
  figure.calculation = operation(figure, root, frame);
  tell_lines(figure, root, frame, unit);
}

// A requirement is a figure too: true where it is met. Its `when` comes first.
void Tracer::ask_requirement(const RequirementPlan& plan, std::uint32_t row) {
  const Requirement& form = *plan.form;
  const std::string id = row_id(plan.table, row) + "/" + form.head.id;
  trace_.asked.push_back(id);
  TracedFigure* const figure = open(id);
  if (figure == nullptr) return;
  const Frame frame = Frame::of_rows(plan.table, {row});
  figure->name = form.head.id;
  figure->title = form.head.title.empty() ? say({"要求", "requirement"}) : form.head.title;
  figure->subject = subject_text(plan.table, row);
  figure->value = value_of(*plan.require.root, frame);
  figure->result = figure->value.is_null()   ? say({"无法判断", "undecided"})
                   : figure->value.is_true() ? say({"符合", "met"})
                                             : say({"不符合", "not met"});
  name_rule(*figure, form.head.clause, form.head.span);
  if (plan.when) tell_lines(*figure, *plan.when.root, frame, {}, say({"条件", "when"}));
  trace_program(*figure, *plan.require.root, frame, {});
  read(*figure, source_of(plan.table, row));
  if (plan.due) tell_lines(*figure, *plan.due.root, frame, {}, say({"期限", "due"}));
  if (!form.action.empty())
    figure->lines.push_back({.label = say({"处理", "action"}), .formula = form.action});
}

std::string Tracer::parameter_figure(std::uint32_t index, std::optional<Date> day) {
  const PlanParameter& parameter = figures_.plan().parameters()[index];
  std::string id = "parameters/" + parameter.form->name;
  if (day) id += "@" + day->to_string();
  TracedFigure* const figure = open(id);
  if (figure == nullptr) return id;
  const Date on = day.value_or(figures_.run().period.span.last);
  const Value value = figures_.global(kFirstParameter + index, day);
  figure->name = parameter.form->name;
  figure->title = say({"参数", "parameter"});
  figure->value = printable(value);
  figure->result = said(value, parameter.form->unit);
  name_rule(*figure, parameter.form->clause, parameter.form->span);
  if (!parameter.form->note.empty()) figure->lines.push_back({.remark = parameter.form->note});
  if (parameter.form->open)
    figure->lines.push_back({.remark = say({"原文没有写明,由政策选定",
                                            "the source does not say: the policy has chosen"})});
  const PlanParameter::Dated* in_force = nullptr;
  for (const PlanParameter::Dated& dated : parameter.values) {
    if (!dated.from || *dated.from <= on) in_force = &dated;
  }
  for (const PlanParameter::Dated& dated : parameter.values) {
    if (parameter.values.size() == 1) break;
    TraceLine line;
    line.label = dated.from ? dated.from->to_string() : say({"起初", "at first"});
    line.formula = said(Evaluator(figures_).evaluate(*dated.value, Frame::single()).at(0),
                        parameter.form->unit);
    line.remark = &dated == in_force ? say({fmt::format("{} 有效", on.to_string()),
                                            fmt::format("in force on {}", on.to_string())})
                                     : say({"未用", "passed over"});
    figure->lines.push_back(std::move(line));
  }
  if (in_force != nullptr)
    figure->calculation = operation(*figure, *in_force->value, Frame::single());
  return id;
}

Operation Tracer::entry_operation(TracedFigure& figure, std::uint32_t ledger,
                                  const LedgerEntry& entry) {
  const auto column =
      static_cast<std::uint32_t>(*figures_.plan().table(ledger).schema.index("amount"));
  Operation made = cell_operation(figure, ledger, column, entry.row);
  if (made.value && same(*made.value, entry.amount)) return made;
  // A bare number counts the unit that the row or the measure names.
  made.unit = entry.unit;
  made.value = printable(entry.amount);
  return made;
}

// What was worked out, then each correction: settled at an amount, or changed by one.
void Tracer::trace_adjustments(TracedFigure& figure, std::uint32_t table, const Field& field,
                               std::uint32_t row) {
  const auto ledger = figures_.plan().find_table("adjustments");
  if (!ledger || !figures_.plan().table(table).subject) return;
  for (const LedgerEntry& entry : figures_.adjustments(table, field, row)) {
    const std::string reason = figures_.text(*ledger, "reason", entry.row);
    const std::string by = figures_.text(*ledger, "by", entry.row);
    figure.lines.push_back({.label = entry.mode,
                            .formula = said(entry.amount, field.unit),
                            .remark = fmt::format("{} {}", reason, by)});
    Operation correction = entry_operation(figure, *ledger, entry);
    Operation made;
    made.op = entry.mode == kSettledAt ? "settled at" : "+";
    made.operands.push_back(std::move(figure.calculation));
    made.operands.push_back(std::move(correction));
    figure.calculation = std::move(made);
  }
}

void Tracer::trace_target(TracedFigure& figure, const Field& field, std::uint32_t row) {
  const TargetPlan& plan = figures_.plan().targets[*field.target];
  const Field& measure = figures_.plan().field(plan.table, plan.measure);
  const Frame frame = Frame::of_rows(plan.table, {row});
  const TargetParts parts = figures_.target_parts(*field.target, row);
  const auto ledger = figures_.plan().find_table("targets");
  Operation total;
  total.op = "sum";
  for (const LedgerEntry& entry : parts.given) {
    total.operands.push_back(entry_operation(figure, *ledger, entry));
    figure.lines.push_back({.label = span_text(entry.span),
                            .formula = said(entry.amount, measure.unit),
                            .remark = total.operands.back().source});
  }
  if (parts.given.empty()) {
    total = Operation::leaf("nothing", Value());
    for (const Program* program : {&plan.is, &plan.missing}) {
      if (!*program || parts.worked_out.is_null()) continue;
      total = Operation::leaf("in unit", printable(parts.worked_out), measure.unit);
      total.operands.push_back(operation(figure, *program->root, frame));
      tell_lines(figure, *program->root, frame, measure.unit,
                 program == &plan.missing ? say({"缺值时", "otherwise"}) : std::string());
      break;
    }
  }
  if (!parts.share.is_null()) {
    figure.lines.push_back(
        {.label = say({"到期比例", "due by now"}), .formula = said(parts.share)});
    total = Operation::of("*", {std::move(total), share_due_operation(figure, plan, parts)});
  }
  total.value = figure.value;
  figure.calculation = std::move(total);
}

// What of a target is due by the day of the run: the days passed, or the phase that it is in.
Operation Tracer::share_due_operation(TracedFigure& figure, const TargetPlan& plan,
                                      const TargetParts& parts) {
  const DateSpan whole = parts.given.empty() ? figures_.year() : parts.given.front().span;
  if (plan.form->target->phase_elapsed) {
    Operation made = Operation::leaf("elapsed", parts.share);
    made.operands.push_back(Operation::leaf("scope", range_value(whole), "span"));
    made.operands.push_back(Operation::leaf("scope", range_value(figures_.to_date()), "to_date"));
    return made;
  }
  Operation made = Operation::leaf("phase", parts.share);
  made.operands.push_back(Operation::leaf("scope", range_value(whole), "span"));
  made.operands.push_back(Operation::leaf("scope", range_value(figures_.to_date()), "to_date"));
  for (const NodePtr& phase : plan.phases)
    made.operands.push_back(operation(figure, *phase, Frame::single()));
  return made;
}

void Tracer::trace_assessment_field(TracedFigure& figure, const Field& field, std::uint32_t row) {
  const std::size_t assessment = *field.assessment;
  const std::string_view what = std::string_view(field.name).substr(field.name.rfind('.') + 1);
  const std::string id = what == word_of(Standing::kScore)  ? score_figure(assessment, row)
                         : what == word_of(Standing::kRank) ? rank_figure(assessment, row)
                         : what == word_of(Standing::kBarred)
                             ? rating_part_figure(assessment, Standing::kBarred, row)
                             : rating_figure(assessment, row);
  use(figure, id);
  figure.calculation = Operation::figure(id, figure.value);
}

}  // namespace zhaoshang
