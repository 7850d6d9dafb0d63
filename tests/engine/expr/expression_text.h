// Expressions from string literals, for tests: a file of its own for each text, so that spans have
// something to point at.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/expr/ast.h"
#include "engine/expr/parser.h"

namespace zhaoshang {

/// A text in a file of its own, with what was found wrong in it.
struct ExpressionText {
  explicit ExpressionText(std::string text)
      : file(std::make_unique<SourceFile>("test", std::move(text))),
        source(Span{file.get(), 0, file->text().size()}) {}

  std::unique_ptr<SourceFile> file;
  SourceText source;
  Diagnostics diagnostics;

  /// The slugs of all faults with their columns: "feel-syntax@3".
  std::string faults() const {
    std::string all;
    for (const Diagnostic& fault : diagnostics.sorted()) {
      if (!all.empty()) all += ' ';
      all += fault.slug + "@" + std::to_string(fault.place.column);
    }
    return all;
  }
};

/// The dump of an expression, or its faults.
inline std::string parsed(std::string text) {
  ExpressionText expression(std::move(text));
  const AstPtr ast = parse_expression(expression.source, expression.diagnostics);
  return ast ? dump(*ast) : expression.faults();
}

/// The dump of unary tests, or their faults.
inline std::string parsed_tests(std::string text) {
  ExpressionText expression(std::move(text));
  const AstPtr ast = parse_unary_tests(expression.source, expression.diagnostics);
  return ast ? dump(*ast) : expression.faults();
}

}  // namespace zhaoshang
