// The rows that a worked example gives, as files of its tables. In: the section `given`. Out: CSV
// texts for InputTables, so that a given cell is read like any other, and diagnostics about them
// told where the policy has the cell.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/policy/document.h"
#include "scheme/plan.h"
#include "workspace/input_tables.h"

namespace zhaoshang {

class GivenRows {
 public:
  /// Reports tables and columns that there are not. `given`: table → a sequence of maps.
  GivenRows(const Plan& plan, const std::vector<PolicyNode::Entry>& given,
            Diagnostics& diagnostics);

  /// One file a table, under the policy's own path: each row on the line where the policy has it.
  const FilesByTable& files() const { return files_; }
  /// Adds what was found in those files, each at its place in the policy.
  void report(const Diagnostics& found, Diagnostics& diagnostics) const;

 private:
  struct WrittenCell {
    std::size_t first = 0;  // column, in characters from 1
    std::size_t last = 0;
    Span span;
  };
  struct WrittenRow {
    std::size_t line = 0;
    std::string text;
    Span span;
    std::vector<WrittenCell> cells;
  };
  class Writer;

  void add_table(const PlanTable& table, const PolicyNode::Entry& rows, Diagnostics& diagnostics);
  Place place_of(const Place& written) const;

  const SourceFile* policy_ = nullptr;
  FilesByTable files_;
  std::vector<WrittenRow> written_;
};

}  // namespace zhaoshang
