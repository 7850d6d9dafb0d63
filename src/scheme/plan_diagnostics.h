// What resolving a policy finds wrong, one maker a fault.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/value/type.h"

namespace zhaoshang::plan_diagnostics {

Diagnostic unknown_table(const Span& span, std::string_view name,
                         const std::optional<std::string>& nearest);
Diagnostic unknown_measure(const Span& span, std::string_view name, std::string_view table,
                           const std::optional<std::string>& nearest);
Diagnostic unknown_award(const Span& span, std::string_view id,
                         const std::optional<std::string>& nearest);
Diagnostic unknown_assessment(const Span& span, std::string_view name,
                              const std::optional<std::string>& nearest);
Diagnostic unknown_scale(const Span& span, std::string_view name,
                         const std::optional<std::string>& nearest);
Diagnostic unknown_column_type(const Span& span, std::string_view type);
Diagnostic name_taken(const Span& span, std::string_view name, std::string_view table);
Diagnostic shadows_scope(const Span& span, std::string_view name);
Diagnostic cycle(const Span& span, const std::vector<std::string>& path);
Diagnostic wrong_type(const Span& span, std::string_view what, const Type& wanted,
                      const Type& found);
Diagnostic unit_of_value(const Span& span, std::string_view unit, const Type& found);
Diagnostic not_in_choices(const Span& span, std::string_view word,
                          const std::vector<std::string>& choices);
Diagnostic not_constant(const Span& span);
Diagnostic unknown_rating(const Span& span, std::string_view word, std::string_view scale);
Diagnostic unknown_key(const Span& span, std::string_view word,
                       const std::vector<std::string>& known,
                       const std::optional<std::string>& nearest);
Diagnostic no_such_key(const Span& span, std::string_view award, std::string_view word);
Diagnostic place_in_total(const Span& span, std::string_view item);
Diagnostic weights_do_not_add_up(const Span& span, std::string_view sum, std::string_view wanted);

}  // namespace zhaoshang::plan_diagnostics
