#include "commands/compare_diagnostics.h"

#include <fmt/format.h>

namespace zhaoshang::compare_diagnostics {

Diagnostic no_results(const std::string& folder) {
  return {Severity::kError,
          "no-results",
          {},
          {fmt::format("{} 里没有结果文件", folder), fmt::format("{} holds no results", folder)},
          {"写有 assessment.csv、awards.csv 或 payouts.csv 的文件夹,例如 results/2022",
           "name a folder that holds assessment.csv, awards.csv or payouts.csv, such as "
           "results/2022"},
          {}};
}

}  // namespace zhaoshang::compare_diagnostics
