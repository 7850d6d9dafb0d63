// What a row says beside its cells: whom it refers to, its days in the calendar, its money in
// another currency, its group, the credits that rules give; and the functions that look rows up.
#include <fmt/format.h>

#include "engine/table/cells.h"
#include "scheme/figures_cache.h"
#include "scheme/tracer.h"

namespace zhaoshang {

namespace {

/// What a bare number of a column counts, as a heading would say it; empty: itself.
std::string unit_of(const ColumnSchema& column, const Value& value) {
  if (column.kind == CellKind::kMoney) {
    const Currency currency =
        value.is(TypeKind::kMoney) ? value.money().currency : column.measure.currency;
    return money_word(currency, column.measure.scale);
  }
  if (column.kind != CellKind::kQuantity) return {};
  const std::string& word = column.measure.unit.word();
  constexpr std::int64_t kTenThousand = 10'000;
  return column.measure.scale == Decimal(kTenThousand) ? "万" + word : word;
}

}  // namespace

// A cell with what its bare numbers count; what an empty one stands for goes with it.
Operation Tracer::cell_operation(TracedFigure& figure, std::uint32_t table, std::uint32_t column,
                                 std::uint32_t row) {
  const TableRows& rows =
      batch_ != nullptr && batch_->table == table ? *batch_ : figures_.rows(table);
  const Value value = printable(rows.stored[column].at(row));
  const ColumnSchema& schema = figures_.plan().table(table).schema.columns[column];
  if (const MadeCredit* made = figures_.made_credit(table, row))
    return made_credit_operation(figure, *made, schema.name, value);
  const std::string source = source_of(table, row);
  read(figure, source);
  Operation made = Operation::leaf("cell", value, schema.name, source);
  made.unit = unit_of(schema, value);
  if (schema.missing == Missing::kDefault)
    made.operands.push_back(Operation::leaf("default", printable(schema.missing_value)));
  return made;
}

// The cells by which a row names another.
Operation Tracer::reference_operation(TracedFigure& figure, std::uint32_t table, const Field& field,
                                      std::uint32_t row, const Value& value) {
  Operation made = Operation::leaf("reference", printable(value), field.name);
  const Step& step = field.path.front();
  if (step.by != Step::By::kId && step.by != Step::By::kSubject) {
    made.operands.push_back(row_operation(figure, {table, row}));
    return made;
  }
  if (step.by == Step::By::kSubject)
    made.operands.push_back(cell_operation(figure, table, step.kind_column, row));
  made.operands.push_back(cell_operation(figure, table, step.id_column, row));
  if (step.date_column)
    made.operands.push_back(cell_operation(figure, table, *step.date_column, row));
  return made;
}

Operation Tracer::native_operation(TracedFigure& figure, std::uint32_t table, const Field& field,
                                   std::uint32_t row, const Value& value) {
  const PlanTable& declared = figures_.plan().table(table);
  if (declared.kind == PlanTable::Kind::kGrain)
    return grain_operation(figure, table, field, row, value);
  if (field.type.is(TypeKind::kList)) return rows_operation(figure, value);
  if (field.type.is(TypeKind::kMoney)) {
    Operation amount = cell_operation(figure, table, field.column, row);
    const auto date = declared.schema.index(declared.schema.date);
    const auto day = date ? event_day(figures_.rows(table).stored[*date].at(row)) : std::nullopt;
    return conversion(figure, std::move(amount), field.type.currency(),
                      day.value_or(figures_.run().as_of), value);
  }
  if (declared.subject == SubjectKind::kUnit && field.name == "group")
    return group_operation(figure, table, row);
  return named_operation(figure, table, field, row, value);
}

// `subject`, `subject.name`, `subject.id` of a row with a kind and an id: the two cells.
Operation Tracer::named_operation(TracedFigure& figure, std::uint32_t table, const Field& field,
                                  std::uint32_t row, const Value& value) {
  const TableSchema& schema = figures_.plan().table(table).schema;
  const std::string whom = field.name.substr(0, field.name.find('.'));
  Operation made = Operation::leaf("reference", printable(value), field.name);
  for (const char* part : {"_kind", "_id"}) {
    if (const auto column = schema.index(whom + part))
      made.operands.push_back(
          cell_operation(figure, table, static_cast<std::uint32_t>(*column), row));
  }
  if (!field.name.ends_with(".name")) return made;
  for (const Field& typed : figures_.plan().table(table).fields) {
    const bool leads = typed.kind == Field::Kind::kReference &&
                       typed.path.front().by == Step::By::kSubject &&
                       schema.columns[typed.path.front().id_column].name == whom + "_id";
    const Value at =
        leads ? data_->field(table, *figures_.plan().field_index(table, typed.name)).at(row)
              : Value();
    if (at.is(TypeKind::kRow)) made.operands.push_back(label_operation(figure, at.row()));
  }
  return made;
}

// What a row is called: its name, else its id.
Operation Tracer::label_operation(TracedFigure& figure, RowRef row) {
  const PlanTable& declared = figures_.plan().table(row.table);
  if (declared.kind == PlanTable::Kind::kInput) {
    for (const std::string_view name :
         {std::string_view("name"), declared.schema.key.empty()
                                        ? std::string_view()
                                        : std::string_view(declared.schema.key.front())}) {
      const auto column = declared.schema.index(name);
      if (column && !figures_.rows(row.table).stored[*column].at(row.row).is_null())
        return cell_operation(figure, row.table, static_cast<std::uint32_t>(*column), row.row);
    }
  }
  return row_operation(figure, row);
}

// The days of a row of the calendar: the span it is about, cut to the days of its subject and of
// the scheme.
Operation Tracer::grain_operation(TracedFigure& figure, std::uint32_t table, const Field& field,
                                  std::uint32_t row, const Value& value) {
  const PlanTable& declared = figures_.plan().table(table);
  if (field.type.is(TypeKind::kList)) return rows_operation(figure, value);
  const bool is_reference = field.type.is(TypeKind::kRow);
  Operation made =
      Operation::leaf(is_reference ? "reference" : "calendar", printable(value), field.name);
  made.operands.push_back(row_operation(figure, {table, row}));
  if (is_reference || field.name == declared.grain || field.name == "label") return made;
  const std::uint32_t subject = figures_.rows(table).grain.subject(row);
  for (const char* end : {"from", "to"}) {
    const auto bound = figures_.plan().field_index(declared.of, end);
    const bool is_day =
        bound && figures_.plan().field(declared.of, *bound).type.is(TypeKind::kDate);
    made.operands.push_back(is_day ? read_field(figure, declared.of, *bound, subject)
                                   : Operation::leaf("nothing", Value()));
  }
  return made;
}

// The groups of the policy with the condition of each; without any what the unit's own cell says.
Operation Tracer::group_operation(TracedFigure& figure, std::uint32_t table, std::uint32_t row) {
  const Plan& plan = figures_.plan();
  const std::uint32_t units = *plan.find_table(words_of(SubjectKind::kUnit).table);
  if (plan.table(table).kind == PlanTable::Kind::kGrain)
    return group_operation(figure, plan.table(table).of, figures_.rows(table).grain.subject(row));
  if (table != units) {
    const auto unit = plan.field_index(table, words_of(SubjectKind::kUnit).word);
    const Value of = unit ? figures_.field(table, *unit).at(row) : Value();
    if (!of.is(TypeKind::kRow)) return Operation::leaf("nothing", Value());
    Operation made = Operation::of("of row", {read_field(figure, table, *unit, row)}, "group");
    made.operands.push_back(group_operation(figure, units, of.row().row));
    return made;
  }
  if (plan.groups.empty()) {
    const auto column = plan.table(units).schema.index("group");
    return column ? cell_operation(figure, units, static_cast<std::uint32_t>(*column), row)
                  : Operation::leaf("nothing", Value());
  }
  const std::string own = figures_.group(units, row);
  Operation made = Operation::leaf("group", own.empty() ? Value() : Value(own));
  const Frame frame = Frame::of_rows(units, {row});
  for (const PlanGroup& each : plan.groups)
    made.operands.push_back(
        Operation::of("case", {operation(figure, *each.holds.root, frame)}, each.form->name));
  return made;
}

// An amount times the rate of its currency, divided by that of the other.
Operation Tracer::conversion(TracedFigure& figure, Operation amount, Currency to, Date day,
                             const Value& value) {
  if (!amount.value || !amount.value->is(TypeKind::kMoney) || amount.value->money().currency == to)
    return amount;
  const Currency from = amount.value->money().currency;
  Operation made = Operation::leaf("convert", value, to.code());
  made.operands.push_back(std::move(amount));
  made.operands.push_back(rate_operation(figure, from, day));
  made.operands.push_back(rate_operation(figure, to, day));
  return made;
}

// What one unit of a currency comes to in 元: a parameter, the row of the day, the mean of a year.
Operation Tracer::rate_operation(TracedFigure& figure, Currency currency, Date day) {
  if (currency == Currency::cny()) return Operation::leaf("rate", Value(1), currency.code());
  const auto rate = figures_.rate(currency, day);
  if (!rate) return Operation::leaf("nothing", Value());
  if (rate->parameter) {
    const std::string id = parameter_figure(*rate->parameter, day);
    use(figure, id);
    return Operation::figure(id, rate->value);
  }
  const std::uint32_t table = *figures_.plan().find_table("rates");
  const auto column =
      static_cast<std::uint32_t>(*figures_.plan().table(table).schema.index("rate"));
  Operation made = Operation::leaf("mean", rate->value);
  for (const std::uint32_t row : rate->rows)
    made.operands.push_back(cell_operation(figure, table, column, row));
  return made;
}

// What a rule credits where the file does not: the project, and by which share.
Operation Tracer::made_credit_operation(TracedFigure& figure, const MadeCredit& credit,
                                        const std::string& column, const Value& value) {
  const std::uint32_t projects = *figures_.plan().find_table("projects");
  const Frame project = Frame::of_rows(projects, {credit.project});
  if (column == "project_id") {
    return cell_operation(
        figure, projects,
        static_cast<std::uint32_t>(*figures_.plan().table(projects).schema.index(column)),
        credit.project);
  }
  if (credit.rule == nullptr && column == "share") return Operation::leaf("in full", value);
  if (column == "share") {
    const CreditForm& form = *credit.rule->form;
    if (form.share == CreditForm::Share::kEqual) {
      Operation made = Operation::leaf("equal share", value, std::to_string(credit.place));
      for (const RowRef& each : credit.sharers)
        made.operands.push_back(row_operation(figure, each));
      return made;
    }
    if (credit.rule->share) return operation(figure, *credit.rule->share.root, project);
    return Operation::leaf("in full", value);
  }
  if (column == "subject_kind" || column == "subject_id") {
    Operation made = Operation::leaf("credited", value, column);
    made.operands.push_back(row_operation(figure, credit.to));
    if (credit.rule != nullptr)
      made.operands.push_back(operation(figure, *credit.rule->to.root, project));
    return made;
  }
  if (credit.rule == nullptr) return Operation::leaf("nothing", Value());
  Operation made = Operation::leaf("constant", value, credit.role);
  const Span& span = credit.rule->form->head.span;
  made.source = fmt::format("{}:{}", place_text(span), span.place().column);
  return made;
}

// Functions that look rows up: what was looked up stands behind the arguments.
Operation Tracer::data_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  const Value value = value_of(node, frame);
  switch (static_cast<DataFunction>(node.index)) {
    case DataFunction::kConvert: {
      const Value to = value_of(*node.children[1], frame), day = value_of(*node.children[2], frame);
      const auto currency = to.is(TypeKind::kText) ? Currency::from_code(to.text()) : std::nullopt;
      Operation amount = operation(figure, *node.children[0], frame);
      if (!currency || !day.is(TypeKind::kDate)) return Operation::leaf("nothing", Value());
      return conversion(figure, std::move(amount), *currency, day.date(), value);
    }
    case DataFunction::kWorkingDaysAfter: return working_days_operation(figure, node, frame);
    case DataFunction::kRuling: return ruling_operation(figure, node, frame);
  }
  return {};
}

// The day and the number of days, then the holidays in between with what they are.
Operation Tracer::working_days_operation(TracedFigure& figure, const Node& node,
                                         const Frame& frame) {
  Operation made = with_operands(figure, "working days after", node, frame);
  const Value from = value_of(*node.children[0], frame);
  const auto table = figures_.plan().find_table("holidays");
  if (!table || !from.is(TypeKind::kDate) || !made.value->is(TypeKind::kDate)) return made;
  const TableSchema& schema = figures_.plan().table(*table).schema;
  const auto date = static_cast<std::uint32_t>(*schema.index("date"));
  const auto kind = static_cast<std::uint32_t>(*schema.index("kind"));
  for (std::uint32_t row = 0; row < figures_.row_count(*table); ++row) {
    const Value day = figures_.rows(*table).stored[date].at(row);
    const bool is_between =
        day.is(TypeKind::kDate) && day.date() > from.date() && day.date() <= made.value->date();
    if (is_between)
      made.operands.push_back(Operation::of(
          "exception",
          {cell_operation(figure, *table, date, row), cell_operation(figure, *table, kind, row)}));
  }
  return made;
}

// The cell of the ruling on record; none: the end of the range that stands in its place, if any.
Operation Tracer::ruling_operation(TracedFigure& figure, const Node& node, const Frame& frame) {
  const Value rule = value_of(*node.children[0], frame);
  const std::string name = rule.is(TypeKind::kText) ? rule.text() : std::string();
  Operation made = Operation::leaf("ruling", printable(value_of(node, frame)), name);
  const Frame* own = nullptr;
  std::uint32_t depth = 0, level = 0;
  for (const Frame* at = &frame; at != nullptr; at = at->outer, ++level) {
    if (!at->table) continue;
    own = at;  // the outermost: the rule's own row
    depth = level;
  }
  const auto row = own == nullptr
                       ? std::nullopt
                       : figures_.ruling_on_record(name, {*own->table, row_in(frame, depth)});
  if (row) {
    const std::uint32_t rulings = *figures_.plan().find_table("rulings");
    const auto column =
        static_cast<std::uint32_t>(*figures_.plan().table(rulings).schema.index("value"));
    made.operands.push_back(cell_operation(figure, rulings, column, *row));
  } else if (node.children.size() == 3 && !made.value->is_null()) {
    const bool is_low = figures_.ruling_end() == Figures::RulingEnd::kLow;
    made.operands.push_back(operation(figure, *node.children[is_low ? 1 : 2], frame));
  }
  return made;
}

}  // namespace zhaoshang
