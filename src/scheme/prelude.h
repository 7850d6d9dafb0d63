// What every scheme takes for granted, said in FEEL: figures and names that follow from the tables
// alone. A reader finds here what `days_resident`, `met` or `serving` mean; the manual quotes it.
#pragma once

#include <span>
#include <string_view>

#include "engine/base/source.h"
#include "engine/expr/ast.h"

namespace zhaoshang {

/// A figure that the domain defines on a table.
struct PreludeFigure {
  std::string_view table;
  std::string_view name;
  std::string_view title;
  std::string_view definition;
  /// A field of `needs_table` without which the figure has no meaning; empty: always there.
  std::string_view needs_table;
  std::string_view needs;
};
std::span<const PreludeFigure> prelude_figures();

/// `serving`: whether a row's from–to holds the day (or meets the span) that the rule is about.
std::string_view serving_now();
std::string_view serving_in_span();
std::string_view serving_when_due();

/// Parses a definition of ours; its faults would be faults of the programme.
AstPtr parse_prelude(const SourceFile& file);

}  // namespace zhaoshang
