// Declares the tables of a plan and the fields that follow from their columns and relations. In:
// the glossary and a policy's columns, tables and relations. Out: PlanTables without figures.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/relations.h"
#include "scheme/plan.h"

namespace zhaoshang {

/// Names that mean the same in every rule and may not be given to anything else.
bool is_scope_name(std::string_view name);

class TableDeclarer {
 public:
  /// `streamed`: tables that are read as streams though the policy does not say so.
  TableDeclarer(const Policy& policy, Diagnostics& diagnostics, std::deque<PlanTable>& tables,
                const TableNames& streamed);
  void declare();

 private:
  std::optional<std::uint32_t> find(std::string_view name) const;
  std::vector<std::string> names() const;
  Field& add(std::uint32_t table, Field field);

  void declare_inputs();
  void declare_county();
  void declare_grains();
  bool is_grouped(const PlanTable& table) const;
  void add_stored(std::uint32_t table);
  void add_references(std::uint32_t table);
  void add_converted(std::uint32_t table);
  void add_text_of(std::uint32_t table, std::string name);
  void add_relations();
  void add_grain_fields(std::uint32_t table);

  void apply_column(TableSchema& table, const ColumnForm& form,
                    const std::vector<TableSchema>& schemas);
  void apply_type(ColumnSchema& column, const ColumnForm& form,
                  const std::vector<TableSchema>& schemas);
  void apply_values(ColumnSchema& column, const Feel& values);
  void apply_missing(ColumnSchema& column, const ColumnForm& form);
  static void take_kinds_of_own_ids(std::vector<TableSchema>& schemas);
  static void set_scale(ColumnSchema& column, const Scale& scale);
  Step step_of(const TableSchema& schema, const Reference& reference, std::uint32_t target) const;
  std::optional<std::vector<Step>> path_of(const Relation& relation, std::uint32_t parent) const;
  void add_relation(std::uint32_t parent, const std::string& name, std::uint32_t child,
                    std::vector<Step> path);
  void add_grain_relation(std::uint32_t parent, const std::string& name, std::uint32_t child,
                          std::vector<Step> path);

  const Policy& policy_;
  Diagnostics& diagnostics_;
  std::deque<PlanTable>& tables_;
  const TableNames& streamed_;
};

}  // namespace zhaoshang
