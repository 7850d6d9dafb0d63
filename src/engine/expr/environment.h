// What expressions may name and read besides their own variables. The checker asks an Environment
// for names and types before a row is read; the evaluator asks Data for columns. Who holds tables
// and figures implements both.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/source.h"
#include "engine/expr/ast.h"
#include "engine/expr/program.h"
#include "engine/table/column.h"
#include "engine/table/schema.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// A named thing of every row of a table: a stored column, a computed one, a reference (a row of
/// another table) or a relation (a list of rows).
struct FieldInfo {
  std::uint32_t field = 0;
  Type type;
  Missing missing = Missing::kNone;  // of a stored column; computed ones are kNone
  bool streams = false;              // a relation whose rows are never held: only folds may read it
};

/// A name that means the same in every row: period, as_of, a parameter.
struct GlobalInfo {
  std::uint32_t global = 0;
  Type type;
  bool dated = false;    // has values by date: on rows with a `span` the one in force at its start
  bool streams = false;  // a whole table whose rows are never held
};

/// A function that reads the run's data (rates, holidays, rulings); pure otherwise.
struct DataFunctionInfo {
  std::uint32_t function = 0;
  Type type;
};

/// Names and types. Asking for a field may compile it: faults are the implementer's to report.
class Environment {
 public:
  virtual ~Environment() = default;
  virtual std::string table_name(std::uint32_t table) const = 0;
  /// `use` is the place that names it, for messages about what cannot be resolved.
  virtual std::optional<FieldInfo> find_field(std::uint32_t table, std::string_view name,
                                              const Span& use) = 0;
  virtual std::vector<std::string> field_names(std::uint32_t table) const = 0;
  /// Whether a table, or the outermost scope, has a name; asking uses nothing.
  virtual bool has_field(std::uint32_t table, std::string_view name) const = 0;
  virtual bool has_global(std::string_view name) const = 0;
  /// True where some field's name starts with `prefix` and a dot: `target`, `completion`.
  virtual bool is_field_prefix(std::uint32_t table, std::string_view prefix) const = 0;
  /// An expression that a name of a table's rows stands for; nullptr: none. It may depend on
  /// whether the rule's own row has a span or a due date.
  virtual const Ast* find_macro(std::uint32_t table, std::string_view name, bool rule_has_span,
                                bool rule_has_due) = 0;
  /// The field of `parent` that holds an aggregate over a relation whose rows stream by. `filter`
  /// and `element` run on the child's rows.
  virtual std::optional<FieldInfo> fold_field(std::uint32_t parent, std::uint32_t relation,
                                              Aggregate aggregate, NodePtr filter, NodePtr element,
                                              const Span& span) = 0;
  virtual std::optional<GlobalInfo> find_global(std::string_view name, const Span& use) = 0;
  virtual std::vector<std::string> global_names() const = 0;
  /// A global's value where it is known before a row is read (a parameter on a day); null
  /// otherwise.
  virtual Value global_on(std::uint32_t global, std::optional<Date> day) const = 0;
  /// A place reads a value that differs by date without saying of which date.
  virtual void note_undated(std::uint32_t global, const Span& use) = 0;
  /// Sees each expression of a policy once it is checked.
  virtual void review(const Node& root) = 0;
  /// The days from which such values differ; at least one entry, the first without a day.
  virtual std::vector<std::optional<Date>> days_of_change() const = 0;
  /// The words that a text expression can have; empty: any.
  virtual std::vector<std::string> declared_values(const Node& expression) const = 0;
  virtual std::optional<DataFunctionInfo> find_function(std::string_view name,
                                                        std::span<const Type> arguments,
                                                        std::optional<std::uint32_t> table) = 0;
  virtual std::vector<std::string> data_function_names() const = 0;
};

class Observer;

/// The tables' contents, computed on demand.
class Data {
 public:
  virtual ~Data() = default;
  /// Sees what is evaluated on this data from now on; null: nobody does. Of one thread only.
  void watch(Observer* watcher) { watcher_ = watcher; }
  Observer* watcher() const { return watcher_; }
  /// A field of all rows of a table. A relation is a list of rows.
  virtual Column field(std::uint32_t table, std::uint32_t field) const = 0;
  /// The number of rows of a table.
  virtual std::size_t row_count(std::uint32_t table) const = 0;
  virtual Value global(std::uint32_t global, std::optional<Date> at) const = 0;
  /// `row`: the rule's row, where there is one.
  virtual Value call(std::uint32_t function, std::span<const Value> arguments,
                     std::optional<RowRef> row) const = 0;

 private:
  Observer* watcher_ = nullptr;
};

/// An environment without tables or scope, and data without contents: for `eval` and tests.
class EmptyEnvironment : public Environment {
 public:
  std::string table_name(std::uint32_t) const override { return {}; }
  std::optional<FieldInfo> find_field(std::uint32_t, std::string_view, const Span&) override {
    return {};
  }
  std::vector<std::string> field_names(std::uint32_t) const override { return {}; }
  bool has_field(std::uint32_t, std::string_view) const override { return false; }
  bool has_global(std::string_view) const override { return false; }
  bool is_field_prefix(std::uint32_t, std::string_view) const override { return false; }
  const Ast* find_macro(std::uint32_t, std::string_view, bool, bool) override { return nullptr; }
  std::optional<FieldInfo> fold_field(std::uint32_t, std::uint32_t, Aggregate, NodePtr, NodePtr,
                                      const Span&) override {
    return {};
  }
  std::optional<GlobalInfo> find_global(std::string_view, const Span&) override { return {}; }
  std::vector<std::string> global_names() const override { return {}; }
  Value global_on(std::uint32_t, std::optional<Date>) const override { return {}; }
  void note_undated(std::uint32_t, const Span&) override {}
  void review(const Node&) override {}
  std::vector<std::optional<Date>> days_of_change() const override { return {std::nullopt}; }
  std::vector<std::string> declared_values(const Node&) const override { return {}; }
  std::optional<DataFunctionInfo> find_function(std::string_view, std::span<const Type>,
                                                std::optional<std::uint32_t>) override {
    return {};
  }
  std::vector<std::string> data_function_names() const override { return {}; }
};
class NoData : public Data {
 public:
  Column field(std::uint32_t, std::uint32_t) const override { return {}; }
  std::size_t row_count(std::uint32_t) const override { return 0; }
  Value global(std::uint32_t, std::optional<Date>) const override { return {}; }
  Value call(std::uint32_t, std::span<const Value>, std::optional<RowRef>) const override {
    return {};
  }
};

}  // namespace zhaoshang
