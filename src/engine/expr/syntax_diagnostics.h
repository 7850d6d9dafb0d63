// Every fault that lexing and parsing FEEL can report, one named maker each. In: the place and the
// words concerned. Out: the diagnostic in both languages with its remedy. Decides nothing: who
// finds a fault calls its maker.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/diagnostics.h"
#include "engine/base/message.h"
#include "engine/base/source.h"

namespace zhaoshang::syntax_fault {

// The text as a whole.
Diagnostic empty(const Span& at);
Diagnostic too_long(const Span& at, std::size_t limit);
Diagnostic too_deep(const Span& at, std::size_t limit);

// Characters and tokens.
Diagnostic character(const Span& at, std::string_view character);
/// Full-width punctuation where FEEL has the ASCII character `twin`.
Diagnostic full_width(const Span& at, std::string_view character, std::string_view twin);
/// An operator of another language; `feel` is how FEEL writes it.
Diagnostic foreign_operator(const Span& at, std::string_view written, std::string_view feel);
Diagnostic lone_percent(const Span& at, std::string_view sign);
Diagnostic unclosed_string(const Span& at);
Diagnostic unclosed_comment(const Span& at);
Diagnostic escape(const Span& at, std::string_view written);
Diagnostic number_digits(const Span& at);
Diagnostic number_range(const Span& at);
/// Letters right after a number that are no known word of measure.
Diagnostic measure_word(const Span& at, std::string_view word);
/// A word of measure apart from the number before it.
Diagnostic spaced_measure(const Span& at, std::string_view word);
Diagnostic at_literal(const Span& at, std::string_view text);

// Grammar.
Diagnostic unexpected(const Span& at, std::string_view token, const Message& expected);
Diagnostic unfinished(const Span& at, const Message& expected);
/// Two names side by side: names have no spaces.
Diagnostic adjacent_names(const Span& at, std::string_view first, std::string_view second);
Diagnostic unclosed_bracket(const Span& at, std::string_view open);
Diagnostic reserved_word(const Span& at, std::string_view word);
Diagnostic function_literal(const Span& at);
Diagnostic mixed_arguments(const Span& at);
Diagnostic duplicate_key(const Span& at, std::string_view key);
Diagnostic chained_tests(const Span& at);

// Texts with `{expression}` parts.
Diagnostic unclosed_brace(const Span& at);
Diagnostic stray_brace(const Span& at);

}  // namespace zhaoshang::syntax_fault
