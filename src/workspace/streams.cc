#include "workspace/streams.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "domain/relations.h"
#include "engine/table/headings.h"

namespace zhaoshang {
namespace {

/// Whether rows of one table name rows of another.
bool refers_to(const TableSchema& from, const PlanTable& to) {
  const std::vector<Reference> references = references_of(from);
  return std::any_of(references.begin(), references.end(), [&](const Reference& each) {
    return each.table == to.name || (each.table.empty() && to.subject.has_value());
  });
}

bool is_referred_to(const Plan& plan, const PlanTable& table, const FilesByTable& files) {
  return std::any_of(plan.tables().begin(), plan.tables().end(), [&](const PlanTable& from) {
    const auto given = files.find(from.name);
    const bool has_rows = given != files.end() && !given->second.empty();
    return has_rows && from.name != table.name && refers_to(from.schema, table);
  });
}

bool may_be_foreign(const TableSchema& schema, const std::vector<CsvFile>& files) {
  const bool has_money =
      std::any_of(schema.columns.begin(), schema.columns.end(),
                  [](const ColumnSchema& column) { return !column.currency_column.empty(); });
  if (!has_money) return false;
  Diagnostics told_later;
  const CsvReader reader(schema, files, told_later);
  if (reader.unusable()) return false;
  for (std::size_t file = 0; file < files.size(); ++file) {
    if (reader.layout(file).currency) return true;
  }
  return false;
}

}  // namespace

std::uint64_t bytes_of(const std::vector<CsvFile>& files) {
  std::uint64_t bytes = 0;
  for (const CsvFile& file : files) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file.path, none);
    if (!none) bytes += size;
  }
  return bytes;
}

bool is_streamed(const Plan& plan, const std::string& table, const FilesByTable& files) {
  const auto index = plan.find_table(table);
  if (!index) return false;
  const PlanTable& declared = plan.table(*index);
  const auto own = files.find(table);
  return declared.schema.is_long && !is_referred_to(plan, declared, files) &&
         (own == files.end() || !may_be_foreign(declared.schema, own->second));
}

StreamingPlan plan_for_large_tables(const Policy& policy, const Plan& plan,
                                    const FilesByTable& files) {
  TableNames large;
  for (const PlanTable& table : plan.tables()) {
    const auto own = files.find(table.name);
    if (own == files.end() || table.schema.is_long || bytes_of(own->second) < kLargeTable) continue;
    const bool wants_rows = is_looked_up(plan, *plan.find_table(table.name)) ||
                            is_referred_to(plan, table, files) || has_stints(table.schema) ||
                            may_be_foreign(table.schema, own->second);
    if (!wants_rows) large.insert(table.name);
  }
  return large.empty() ? StreamingPlan{} : streaming_plan(policy, large);
}

}  // namespace zhaoshang
