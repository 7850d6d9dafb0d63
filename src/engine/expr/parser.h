// FEEL text to Ast. In: text that knows its place. Out: the tree, or null with at least one
// diagnostic. Looks up nothing.
#pragma once

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/expr/ast.h"

namespace zhaoshang {

/// What a hostile text may not exceed (each has its diagnostic).
struct ParseLimits {
  std::size_t length = 65'536;  // bytes
  std::size_t depth = 256;      // nested nodes
};

/// An expression (DMN grammar rule 1), null with diagnostics when it is none.
AstPtr parse_expression(const SourceText& text, Diagnostics& diagnostics,
                        const ParseLimits& limits = {});
/// Unary tests (rule 14): `-`, `not(…)`, or tests separated by commas: an AstKind::kTests node.
AstPtr parse_unary_tests(const SourceText& text, Diagnostics& diagnostics,
                         const ParseLimits& limits = {});

/// A text with `{expression}` parts, as messages and titles have them; `{{` and `}}` are braces.
struct TextTemplate {
  struct Part {
    std::string literal;  // before the expression
    AstPtr expression;    // null for the last literal
  };
  std::vector<Part> parts;
};
TextTemplate parse_template(const SourceText& text, Diagnostics& diagnostics,
                            const ParseLimits& limits = {});

}  // namespace zhaoshang
