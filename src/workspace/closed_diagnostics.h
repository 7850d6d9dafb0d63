// What a closed period keeps a run from changing, and what moved it, one maker a fault.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostics.h"

namespace zhaoshang::closed_diagnostics {

/// The figures of `files` would change.
Diagnostic would_change(const std::string& period, const std::vector<std::string>& files,
                        const std::string& kept);
/// It is closed already.
Diagnostic closed_before(const std::string& period, const std::string& kept);

// What moved the figures, all of one slug.
Diagnostic moved_line(Place place);
Diagnostic more_lines(const std::string& path, std::size_t count);
Diagnostic lines_gone(const std::string& path, std::size_t count);
Diagnostic file_changed(const std::string& path);
Diagnostic file_came(const std::string& path);
Diagnostic file_gone(const std::string& path);
Diagnostic policy_moved(const std::string& path);
Diagnostic other_day(const std::string& then, const std::string& now);

}  // namespace zhaoshang::closed_diagnostics
