// A policy's own texts with their figures put in. In: a text compiled and the row it is about. Out:
// the text as results show it.
#pragma once

#include <cstdint>
#include <string>

#include "scheme/figures.h"

namespace zhaoshang {

std::string message_text(const Figures& figures, const MessagePlan& message, const Data& data,
                         std::uint32_t table, std::uint32_t row);

}  // namespace zhaoshang
