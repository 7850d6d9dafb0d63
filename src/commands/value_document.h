// A value of a policy as people read it. In: its form. Out: Markdown: an expression as code, a
// decision table or brackets as a table, a sheet as a numbered list.
#pragma once

#include <string>

#include "engine/base/message.h"
#include "scheme/policy.h"

namespace zhaoshang {

/// Paragraphs, each followed by an empty line.
std::string value_document(const ValueForm& value, Language language);
/// An expression on one line, between backticks.
std::string code(const Feel& feel);

}  // namespace zhaoshang
