// Text tables: rows of cells in a `|` block, in which nothing is quoted for YAML.
//
//     | completion.paid_in || factor | # 折算 |      row 1: headings; `||` parts inputs from
//     outputs | >= 100%            || 1      | 5.3    |      an empty cell is absent; a `#` column
//     is annotation
//
// A `|` inside a FEEL string ("a|b") parts nothing. In: the scalar. Out: cells with their exact
// places, or maps made of the rows. Judges neither headings nor cells.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/policy/document.h"

namespace zhaoshang {

/// A table as written. Every row has a cell for every column.
struct TextTable {
  struct Column {
    SourceText heading;  // of an annotation: what follows the #
    bool is_output = false;
    bool is_annotation = false;
  };
  struct Row {
    Span span;                                     // the line, from its first bar to its last
    std::vector<std::optional<SourceText>> cells;  // trimmed; nullopt: empty
  };

  Span span;
  bool has_outputs = false;  // the heading holds `||`
  std::vector<Column> columns;
  std::vector<Row> rows;
};

/// Whether a scalar is written as a text table: its first character other than a blank is `|`.
bool is_text_table(const PolicyNode& node);

/// The table; nullopt with diagnostics when the heading cannot be read. A faulty row is reported
/// and left out.
std::optional<TextTable> read_text_table(const PolicyNode& node, Diagnostics& diagnostics);

/// A cell as a scalar of style kCell.
PolicyNode cell_node(const SourceText& cell);

/// The rows as a sequence of maps: heading → cell, absent cells and annotations left out. Empty or
/// repeated headings and a `||` are reported.
std::optional<PolicyNode> expand_rows(const PolicyNode& node, Diagnostics& diagnostics);

/// The rows as a map of maps, keyed by the first column, whose heading must be `name`. A row
/// without a name and a name given twice are reported.
std::optional<PolicyNode> expand_named_rows(const PolicyNode& node, Diagnostics& diagnostics);

}  // namespace zhaoshang
