// What can be wrong with a policy file as YAML, as sections of keys and as text tables: one maker a
// fault, Chinese and English side by side. Each takes the place and the words it speaks of; callers
// only name the fault.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"

namespace zhaoshang::policy_fault {

// The file (document.h).
Diagnostic not_utf8(Span byte);
Diagnostic control_character(Span byte);
Diagnostic too_large(Span file, std::size_t limit);
Diagnostic too_deep(Span node, std::size_t limit);
Diagnostic too_many_nodes(Span node, std::size_t limit);
Diagnostic no_document(Span file);
Diagnostic second_document(Span start);
/// `reason` is the message of yaml-cpp.
Diagnostic syntax(Span at, std::string_view reason);
Diagnostic unclosed_quote(Span quote);
Diagnostic duplicate_key(Span key, std::string_view text, std::size_t first_line);
Diagnostic key_not_scalar(Span key);
Diagnostic anchor(Span at);
Diagnostic alias(Span at);
Diagnostic tag(Span at);
Diagnostic merge_key(Span key);
/// A comma of {} or [] cut a value: `rest` is what was read as the next key or item.
Diagnostic flow_comma(Span rest);
Diagnostic colon_without_space(Span key);
Diagnostic full_width_colon(Span colon);

// Scalars that hold expressions.
enum class FeelForm { kFolded, kEscaped, kSeveralLines, kNotScalar };
Diagnostic feel_style(Span scalar, FeelForm form);
Diagnostic eaten_quotes(Span scalar, std::string_view name);

// Sections (reader.h).
Diagnostic unknown_key(Span key, std::string_view text, const std::vector<std::string>& known);
Diagnostic missing_key(Span map, std::string_view key);
/// What a reader wanted.
enum class Wanted { kMap, kScalar, kList, kRows, kNamed };
Diagnostic wrong_kind(Span node, Wanted wanted, bool colon_without_space);
Diagnostic nothing_written(Span at);
Diagnostic not_a_name(Span scalar, std::string_view text);
Diagnostic not_an_id(Span scalar, std::string_view text);
Diagnostic not_a_boolean(Span scalar, std::string_view text);
Diagnostic not_an_integer(Span scalar, std::string_view text, std::int64_t low, std::int64_t high);
Diagnostic not_a_number(Span scalar, std::string_view text);
Diagnostic not_a_date(Span scalar, std::string_view text);
Diagnostic not_a_date_span(Span scalar, std::string_view text);
Diagnostic reversed_date_span(Span scalar);
Diagnostic not_a_rounding(Span scalar, std::string_view text);
Diagnostic unknown_word(Span scalar, std::string_view text, const std::vector<std::string>& one_of);

// Text tables (text_table.h).
Diagnostic not_a_table(Span node);
Diagnostic empty_table(Span node);
Diagnostic bad_row(Span line);
Diagnostic ruling_line(Span line);
Diagnostic unclosed_cell(Span quote);
Diagnostic ragged_row(Span row, std::size_t cells, std::size_t columns);
Diagnostic misplaced_divider(Span row);
Diagnostic empty_heading(Span cell);
Diagnostic repeated_heading(Span heading, std::string_view text);
Diagnostic second_divider(Span heading);
Diagnostic unexpected_divider(Span heading);
Diagnostic first_heading_not_name(Span heading);
Diagnostic row_without_name(Span row);
Diagnostic repeated_name(Span cell, std::string_view text);

}  // namespace zhaoshang::policy_fault
