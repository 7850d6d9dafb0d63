// What the checker finds wrong, one maker a fault.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/diagnostics.h"
#include "engine/value/operations.h"
#include "engine/value/type.h"

namespace zhaoshang::expr_diagnostics {

/// What people call a kind of value: 数, 金额(元).
std::string kind_in_chinese(const Type& type);

Diagnostic unknown_name(const Span& span, std::string_view name,
                        const std::optional<std::string>& nearest);
/// A name that hides another; `hidden` says which in Chinese and in English.
Diagnostic shadowed(const Span& span, std::string_view name, const Message& hidden);
Diagnostic unknown_field(const Span& span, std::string_view name, std::string_view table,
                         const std::optional<std::string>& nearest);
Diagnostic unknown_property(const Span& span, std::string_view name, const Type& of);
Diagnostic unknown_function(const Span& span, std::string_view name,
                            const std::optional<std::string>& nearest);
Diagnostic clock_function(const Span& span, std::string_view name);
Diagnostic wrong_arguments(const Span& span, std::string_view function, std::string_view forms);
Diagnostic kinds_do_not_fit(const Span& span, Operator op, const Type& left, const Type& right);
Diagnostic currencies_differ(const Span& span, Operator op, const Type& left, const Type& right);
Diagnostic units_differ(const Span& span, Operator op, const Type& left, const Type& right);
Diagnostic branches_differ(const Span& span, const Type& left, const Type& right);
Diagnostic durations_differ(const Span& span, Operator op);
Diagnostic not_boolean(const Span& span, std::string_view where, const Type& found);
Diagnostic not_on_scale(const Span& span, std::string_view word, const Type& scale);
Diagnostic unknown_type(const Span& span, std::string_view name);
Diagnostic test_kind(const Span& span, const Type& tested, const Type& found);
Diagnostic nothing_tested(const Span& span);
Diagnostic cannot_stream(const Span& span);
Diagnostic null_end(const Span& span);
Diagnostic too_much(const Span& span);
Diagnostic bad_pattern(const Span& span, std::string_view pattern);
Diagnostic pattern_cost();
Diagnostic not_dated(const Span& span, std::string_view name);

}  // namespace zhaoshang::expr_diagnostics
