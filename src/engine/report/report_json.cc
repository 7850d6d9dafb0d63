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
    for (std::size_t row = 0; row < tables[t].rows.size(); ++row) {
      out += row > 0 ? ",\n  " : "\n  ";
      append_row(out, tables[t], tables[t].rows[row]);
    }
    out += tables[t].rows.empty() ? "]" : "\n]";
  }
  out += "\n}\n";
  return out;
}

}  // namespace zhaoshang
