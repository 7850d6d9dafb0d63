#include "commands/used_columns.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "domain/relations.h"

namespace zhaoshang {
namespace {

class UsedColumns {
 public:
  explicit UsedColumns(const Plan& plan) : plan_(plan) {}

  std::vector<UsedTable> find() {
    for (const PlanTable& table : plan_.tables()) {
      if (table.kind == PlanTable::Kind::kInput) add_read(table);
    }
    add_ledgers();
    // What is referred to must be there, and may refer to something itself.
    for (std::size_t before = 0; before != size();) {
      before = size();
      for (const PlanTable& table : plan_.tables()) {
        if (columns_.contains(table.name)) complete(table);
      }
    }
    std::vector<UsedTable> tables;
    for (const PlanTable& table : plan_.tables()) {
      const auto used = columns_.find(table.name);
      if (used == columns_.end()) continue;
      tables.push_back({&table, {}});
      for (const ColumnSchema& column : table.schema.columns) {
        if (used->second.contains(column.name)) tables.back().columns.push_back(&column);
      }
    }
    return tables;
  }

 private:
  std::size_t size() const {
    std::size_t size = 0;
    for (const auto& [table, columns] : columns_) size += 1 + columns.size();
    return size;
  }

  void add(const PlanTable& table, const std::string& column) {
    if (!column.empty() && table.schema.find(column) != nullptr) {
      columns_[table.name].insert(column);
    }
  }

  void add_read(const PlanTable& table) {
    for (const Field& field : table.fields) {
      if (!field.used) continue;
      if (field.kind == Field::Kind::kStored) add(table, table.schema.columns[field.column].name);
      if (field.kind == Field::Kind::kReference) {
        for (const Step& step : field.path) {
          add(table, table.schema.columns[step.id_column].name);
          if (step.by == Step::By::kSubject) {
            add(table, table.schema.columns[step.kind_column].name);
          }
        }
      }
      // A relation rests on the column of the other table that leads back.
      if (field.kind == Field::Kind::kRelation) add_path(plan_.table(field.child), field.path);
      if (field.kind == Field::Kind::kFold) {
        add_path(plan_.table(field.fold->child), field.fold->path);
      }
    }
  }

  void add_path(const PlanTable& child, const std::vector<Step>& path) {
    if (child.kind != PlanTable::Kind::kInput) return;
    for (const std::string& column : child.schema.key) add(child, column);
    const PlanTable* at = &child;
    for (const Step& step : path) {
      if (at->kind != PlanTable::Kind::kInput) return;
      if (step.by == Step::By::kId || step.by == Step::By::kSubject) {
        add(*at, at->schema.columns[step.id_column].name);
      }
      if (step.by == Step::By::kSubject) add(*at, at->schema.columns[step.kind_column].name);
      at = &plan_.table(step.target);
    }
  }

  /// Tables that no expression names: the whole of each.
  void add_ledgers() {
    const Policy& policy = plan_.policy();
    const std::string_view text = policy_text();
    const auto says = [&](std::string_view words) { return text.find(words) != text.npos; };
    if (!plan_.targets.empty()) add_ledger("targets");
    if (!policy.reward.awards.empty()) add_ledger("awarded");
    if (policy.foreign != ForeignMoney::kRefuse || says("convert(")) add_ledger("rates");
    if (says("ruling(")) add_ledger("rulings");
    if (says("working days after(")) add_ledger("holidays");
    for (const AssessmentForm& form : policy.assessments) {
      if (form.counted) add_ledger("counted");
    }
  }

  /// A table too many does no harm, so that names in the text of the policy will do.
  std::string_view policy_text() const {
    for (const PlanParameter& each : plan_.parameters()) {
      if (each.form->span.file != nullptr) return each.form->span.file->text();
    }
    for (const AwardPlan& each : plan_.reward.awards) return each.form->head.span.file->text();
    return {};
  }

  void add_ledger(std::string_view name) {
    const auto found = plan_.find_table(name);
    if (!found) return;
    const PlanTable& table = plan_.table(*found);
    for (const ColumnSchema& column : table.schema.columns) add(table, column.name);
  }

  void complete(const PlanTable& table) {
    for (const std::string& column : table.schema.key) add(table, column);
    for (const ColumnSchema& column : table.schema.columns) {
      if (column.missing == Missing::kFault) add(table, column.name);
    }
    add(table, "name");
    add(table, table.schema.date);
    const std::set<std::string> used = columns_[table.name];
    for (const std::string& name : used) {
      add(table, table.schema.find(name)->currency_column);
    }
    if (used.contains("from")) add(table, "to");
    for (const Reference& reference : references_of(table.schema)) {
      // Whoever serves in stints serves somewhere.
      if (has_stints(table.schema)) add(table, reference.id_column);
      // A kind without an id, or the other way round, says nothing.
      const bool is_pair = !reference.kind_column.empty();
      if (is_pair && used.contains(reference.kind_column)) add(table, reference.id_column);
      if (is_pair && used.contains(reference.id_column)) add(table, reference.kind_column);
      if (reference.table.empty() || !used.contains(reference.id_column)) continue;
      const auto target = plan_.find_table(reference.table);
      if (!target || plan_.table(*target).schema.key.empty()) continue;
      add(plan_.table(*target), plan_.table(*target).schema.key.front());
    }
  }

  const Plan& plan_;
  std::map<std::string, std::set<std::string>, std::less<>> columns_;  // by table
};

}  // namespace

std::vector<UsedTable> used_tables(const Plan& plan) { return UsedColumns(plan).find(); }

}  // namespace zhaoshang
