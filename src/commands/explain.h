// `explain`: how figures of a subject came about. In: a stage, a subject by id or name, perhaps one
// figure. Out: an explanation on standard output, as text, Markdown or JSON. Changes no file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "scheme/figures.h"
#include "workspace/options.h"

namespace zhaoshang {

/// The stages that have figures to explain.
const std::vector<std::string>& explained_stages();

/// A subject that can be asked about, as its table has it.
struct AskedSubject {
  std::string id, name;
};
/// Those whose kind has figures in a stage.
std::vector<AskedSubject> explained_subjects(const Figures& figures, std::string_view stage);
/// The names that `figure` may be, of options.subject in options.stage; empty: no such subject.
std::vector<std::string> explained_figures(const Figures& figures, const Options& options);

/// 0: explained; 2: no such stage, subject or figure; else as a run of the workspace ends.
int run_explain(const Options& options, Diagnostics& diagnostics);

}  // namespace zhaoshang
