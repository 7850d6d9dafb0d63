// The same work at the same time.
#pragma once

#include <functional>

namespace zhaoshang {

/// Calls `work` with the numbers from 0 to count - 1, each on a thread of its own (0 on the one
/// that calls; where no more threads are to be had, one after the other), and waits for all. Throws
/// what the lowest number threw that did.
void on_threads(unsigned count, const std::function<void(unsigned number)>& work);

}  // namespace zhaoshang
