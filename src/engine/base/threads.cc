#include "engine/base/threads.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
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

namespace {

/// Whose turn it is.
class Turns {
 public:
  /// The next number to be worked on.
  std::size_t draw() {
    const std::lock_guard lock(mutex_);
    return drawn_++;
  }
  /// Does what must be done in order. false: somebody has failed, and it was not done.
  bool take(std::size_t number, const std::function<void()>& work) {
    std::unique_lock lock(mutex_);
    turned_.wait(lock, [&] { return turn_ == number || has_failed_; });
    if (has_failed_) return false;
    work();
    ++turn_;
    turned_.notify_all();
    return true;
  }
  void fail() {
    const std::lock_guard lock(mutex_);
    has_failed_ = true;
    turned_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable turned_;
  std::size_t drawn_ = 0;
  std::size_t turn_ = 0;
  bool has_failed_ = false;
};

}  // namespace

void make_in_order(std::size_t count, unsigned threads,
                   const std::function<void(std::size_t number, std::string& text)>& make,
                   const std::function<void(std::string_view text)>& take) {
  Turns turns;
  const auto workers = static_cast<unsigned>(std::min<std::size_t>(count, std::max(1U, threads)));
  on_threads(workers, [&](unsigned) {
    try {
      std::string text;
      for (std::size_t number = turns.draw(); number < count; number = turns.draw()) {
        text.clear();
        make(number, text);
        if (!turns.take(number, [&] { take(text); })) return;
      }
    } catch (...) {
      turns.fail();
      throw;
    }
  });
}

}  // namespace zhaoshang
