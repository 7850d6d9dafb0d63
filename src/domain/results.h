// The result tables that every scheme has, with their fixed columns in order and the Chinese
// headings of `--lang zh`.
#pragma once

#include <string_view>
#include <vector>

namespace zhaoshang {

/// A column of a result table.
struct ResultColumn {
  std::string_view name;   // "days_resident"
  std::string_view title;  // 驻点天数
};

/// 结果表: one result table; its file is `<name>.csv`.
struct ResultTable {
  std::string_view name;   // "attendance"
  std::string_view title;  // 考勤
  std::vector<ResultColumn> columns;
  /// Which columns say what a row is about; the others say what came out.
  std::vector<std::string_view> about;

  bool is_about(std::string_view column) const;
};

const std::vector<ResultTable>& result_tables();
/// nullptr: no such table.
const ResultTable* find_result_table(std::string_view name);
/// The columns that stages add after the fixed ones (low, action …).
const std::vector<ResultColumn>& further_columns();
/// The name of a column by its name or Chinese heading; a heading that is neither stays as it is.
std::string_view result_column(std::string_view table, std::string_view heading);
/// The Chinese heading of a column, fixed or one of the further ones we add (low, action …); empty:
/// not known.
std::string_view result_title(std::string_view table, std::string_view column);

}  // namespace zhaoshang
