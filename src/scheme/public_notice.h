// 公示: the days on which awards are on public notice before they are paid. In: the policy's notice
// and figures. Out: its first and last day.
#pragma once

#include <optional>
#include <string>

#include "scheme/figures.h"

namespace zhaoshang {

struct PublicNotice {
  std::optional<DateSpan> span;  // none: it has not begun
  std::int64_t days = 0;
  bool bars_payment = false;  // the policy says from when it runs: until it ends nothing is paid
  std::string text;
};

/// nullopt: the policy has no notice.
std::optional<PublicNotice> public_notice(const Figures& figures);

}  // namespace zhaoshang
