// The same work at the same time.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace zhaoshang {

/// Calls `work` with the numbers from 0 to count - 1, each on a thread of its own (0 on the one
/// that calls; where no more threads are to be had, one after the other), and waits for all. Throws
/// what the lowest number threw that did.
void on_threads(unsigned count, const std::function<void(unsigned number)>& work);

/// Makes the texts 0 to count - 1 on so many threads and has each taken in its turn, whichever
/// thread made it. `make` appends to an empty text. Throws what either throws; nothing is taken
/// after that.
void make_in_order(std::size_t count, unsigned threads,
                   const std::function<void(std::size_t number, std::string& text)>& make,
                   const std::function<void(std::string_view text)>& take);

}  // namespace zhaoshang
