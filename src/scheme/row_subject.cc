#include "scheme/row_subject.h"

namespace zhaoshang {

std::string singular(std::string_view table) {
  if (table.ends_with("ies")) return std::string(table.substr(0, table.size() - 3)) + "y";
  for (std::string_view hissing : {"sses", "xes", "ches", "shes"}) {
    if (table.ends_with(hissing)) return std::string(table.substr(0, table.size() - 2));
  }
  return std::string(table.size() > 1 && table.ends_with('s') ? table.substr(0, table.size() - 1)
                                                              : table);
}

bool has_own_id(const TableSchema& schema) {
  return schema.key.size() == 1 && schema.find(schema.key.front())->references.empty();
}

RowSubject subject_of(const Figures& figures, const TableRows& rows, std::uint32_t row,
                      const Data& data) {
  const Plan& plan = figures.plan();
  const PlanTable& table = plan.table(rows.table);
  if (table.kind == PlanTable::Kind::kGrain) {
    return {std::string(words_of(*table.subject).word),
            figures.id(table.of, rows.grain.subject(row)),
            figures.label(table.of, rows.grain.subject(row))};
  }
  if (table.subject) {
    return {std::string(words_of(*table.subject).word), figures.id(rows.table, row),
            figures.label(rows.table, row)};
  }
  // A row with an id of its own speaks for itself; one of a ledger is about the first subject it
  // names.
  const bool own_id = has_own_id(table.schema);
  if (!own_id) {
    for (std::uint32_t index = 0; index < table.fields.size(); ++index) {
      const Field& field = table.fields[index];
      if (field.kind != Field::Kind::kReference || !plan.table(field.type.table()).subject)
        continue;
      const Value target = data.field(rows.table, index).at(row);
      if (!target.is(TypeKind::kRow)) continue;
      const RowRef to = target.row();
      return {std::string(words_of(*plan.table(to.table).subject).word),
              figures.id(to.table, to.row), figures.label(to.table, to.row)};
    }
  }
  RowSubject subject{singular(table.name), {}, {}};
  for (const std::string& column : table.schema.key) {
    const auto key = plan.field_index(rows.table, column);
    const Value id = key ? data.field(rows.table, *key).at(row) : Value();
    subject.id += (subject.id.empty() ? "" : "/") +
                  (id.is(TypeKind::kText) ? std::string(id.text()) : shown(id, figures));
  }
  subject.name = subject.id;
  if (own_id) {
    for (const char* column : {"name", "title", "matter"}) {
      const auto index = plan.field_index(rows.table, column);
      const Value name = index ? data.field(rows.table, *index).at(row) : Value();
      if (name.is(TypeKind::kText)) {
        subject.name = name.text();
        break;
      }
    }
  }
  return subject;
}

RowSubject recipient_at(const Figures& figures, RowRef row) {
  const PlanTable& table = figures.plan().table(row.table);
  return {table.subject ? std::string(words_of(*table.subject).word) : singular(table.name),
          figures.id(row.table, row.row), figures.label(row.table, row.row)};
}

}  // namespace zhaoshang
