// 通报: the notice for a period, to be read by people. In: figures, what was settled and found, and
// the section `bulletin`. Out: bulletin.md and the charts that it shows.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "scheme/figures.h"
#include "scheme/settlement.h"
#include "workspace/options.h"
#include "workspace/stage_result.h"
#include "workspace/workspace.h"

namespace zhaoshang {

/// What a notice may draw on besides the figures of its period.
struct BulletinSources {
  const Figures* before = nullptr;  // of the period before
  /// The text of the template that a notice names; null: ours is used.
  std::function<const SourceFile*(const BulletinForm&)> template_of = {};
  bool has_charts = true;  // there is a place for them beside the text
};

BulletinSources bulletin_sources(const Workspace& workspace);

/// The notices that the scheme has for the run's kind of period (month, quarter, half, year), else
/// those for any; where it has none, one with every assessment, all awards and all findings.
/// `findings`: of all stages.
StageResult make_bulletin(const Figures& figures, const Settlement& settlement,
                          const std::vector<Finding>& findings,
                          const BulletinSources& sources = {});

int run_bulletin(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
