// The templates of notices: those compiled in, by kind and language, and those of the workspace.
// In: the kind of a period. Out: text for render_template.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/diagnostics.h"
#include "engine/base/message.h"
#include "engine/report/template.h"
#include "workspace/workspace.h"

namespace zhaoshang {

/// A file compiled in, by its path below templates/: `zh/month.mustache`; empty: there is none.
std::string_view notice_template_file(std::string_view name);

/// Of a kind of period: month, quarter, half, year or any.
std::string_view notice_template(std::string_view kind, Language language);
/// The parts that templates share: `{{> body}}`.
TemplateParts notice_template_parts(Language language);

/// Checks the templates that the policy names. False after diagnostics.
bool check_templates(const Workspace& workspace, Diagnostics& diagnostics);

}  // namespace zhaoshang
