// What resolving a policy finds wrong, one maker a fault.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/value/calendar.h"
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
/// A parameter, fact, measure, table or scale that nothing in the policy names.
Diagnostic unused(const Span& span, std::string_view name);
/// A parameter that a column or fact of the same name hides in the rows of a table.
Diagnostic parameter_hidden(const Span& span, std::string_view name, std::string_view table);
/// Money of projects added up where a rule on credit gives shares of them.
Diagnostic share_ignored(const Span& span, std::string_view role);
/// A rule on credit that divides a project among one.
Diagnostic nothing_divided(const Span& span);
Diagnostic shadows_scope(const Span& span, std::string_view name);
/// A parameter that changes within the period; what is in force on its last day is taken.
Diagnostic changes_in_period(const Span& span, std::string_view name, Date changes, Date last,
                             std::string_view taken);
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
