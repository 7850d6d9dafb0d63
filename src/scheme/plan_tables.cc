// The tables of a plan: the shared ones with a policy's additions, its own, the county, and those
// of the calendar.
#include "scheme/plan_tables.h"

#include <algorithm>
#include <array>

#include "domain/glossary.h"
#include "domain/period.h"
#include "engine/base/suggest.h"
#include "engine/expr/checker.h"
#include "scheme/plan_diagnostics.h"
#include "scheme/row_subject.h"

namespace zhaoshang {

namespace {

// Names that mean something in every rule (policy-language 3); a column, fact or parameter may not
// take them.
constexpr std::array<std::string_view, 16> kScopeNames{
    "period", "year", "last_year", "term",    "to_date", "as_of",  "target", "completion",
    "span",   "item", "this",      "serving", "peers",   "weight", "so_far", "previous"};

/// `ref(members)` → members; `head` is the word before the parenthesis.
std::optional<std::string_view> argument_of(std::string_view type, std::string_view head) {
  if (!type.starts_with(head) || type.size() < head.size() + 2 || type[head.size()] != '(' ||
      type.back() != ')') {
    return std::nullopt;
  }
  return type.substr(head.size() + 1, type.size() - head.size() - 2);
}

const SubjectWords* subject_of_table(std::string_view table) {
  for (const SubjectWords& words : subject_kinds()) {
    if (words.table == table) return &words;
  }
  return nullptr;
}

std::string plural(std::string_view grain) {
  return grain == "half" ? "halves" : std::string(grain) + "s";
}

}  // namespace

bool is_scope_name(std::string_view name) {
  return std::find(kScopeNames.begin(), kScopeNames.end(), name) != kScopeNames.end();
}

TableDeclarer::TableDeclarer(const Policy& policy, Diagnostics& diagnostics,
                             std::deque<PlanTable>& tables, const TableNames& streamed)
    : policy_(policy), diagnostics_(diagnostics), tables_(tables), streamed_(streamed) {}

void TableDeclarer::declare() {
  declare_inputs();
  declare_county();
  declare_grains();
  for (std::uint32_t table = 0; table < tables_.size(); ++table) {
    if (tables_[table].kind == PlanTable::Kind::kInput) add_stored(table);
  }
  for (std::uint32_t table = 0; table < tables_.size(); ++table) {
    if (tables_[table].kind != PlanTable::Kind::kInput) continue;
    add_references(table);
    add_converted(table);
  }
  add_relations();
  for (std::uint32_t table = 0; table < tables_.size(); ++table) {
    if (tables_[table].kind == PlanTable::Kind::kGrain) add_grain_fields(table);
  }
}

std::optional<std::uint32_t> TableDeclarer::find(std::string_view name) const {
  for (std::uint32_t table = 0; table < tables_.size(); ++table) {
    if (tables_[table].name == name) return table;
  }
  return std::nullopt;
}

Field& TableDeclarer::add(std::uint32_t table, Field field) {
  PlanTable& owner = tables_[table];
  owner.by_name[field.name] = static_cast<std::uint32_t>(owner.fields.size());
  owner.fields.push_back(std::move(field));
  return owner.fields.back();
}

std::vector<std::string> TableDeclarer::names() const {
  std::vector<std::string> names;
  for (const PlanTable& table : tables_) names.push_back(table.name);
  return names;
}

void TableDeclarer::declare_inputs() {
  std::vector<TableSchema> schemas = shared_tables();
  for (const TableDeclaration& declared : policy_.tables) {
    TableSchema* known = nullptr;
    for (TableSchema& schema : schemas) {
      if (schema.name == declared.name) known = &schema;
    }
    if (known == nullptr) {
      schemas.push_back(
          {declared.name, declared.heading, {}, declared.key, declared.date, declared.is_long});
      known = &schemas.back();
      for (const ColumnForm& column : declared.columns) {
        if (column.name == declared.date) known->date = column.name;
      }
    } else {
      known->is_long = known->is_long || declared.is_long;
      if (!declared.date.empty()) known->date = declared.date;
    }
    for (const ColumnForm& column : declared.columns) apply_column(*known, column, schemas);
  }
  for (const ColumnForm& column : policy_.columns) {
    TableSchema* known = nullptr;
    std::vector<std::string> names;
    for (TableSchema& schema : schemas) {
      names.push_back(schema.name);
      if (schema.name == column.table) known = &schema;
    }
    if (known == nullptr) {
      const bool is_told =
          &column != policy_.columns.data() && (&column - 1)->table == column.table;
      if (!is_told) {
        diagnostics_.add(plan_diagnostics::unknown_table(column.table_span, column.table,
                                                         nearest(column.table, names)));
      }
      continue;
    }
    apply_column(*known, column, schemas);
  }
  // A column that bears the name of a scale is compared by its order.
  for (TableSchema& schema : schemas) {
    for (ColumnSchema& column : schema.columns) {
      for (const Scale& scale : policy_.scales) {
        if (scale.name == column.name && column.kind == CellKind::kText) set_scale(column, scale);
      }
    }
  }
  take_kinds_of_own_ids(schemas);
  for (TableSchema& schema : schemas) {
    PlanTable table;
    table.name = schema.name;
    table.title = schema.title;
    if (const SubjectWords* words = subject_of_table(schema.name)) table.subject = words->kind;
    table.schema = std::move(schema);
    table.schema.is_long = table.schema.is_long || streamed_.contains(table.name);
    tables_.push_back(std::move(table));
  }
}

/// An award may be for rows of any table, a claim say, and be paid to them: in the book they stand
/// as results name them.
void TableDeclarer::take_kinds_of_own_ids(std::vector<TableSchema>& schemas) {
  std::vector<std::string> kinds;
  for (const TableSchema& schema : schemas) {
    if (has_own_id(schema) && subject_of_table(schema.name) == nullptr)
      kinds.push_back(singular(schema.name));
  }
  for (TableSchema& schema : schemas) {
    if (schema.name != "awarded") continue;
    for (ColumnSchema& column : schema.columns) {
      if (column.name == "subject_kind" || column.name == "recipient_kind")
        column.values.insert(column.values.end(), kinds.begin(), kinds.end());
    }
  }
}

void TableDeclarer::set_scale(ColumnSchema& column, const Scale& scale) {
  column.kind = CellKind::kScale;
  column.scale = std::make_shared<const std::vector<std::string>>(scale.words);
}

void TableDeclarer::apply_column(TableSchema& table, const ColumnForm& form,
                                 const std::vector<TableSchema>& schemas) {
  ColumnSchema* column = nullptr;
  for (ColumnSchema& known : table.columns) {
    if (known.name == form.name) column = &known;
  }
  if (column == nullptr) {
    if (is_scope_name(form.name))
      diagnostics_.add(plan_diagnostics::shadows_scope(form.span, form.name));
    table.columns.emplace_back();
    column = &table.columns.back();
    column->name = form.name;
    if (std::find(table.key.begin(), table.key.end(), form.name) != table.key.end())
      column->missing = Missing::kFault;
  }
  if (!form.heading.empty()) column->headings.insert(column->headings.begin(), form.heading);
  if (!form.type.empty()) apply_type(*column, form, schemas);
  if (form.values) apply_values(*column, *form.values);
  if (!form.missing.empty() || form.missing_value) apply_missing(*column, form);
}

void TableDeclarer::apply_type(ColumnSchema& column, const ColumnForm& form,
                               const std::vector<TableSchema>& schemas) {
  static constexpr std::pair<std::string_view, CellKind> kPlain[] = {
      {"text", CellKind::kText},         {"id", CellKind::kId},
      {"identity", CellKind::kIdentity}, {"date", CellKind::kDate},
      {"bool", CellKind::kBoolean},      {"number", CellKind::kNumber},
      {"integer", CellKind::kInteger},   {"period", CellKind::kPeriod},
      {"month", CellKind::kMonth},       {"list(text)", CellKind::kTextList},
      {"list", CellKind::kTextList}};
  for (const auto& [word, kind] : kPlain) {
    if (word == form.type) {
      column.kind = kind;
      return;
    }
  }
  for (std::string_view head : {"money", "quantity"}) {
    if (const auto unit = argument_of(form.type, head)) {
      const auto measure = measure_of(*unit);
      if (measure && (head == "money" ? measure->is_money() : measure->is_quantity())) {
        column.kind = head == "money" ? CellKind::kMoney : CellKind::kQuantity;
        column.measure = *measure;
        column.currency_column.clear();
        return;
      }
    }
  }
  if (const auto target = argument_of(form.type, "ref")) {
    std::vector<std::string> names;
    for (const TableSchema& schema : schemas) names.push_back(schema.name);
    if (std::find(names.begin(), names.end(), *target) == names.end()) {
      diagnostics_.add(
          plan_diagnostics::unknown_table(form.type_span, *target, nearest(*target, names)));
    }
    column.kind = CellKind::kId;
    column.references = std::string(*target);
    return;
  }
  if (const auto name = argument_of(form.type, "scale")) {
    std::vector<std::string> names;
    for (const Scale& scale : policy_.scales) {
      names.push_back(scale.name);
      if (scale.name != *name) continue;
      set_scale(column, scale);
      return;
    }
    diagnostics_.add(plan_diagnostics::unknown_scale(form.type_span, *name, nearest(*name, names)));
    return;
  }
  diagnostics_.add(plan_diagnostics::unknown_column_type(form.type_span, form.type));
}

void TableDeclarer::apply_values(ColumnSchema& column, const Feel& values) {
  if (!values.ast) return;
  column.values.clear();
  for (const AstPtr& test : values.ast->children) {
    const Ast& value = test->kind == AstKind::kTestValue ? *test->children[0] : *test;
    if (value.kind == AstKind::kLiteral && value.value.is(TypeKind::kText)) {
      column.values.push_back(value.value.text());
    } else {
      diagnostics_.add(plan_diagnostics::not_constant(value.span));
    }
  }
}

void TableDeclarer::apply_missing(ColumnSchema& column, const ColumnForm& form) {
  if (form.missing == "none") {
    column.missing = Missing::kNone;
  } else if (form.missing == "unknown") {
    column.missing = Missing::kUnknown;
  } else if (form.missing == "fault") {
    column.missing = Missing::kFault;
  } else {
    // A value: written as a cell of the column would be.
    std::string_view written = form.missing_value->text.text();
    if (written.size() >= 2 && written.front() == '"' && written.back() == '"')
      written = written.substr(1, written.size() - 2);
    const CellValue cell = read_cell(written, column);
    if (cell.fault != CellFault::kNone || cell.value.is_null()) {
      diagnostics_.add(plan_diagnostics::not_constant(form.missing_span));
      return;
    }
    column.missing = Missing::kDefault;
    column.missing_value = cell.value;
  }
}

void TableDeclarer::declare_county() {
  const SubjectWords& words = words_of(SubjectKind::kCounty);
  PlanTable county;
  county.name = std::string(words.table);
  county.title = std::string(words.title);
  county.kind = PlanTable::Kind::kCounty;
  county.subject = SubjectKind::kCounty;
  tables_.push_back(std::move(county));
}

void TableDeclarer::declare_grains() {
  std::vector<std::string> grains;
  for (CalendarGrain grain : {CalendarGrain::kDay, CalendarGrain::kMonth, CalendarGrain::kQuarter,
                              CalendarGrain::kHalf, CalendarGrain::kYear}) {
    grains.emplace_back(grain_word(grain));
  }
  for (const Grain& grain : policy_.calendar.grains) grains.push_back(grain.name);
  const std::uint32_t inputs = static_cast<std::uint32_t>(tables_.size());
  for (std::uint32_t of = 0; of < inputs; ++of) {
    if (!tables_[of].subject) continue;
    const SubjectWords& words = words_of(*tables_[of].subject);
    for (const std::string& grain : grains) {
      PlanTable table;
      table.name = std::string(words.word) + "_" + plural(grain);
      table.title = tables_[of].title;
      table.kind = PlanTable::Kind::kGrain;
      table.subject = tables_[of].subject;
      table.of = of;
      table.grain = grain;
      tables_.push_back(std::move(table));
    }
  }
}

void TableDeclarer::add_stored(std::uint32_t table) {
  const TableSchema& schema = tables_[table].schema;
  for (std::uint32_t column = 0; column < schema.columns.size(); ++column) {
    const ColumnSchema& stored = schema.columns[column];
    if (is_grouped(tables_[table]) && stored.name == "group") continue;
    Field field;
    field.name = stored.name;
    field.kind = Field::Kind::kStored;
    field.type = stored.type();
    if (!stored.currency_column.empty() && policy_.foreign == ForeignMoney::kRefuse)
      field.type = Type::money(Currency::cny());
    field.missing = stored.missing;
    field.column = column;
    field.title = stored.headings.empty() ? stored.name : stored.headings.front();
    add(table, std::move(field));
  }
  if (!is_grouped(tables_[table])) return;
  Field group;
  group.name = "group";
  group.kind = Field::Kind::kNative;
  group.type = TypeKind::kText;
  group.title = "组别";
  group.span = policy_.groups.front().span;
  add(table, std::move(group));
}

/// Where the policy says which groups there are, `group` is the name of the one that holds.
bool TableDeclarer::is_grouped(const PlanTable& table) const {
  return table.subject == SubjectKind::kUnit && !policy_.groups.empty();
}

Step TableDeclarer::step_of(const TableSchema& schema, const Reference& reference,
                            std::uint32_t target) const {
  Step step;
  step.target = target;
  step.id_column = static_cast<std::uint32_t>(schema.index(reference.id_column).value_or(0));
  if (!reference.kind_column.empty()) {
    step.by = Step::By::kSubject;
    step.kind_column = static_cast<std::uint32_t>(schema.index(reference.kind_column).value_or(0));
    step.kind_word = tables_[target].subject ? std::string(words_of(*tables_[target].subject).word)
                                             : std::string();
  }
  if (!reference.date_column.empty()) {
    if (const auto date = schema.index(reference.date_column))
      step.date_column = static_cast<std::uint32_t>(*date);
  }
  return step;
}

// Money of several currencies is added up through what it comes to in one.
void TableDeclarer::add_converted(std::uint32_t table) {
  if (policy_.foreign == ForeignMoney::kRefuse) return;
  for (const ColumnSchema& column : tables_[table].schema.columns) {
    if (column.currency_column.empty()) continue;
    for (const auto& [name, currency] :
         {std::pair("cny", Currency::cny()), std::pair("usd", Currency::usd())}) {
      Field field;
      field.name = name;
      field.kind = Field::Kind::kNative;
      field.type = Type::money(currency);
      field.column = static_cast<std::uint32_t>(*tables_[table].schema.index(column.name));
      field.title = column.headings.empty() ? column.name : column.headings.front();
      add(table, std::move(field));
    }
  }
}

// What every kind of subject has, though its table is known only row by row.
void TableDeclarer::add_text_of(std::uint32_t table, std::string name) {
  Field field;
  field.name = std::move(name);
  field.kind = Field::Kind::kNative;
  field.type = TypeKind::kText;
  add(table, std::move(field));
}

void TableDeclarer::add_references(std::uint32_t table) {
  const TableSchema& schema = tables_[table].schema;
  for (const Reference& reference : references_of(schema)) {
    const auto add_reference = [&](const std::string& name, std::uint32_t target) {
      Field field;
      field.name = name;
      field.kind = Field::Kind::kReference;
      field.type = Type::row(target);
      field.path.push_back(step_of(schema, reference, target));
      const ColumnSchema* id = schema.find(reference.id_column);
      field.missing = id != nullptr ? id->missing : Missing::kNone;
      field.title = tables_[target].title;
      add(table, std::move(field));
    };
    if (!reference.table.empty()) {
      if (const auto target = find(reference.table)) add_reference(reference.name, *target);
      continue;
    }
    // The subject itself, whatever its kind: for recipients.
    if (tables_[table].by_name.count(reference.name) == 0) {
      Field any;
      any.name = reference.name;
      any.kind = Field::Kind::kNative;
      any.type = TypeKind::kAny;
      add(table, std::move(any));
      add_text_of(table, reference.name + ".name");
      add_text_of(table, reference.name + ".id");
    }
    for (const SubjectWords& words : subject_kinds()) {
      // `county` stays the whole county.
      const std::string name = reference.name == "subject" && words.kind != SubjectKind::kCounty
                                   ? std::string(words.word)
                                   : reference.name + "_" + std::string(words.word);
      const auto target = find(words.table);
      if (target && tables_[table].by_name.count(name) == 0) add_reference(name, *target);
    }
  }
}

std::optional<std::vector<Step>> TableDeclarer::path_of(const Relation& relation,
                                                        std::uint32_t parent) const {
  std::vector<Step> path;
  auto at = find(relation.child);
  for (std::size_t k = 0; k < relation.path.size() && at; ++k) {
    const TableSchema& schema = tables_[*at].schema;
    std::optional<std::uint32_t> next;
    for (const Reference& reference : references_of(schema)) {
      if (reference.name != relation.path[k]) continue;
      const std::uint32_t target =
          reference.table.empty() ? parent : find(reference.table).value_or(parent);
      path.push_back(step_of(schema, reference, target));
      next = target;
    }
    at = next;
  }
  if (!at) return std::nullopt;
  return path;
}

void TableDeclarer::add_relations() {
  std::vector<TableSchema> schemas;
  for (const PlanTable& table : tables_) {
    if (table.kind == PlanTable::Kind::kInput) schemas.push_back(table.schema);
  }
  for (const Relation& relation : relations_of(schemas)) {
    const auto parent = find(relation.parent);
    const auto child = find(relation.child);
    if (!parent || !child) continue;
    auto path = path_of(relation, *parent);
    if (!path) continue;
    add_relation(*parent, relation.name, *child, *path);
    add_grain_relation(*parent, relation.name, *child, std::move(*path));
  }
  for (const RelationForm& form : policy_.relations) {
    const auto parent = find(form.table);
    const auto child = find(form.child);
    if (!parent || !child) {
      const std::string& unknown = parent ? form.child : form.table;
      diagnostics_.add(
          plan_diagnostics::unknown_table(form.span, unknown, nearest(unknown, names())));
      continue;
    }
    const TableSchema& schema = tables_[*child].schema;
    std::optional<std::vector<Step>> path;
    for (const Reference& reference : references_of(schema)) {
      if (reference.id_column == form.column || reference.name == form.column) {
        path = std::vector<Step>{step_of(schema, reference, *parent)};
      }
    }
    if (!path) {
      const auto column = schema.index(form.column);
      if (!column) {
        diagnostics_.add(plan_diagnostics::unknown_table(form.span, form.child + "." + form.column,
                                                         std::nullopt));
        continue;
      }
      Step step;
      step.target = *parent;
      step.id_column = static_cast<std::uint32_t>(*column);
      path = std::vector<Step>{step};
    }
    add_relation(*parent, form.name, *child, *path);
    add_grain_relation(*parent, form.name, *child, std::move(*path));
  }
}

void TableDeclarer::add_relation(std::uint32_t parent, const std::string& name, std::uint32_t child,
                                 std::vector<Step> path) {
  if (tables_[parent].by_name.count(name) != 0) return;  // a column of that name is meant
  Field field;
  field.name = name;
  field.kind = Field::Kind::kRelation;
  field.type = Type::list(Type::row(child));
  field.child = child;
  field.path = std::move(path);
  field.title = tables_[child].title;
  add(parent, std::move(field));
}

void TableDeclarer::add_grain_relation(std::uint32_t parent, const std::string& name,
                                       std::uint32_t child, std::vector<Step> path) {
  const TableSchema& schema = tables_[child].schema;
  const auto date = schema.date.empty() ? std::nullopt : schema.index(schema.date);
  if (!date || parent == child) return;
  for (std::uint32_t table = 0; table < tables_.size(); ++table) {
    if (tables_[table].kind != PlanTable::Kind::kGrain || tables_[table].of != parent) continue;
    Step step;
    step.by = Step::By::kSpan;
    step.target = table;
    step.date_column = static_cast<std::uint32_t>(*date);
    std::vector<Step> to_grain = path;
    to_grain.push_back(step);
    add_relation(table, name, child, std::move(to_grain));
  }
}

void TableDeclarer::add_grain_fields(std::uint32_t table) {
  const std::uint32_t of = tables_[table].of;
  const std::string grain = tables_[table].grain;
  const SubjectWords& words = words_of(*tables_[of].subject);
  const auto native = [&](std::string name, Type type, std::string title) {
    if (tables_[table].by_name.count(name) != 0) return;
    Field field;
    field.name = std::move(name);
    field.kind = Field::Kind::kNative;
    field.type = std::move(type);
    field.title = std::move(title);
    add(table, std::move(field));
  };
  const Type dates = Type::range(TypeKind::kDate);
  native(std::string(words.word), Type::row(of), std::string(words.title));
  native("span", dates, "期间");
  if (grain == "day") {
    native("day", TypeKind::kDate, "日期");
  } else {
    native(grain, dates, grain);
  }
  if (const auto calendar = grain_of(grain)) {
    for (CalendarGrain coarser :
         {CalendarGrain::kMonth, CalendarGrain::kQuarter, CalendarGrain::kHalf}) {
      if (coarser > *calendar)
        native(std::string(grain_word(coarser)), dates, std::string(grain_word(coarser)));
    }
    for (CalendarGrain finer : {CalendarGrain::kDay, CalendarGrain::kMonth, CalendarGrain::kQuarter,
                                CalendarGrain::kHalf}) {
      if (finer >= *calendar) continue;
      if (const auto other = find(std::string(words.word) + "_" + plural(grain_word(finer)))) {
        native(plural(grain_word(finer)), Type::list(Type::row(*other)), "");
      }
    }
  } else {
    native("label", TypeKind::kText, "阶段");
  }
  native("previous", Type::row(table), "上一期");
  native("so_far", dates, "截至本期");
  // From a subject its rows of the grain, and from a grain row the one of the subject it refers to:
  // member.months, member_month.team_month.
  Field months;
  months.name = plural(grain);
  months.kind = Field::Kind::kNative;
  months.type = Type::list(Type::row(table));
  if (tables_[of].by_name.count(months.name) == 0) add(of, std::move(months));
  std::vector<std::pair<std::string, std::uint32_t>> others;
  for (const Field& field : tables_[of].fields) {
    if (field.kind != Field::Kind::kReference) continue;
    const PlanTable& target = tables_[field.type.table()];
    if (!target.subject || field.name != words_of(*target.subject).word) continue;
    if (const auto other = find(field.name + "_" + plural(grain)))
      others.emplace_back(field.name + "_" + grain, *other);
  }
  for (auto& [name, other] : others) native(name, Type::row(other), "");
}

}  // namespace zhaoshang
