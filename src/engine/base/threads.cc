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
  for (unsigned number = 1; number < count; ++number) threads.emplace_back(guarded, number);
  if (count > 0) guarded(0);
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace zhaoshang
