// What `explain` cannot find, one maker a fault.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostics.h"

namespace zhaoshang::explain_diagnostics {

/// One word that is no diagnostic.
Diagnostic unknown_slug(const std::string& slug, const std::vector<std::string>& known);
Diagnostic unknown_stage(const std::string& stage, const std::vector<std::string>& known);
Diagnostic unknown_subject(const std::string& subject, const std::vector<std::string>& known);
/// The subject has no such figure in this stage, or none at all.
Diagnostic unknown_figure(const std::string& stage, const std::string& subject,
                          const std::string& figure, const std::vector<std::string>& known);

}  // namespace zhaoshang::explain_diagnostics
