#include "scheme/figures.h"

#include <algorithm>

#include "engine/value/amount.h"
#include "engine/value/operations.h"
#include "scheme/figures_cache.h"
#include "scheme/fold_pass.h"

namespace zhaoshang {

namespace {

Value span_value(const OpenDateSpan& span) {
  Range range;
  if (span.first) range.start = *span.first;
  if (span.last) range.end = *span.last;
  range.start_included = span.first.has_value();
  range.end_included = span.last.has_value();
  return range;
}

Value in_unit(Decimal number, const Measure& unit) {
  if (unit.is_money()) return Money{number * unit.scale, unit.currency};
  if (unit.is_quantity()) return Quantity{number * unit.scale, unit.unit};
  return number * unit.scale;
}

}  // namespace

Value range_value(DateSpan span) { return Range{span.first, span.last, true, true}; }

std::optional<DateSpan> span_of(const Value& value) {
  if (!value.is(TypeKind::kRange) || !value.range().start.is(TypeKind::kDate) ||
      !value.range().end.is(TypeKind::kDate)) {
    return std::nullopt;
  }
  return DateSpan{value.range().start.date(), value.range().end.date()};
}

std::optional<Date> event_day(const Value& value) {
  if (value.is(TypeKind::kDate)) return value.date();
  if (value.is(TypeKind::kRange) && value.range().end.is(TypeKind::kDate))
    return value.range().end.date();
  return std::nullopt;
}

const ItemResult& AssessmentResult::item(std::string_view id) const {
  return *std::find_if(items.begin(), items.end(),
                       [&](const ItemResult& item) { return item.plan->id == id; });
}

Figures::Figures(const Plan& plan, std::map<std::string, TableInput, std::less<>> inputs, Run run)
    : plan_(plan), run_(std::move(run)), cache_(std::make_unique<Cache>()) {
  const CalendarForm& calendar = plan_.policy().calendar;
  year_ = grain_span(CalendarGrain::kYear, run_.period.span.last, year_start());
  const OpenDateSpan& term = plan_.policy().in_force;
  to_date_ = {year_.first, std::min(run_.as_of, run_.period.span.last)};
  if (calendar.since) to_date_.first = *calendar.since;
  if (term.first) to_date_.first = std::max(to_date_.first, *term.first);
  const std::size_t tables = plan_.tables().size();
  cache_->rows.resize(tables);
  cache_->has_rows.resize(tables);
  cache_->files.resize(tables);
  cache_->targets.resize(plan_.targets.size());
  cache_->assessments.resize(plan_.assessments.size());
  cache_->parameters.resize(plan_.parameters().size());
  for (std::uint32_t table = 0; table < tables; ++table) {
    cache_->rows[table].table = table;
    if (plan_.table(table).kind == PlanTable::Kind::kCounty) cache_->rows[table].size = 1;
    if (plan_.table(table).kind != PlanTable::Kind::kInput) continue;
    TableInput none;
    const auto given = inputs.find(plan_.table(table).name);
    TableInput& input = given == inputs.end() ? none : given->second;
    cache_->files[table] = std::move(input.files);
    if (input.stream) {
      cache_->streams[table] = {std::move(input.stream), std::move(input.scan),
                                std::move(input.hold)};
    } else {
      hold(table, std::move(input.held));
    }
  }
  cache_->to_complete = plan_.find_table("credits");
}

Figures::~Figures() = default;

void Figures::hold(std::uint32_t table, Batch held) const {
  TableRows& rows = cache_->rows[table];
  cache_->has_rows[table] = true;
  rows.size = held.rows;
  rows.stored = std::move(held.columns);
  rows.lines = std::move(held.lines);
  rows.file_of = std::move(held.file_of);
  const std::size_t declared = plan_.table(table).schema.columns.size();
  for (std::size_t column = rows.stored.size(); column < declared; ++column) {
    const ColumnSchema& schema = plan_.table(table).schema.columns[column];
    rows.stored.push_back(Column::constant(Value(), schema.type(), rows.size));
  }
  count_in_units(plan_.table(table).schema, rows);
  put_in_order(plan_.table(table).schema, rows);
}

// A bare amount of a task counts in the unit that its row names. (That of a target counts in its
// measure's, where none is named: Figures::target.)
void Figures::count_in_units(const TableSchema& schema, TableRows& rows) {
  const auto unit_column = schema.name == "tasks" ? schema.index("unit") : std::nullopt;
  if (!unit_column) return;
  for (std::size_t column = 0; column < schema.columns.size(); ++column) {
    if (schema.columns[column].kind != CellKind::kAmount) continue;
    ColumnBuilder builder(rows.stored[column].type(), rows.size);
    for (std::uint32_t row = 0; row < rows.size; ++row) {
      const Value amount = rows.stored[column].at(row);
      const Value word = rows.stored[*unit_column].at(row);
      const auto unit = word.is(TypeKind::kText) ? measure_of(word.text()) : std::nullopt;
      builder.append(unit && amount.is(TypeKind::kNumber) ? in_unit(amount.number(), *unit)
                                                          : amount);
    }
    rows.stored[column] = builder.finish();
  }
}

// Rows are held in the order of their keys, then of all their cells, so that no result depends on
// their order in a file.
void Figures::put_in_order(const TableSchema& schema, TableRows& rows) {
  std::vector<std::size_t> columns;
  for (const std::string& key : schema.key) columns.push_back(*schema.index(key));
  for (std::size_t column = 0; column < schema.columns.size(); ++column) columns.push_back(column);
  std::vector<std::uint32_t> order(rows.size);
  for (std::uint32_t row = 0; row < rows.size; ++row) order[row] = row;
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t column : columns) {
      const auto compared = zhaoshang::order(rows.stored[column].at(a), rows.stored[column].at(b));
      if (compared != 0) return compared < 0;
    }
    return false;
  };
  if (std::is_sorted(order.begin(), order.end(), before)) return;
  std::stable_sort(order.begin(), order.end(), before);
  for (Column& column : rows.stored) column = column.gather(order);
  const TableRows as_read = rows;
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    rows.lines[row] = as_read.lines[order[row]];
    rows.file_of[row] = as_read.file_of[order[row]];
  }
}

TableRows& Figures::mutable_rows(std::uint32_t table) const {
  if (!cache_->has_rows[table]) {
    if (const auto stream = cache_->streams.find(table); stream != cache_->streams.end()) {
      hold(table, stream->second.hold());
    } else {
      cache_->has_rows[table] = true;
      if (plan_.table(table).kind == PlanTable::Kind::kGrain) build_grain(table);
    }
  }
  if (cache_->to_complete == table) {
    cache_->to_complete.reset();
    complete_credits();
  }
  return cache_->rows[table];
}

const TableRows& Figures::rows(std::uint32_t table) const { return mutable_rows(table); }
std::size_t Figures::row_count(std::uint32_t table) const { return mutable_rows(table).size; }
const std::vector<std::string>& Figures::files(std::uint32_t table) const {
  return cache_->files[table];
}

Column Figures::field(std::uint32_t table, std::uint32_t field) const {
  TableRows& rows = mutable_rows(table);
  if (rows.fields.size() <= field) rows.fields.resize(plan_.table(table).fields.size());
  if (!rows.fields[field]) {
    const Field& declared = plan_.field(table, field);
    if (declared.kind == Field::Kind::kFold) {
      FoldPass(*this, *cache_, table, field).run();
    } else {
      Column column = compute(*this, rows, field);
      rows.fields[field] = declared.measure != nullptr
                               ? adjusted(table, declared, std::move(column))
                               : std::move(column);
    }
  }
  return *rows.fields[field];
}

Column Figures::field(std::uint32_t table, std::string_view name) const {
  return field(table, *plan_.field_index(table, name));
}

Column Figures::field(std::string_view table, std::string_view name) const {
  return field(*plan_.find_table(table), name);
}

Column Figures::compute(const Data& data, const TableRows& rows, std::uint32_t index) const {
  const Field& field = plan_.field(rows.table, index);
  switch (field.kind) {
    case Field::Kind::kStored: return rows.stored[field.column];
    case Field::Kind::kReference:
      return Column(field.type, rows.size, Column::Rows{follow(rows, field.path)});
    case Field::Kind::kRelation: return relation(rows.table, field);
    case Field::Kind::kProgram:
      return Evaluator(data).evaluate(*field.program.root, Frame::all_rows(rows.table, rows.size));
    case Field::Kind::kNative:
      return field.native ? field.native(*this) : native(data, rows, field);
    case Field::Kind::kFold: return this->field(rows.table, index);
  }
  return {};
}

Column Figures::relation(std::uint32_t table, const Field& field) const {
  const TableRows& child = rows(field.child);
  const std::size_t parents = row_count(table);
  std::vector<std::uint32_t> parent_of;
  if (field.path.empty()) {
    parent_of.assign(child.size, 0);  // the county has every row
  } else {
    parent_of = follow(child, field.path);
  }
  std::vector<std::uint32_t> offsets(parents + 1, 0);
  for (std::uint32_t parent : parent_of) {
    if (parent != kNoRow) ++offsets[parent + 1];
  }
  for (std::size_t i = 0; i < parents; ++i) offsets[i + 1] += offsets[i];
  std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
  std::vector<std::uint32_t> members(offsets.back());
  for (std::uint32_t row = 0; row < parent_of.size(); ++row) {
    if (parent_of[row] != kNoRow) members[next[parent_of[row]]++] = row;
  }
  const std::size_t total = members.size();
  auto items = std::make_shared<const Column>(Type::row(field.child), total,
                                              Column::Rows{std::move(members)});
  return Column(field.type, parents, Column::Lists{std::move(offsets), std::move(items)});
}

Value Figures::global(std::uint32_t global, std::optional<Date> at) const {
  switch (static_cast<ScopeName>(global)) {
    case ScopeName::kPeriod: return range_value(run_.period.span);
    case ScopeName::kYear: return range_value(year_);
    case ScopeName::kLastYear: {
      const Date before = year_.first.plus_days(-1);
      return Range{year_.first.plus_months(-12), before, true, true};
    }
    case ScopeName::kTerm: return span_value(term());
    case ScopeName::kToDate: return range_value(to_date_);
    case ScopeName::kAsOf: return run_.as_of;
  }
  if (global == kCountyRow)
    return RowRef{*plan_.find_table(words_of(SubjectKind::kCounty).table), 0};
  const PlanParameter& parameter = plan_.parameters()[global - kFirstParameter];
  std::optional<Value>& known = cache_->parameters[global - kFirstParameter];
  if (!at && known) return *known;
  const Date day = at.value_or(run_.period.span.last);
  const Node* in_force = nullptr;
  for (const PlanParameter::Dated& dated : parameter.values) {
    if (!dated.from || *dated.from <= day) in_force = dated.value.get();
  }
  Value value =
      in_force == nullptr ? Value() : Evaluator(*this).evaluate(*in_force, Frame::single()).at(0);
  if (!at) known = value;
  return value;
}

std::string Figures::word(const WordOrParameter& word) const {
  if (word.parameter.empty()) return word.word;
  for (std::size_t k = 0; k < plan_.parameters().size(); ++k) {
    if (plan_.parameters()[k].form->name != word.parameter) continue;
    const Value value = global(kFirstParameter + static_cast<std::uint32_t>(k), {});
    return value.is(TypeKind::kText) ? value.text() : std::string();
  }
  return {};
}

std::string Figures::text(std::uint32_t table, std::string_view name, std::uint32_t row) const {
  const auto index = plan_.field_index(table, name);
  if (!index || row == kNoRow) return {};
  const Value value = field(table, *index).at(row);
  return value.is(TypeKind::kText) ? value.text() : std::string();
}

std::string Figures::id(std::uint32_t table, std::uint32_t row) const {
  const PlanTable& declared = plan_.table(table);
  switch (declared.kind) {
    case PlanTable::Kind::kCounty: return "county";
    case PlanTable::Kind::kGrain: return id(declared.of, rows(table).grain.subject(row));
    case PlanTable::Kind::kInput: break;
  }
  if (declared.schema.key.empty()) return {};
  return text(table, declared.schema.key.front(), row);
}

std::string Figures::label(std::uint32_t table, std::uint32_t row) const {
  const PlanTable& declared = plan_.table(table);
  if (declared.kind == PlanTable::Kind::kCounty) return declared.title;
  if (declared.kind == PlanTable::Kind::kGrain)
    return label(declared.of, rows(table).grain.subject(row));
  std::string name = text(table, "name", row);
  return name.empty() ? id(table, row) : name;
}

std::string Figures::group(std::uint32_t table, std::uint32_t row) const {
  const std::uint32_t units = *plan_.find_table(words_of(SubjectKind::kUnit).table);
  if (plan_.table(table).kind == PlanTable::Kind::kGrain) {
    return group(plan_.table(table).of, rows(table).grain.subject(row));
  }
  if (table != units) {
    const auto unit = plan_.field_index(table, words_of(SubjectKind::kUnit).word);
    if (!unit) return {};
    const Value of = field(table, *unit).at(row);
    return of.is(TypeKind::kRow) ? group(units, of.row().row) : std::string();
  }
  if (plan_.groups.empty()) return text(units, "group", row);
  const std::vector<std::string>& own = groups_of_unit(row);
  return own.size() == 1 ? own.front() : std::string();
}

const std::vector<std::string>& Figures::groups_of_unit(std::uint32_t row) const {
  if (cache_->groups.empty()) {
    const std::uint32_t units = *plan_.find_table(words_of(SubjectKind::kUnit).table);
    const std::size_t count = row_count(units);
    cache_->groups.resize(count);
    Evaluator evaluator(*this);
    for (const PlanGroup& each : plan_.groups) {
      if (count == 0) break;
      for (std::uint32_t unit :
           evaluator.positions_where(*each.holds.root, Frame::all_rows(units, count)))
        cache_->groups[unit].push_back(each.form->name);
    }
  }
  return cache_->groups[row];
}

std::string Figures::source(const TableRows& rows, std::uint32_t row) const {
  if (row >= rows.lines.size() || rows.lines[row] == 0) return {};
  return cache_->files[rows.table][rows.file_of[row]] + ":" + std::to_string(rows.lines[row]);
}

std::string Figures::source(std::uint32_t table, std::uint32_t row) const {
  if (plan_.table(table).kind == PlanTable::Kind::kGrain)
    return source(plan_.table(table).of, rows(table).grain.subject(row));
  return source(rows(table), row);
}

void Figures::for_each_batch(
    std::uint32_t table, const std::function<void(const Data&, const TableRows&)>& visit) const {
  const auto stream = cache_->streams.find(table);
  if (stream == cache_->streams.end()) {
    visit(*this, rows(table));
    return;
  }
  // A stream that turns out to be one batch is kept with what was worked out on it: passes after
  // the first are free.
  if (const auto kept = cache_->kept.find(table); kept != cache_->kept.end()) {
    const BatchData data(*this, *kept->second);
    visit(data, *kept->second);
    return;
  }
  std::unique_ptr<TableRows> last;
  std::size_t batches = 0;
  stream->second.stream([&](const Batch& batch) {
    last = std::make_unique<TableRows>(batch_rows(table, batch));
    ++batches;
    const BatchData data(*this, *last);
    visit(data, *last);
  });
  if (batches == 1) cache_->kept[table] = std::move(last);
}

TableRows Figures::batch_rows(std::uint32_t table, const Batch& batch) const {
  TableRows rows;
  rows.table = table;
  rows.size = batch.rows;
  rows.stored = batch.columns;
  rows.lines = batch.lines;
  rows.file_of = batch.file_of;
  const std::vector<ColumnSchema>& declared = plan_.table(table).schema.columns;
  for (std::size_t column = rows.stored.size(); column < declared.size(); ++column)
    rows.stored.push_back(Column::constant(Value(), declared[column].type(), rows.size));
  return rows;
}

Column BatchData::field(std::uint32_t table, std::uint32_t field) const {
  if (table != rows_.table) {
    const auto lock = this->lock();
    return figures_.field(table, field);
  }
  if (rows_.fields.size() <= field) rows_.fields.resize(figures_.plan().table(table).fields.size());
  if (!rows_.fields[field]) {
    const Field::Kind kind = figures_.plan().field(table, field).kind;
    const bool is_own = kind == Field::Kind::kStored || kind == Field::Kind::kProgram;
    const auto lock = is_own ? std::unique_lock<std::recursive_mutex>() : this->lock();
    rows_.fields[field] = figures_.compute(*this, rows_, field);
  }
  return *rows_.fields[field];
}

Value BatchData::global(std::uint32_t global, std::optional<Date> at) const {
  const auto lock = this->lock();
  return figures_.global(global, at);
}

Value BatchData::call(std::uint32_t function, std::span<const Value> arguments,
                      std::optional<RowRef> row) const {
  const auto lock = this->lock();
  return figures_.call(function, arguments, row);
}

std::size_t BatchData::row_count(std::uint32_t table) const {
  if (table == rows_.table) return rows_.size;
  const auto lock = this->lock();
  return figures_.row_count(table);
}

}  // namespace zhaoshang
