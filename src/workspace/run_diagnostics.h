// What can keep a run from starting or make it doubtful, one maker a fault. Most have no place: the
// command line says too little.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"

namespace zhaoshang::run_diagnostics {

/// Nothing names a policy. `settings`: the zhaoshang.yaml that could.
Diagnostic no_workspace(const std::string& folder);
Diagnostic no_policy(const Place& place, std::string_view settings);
/// `named` is the place in zhaoshang.yaml; none where --policy names it.
Diagnostic no_policy_file(const Place& named, const std::string& path);
Diagnostic no_period();
/// A warning: the scheme is in force on no day of the period.
Diagnostic out_of_force(const Span& in_force, std::string_view period);
/// --set names no parameter of the policy.
Diagnostic no_parameter(const std::string& name, const std::vector<std::string>& known);
/// `--to docx` where pandoc is not installed.
Diagnostic no_docx_maker();
/// A warning: `--to docx` without what draws charts as pixels.
Diagnostic no_chart_converter();
/// `-o -` where there are several tables.
Diagnostic needs_a_folder();

}  // namespace zhaoshang::run_diagnostics
