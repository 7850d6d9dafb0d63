#include "engine/report/report_json.h"

#include "engine/base/json_text.h"

namespace zhaoshang {
namespace {

void append_row(std::string& out, const ReportTable& table, const std::vector<Cell>& row) {
  out += '{';
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ", ";
    append_json_string(out, table.columns[i].name);
    out += ": ";
    append_json_string(out, row[i].text);
  }
  out += '}';
}

}  // namespace

std::string to_json(const std::vector<ReportTable>& tables) {
  std::string out = "{";
  for (std::size_t t = 0; t < tables.size(); ++t) {
    out += t > 0 ? ",\n" : "\n";
    append_json_string(out, tables[t].name);
    out += ": [";
    bool is_first = true;
    tables[t].each_row(0, tables[t].row_count(), [&](const ReportTable::Row& row) {
      out += is_first ? "\n  " : ",\n  ";
      is_first = false;
      append_row(out, tables[t], row);
    });
    out += is_first ? "]" : "\n]";
  }
  out += "\n}\n";
  return out;
}

}  // namespace zhaoshang
