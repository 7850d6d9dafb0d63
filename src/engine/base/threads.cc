#include "engine/base/threads.h"

#include <exception>
#include <thread>
#include <vector>

namespace zhaoshang {

void on_threads(unsigned count, const std::function<void(unsigned number)>& work) {
  std::vector<std::exception_ptr> failures(count);
  const auto guarded = [&](unsigned number) {
    try {
      work(number);
    } catch (...) {
      failures[number] = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(count);
  // A thread that runs must be joined: until then nothing may be thrown from here.
  try {
    for (unsigned number = 1; number < count; ++number) threads.emplace_back(guarded, number);
  } catch (const std::exception&) {
    // No more threads are to be had: the rest follows on this one.
  }
  const auto started = static_cast<unsigned>(threads.size()) + 1;
  if (count > 0) guarded(0);
  for (unsigned number = started; number < count; ++number) guarded(number);
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace zhaoshang
