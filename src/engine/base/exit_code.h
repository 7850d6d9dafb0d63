// How a run ended, as the shell sees it. Fixed: scripts depend on it. Never a count.
#pragma once

namespace zhaoshang::exit_code {

inline constexpr int kDone = 0;       // and nothing to report
inline constexpr int kNegative = 1;   // done, and the answer is negative: findings, a difference
inline constexpr int kUsage = 2;      // the command line cannot be followed
inline constexpr int kBadPolicy = 3;  // a policy, an expression or zhaoshang.yaml is invalid
inline constexpr int kBadData = 4;    // input data unusable
inline constexpr int kSystem = 5;     // input or output failed, out of memory
inline constexpr int kOurFault = 70;  // a fault of the programme's own

}  // namespace zhaoshang::exit_code
