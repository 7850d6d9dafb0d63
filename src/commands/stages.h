// The stages by name. In: an open workspace. Out: what a stage (or all five, "run") hands on.
#pragma once

#include <string_view>
#include <vector>

#include "workspace/stage_result.h"
#include "workspace/workspace.h"

namespace zhaoshang {

/// "roster" … "bulletin", or "run": the five in order. Empty: no such stage.
std::vector<StageResult> stage_results(std::string_view command, const Workspace& workspace);

}  // namespace zhaoshang
