// How far long work is, on a terminal. In: bytes as they are read, and how many there are. Out: one
// line on standard error, from half a second on, that is drawn over itself and erased at the end.
// Results do not depend on it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "engine/base/message.h"

namespace zhaoshang {

/// `12.5 / 40.0 MB  31%  25.0 MB/s  1 s left`, or what is done once all is read. `now`: since the
/// work began.
std::string progress_line(std::uint64_t done, std::uint64_t total, std::chrono::milliseconds now,
                          Language language);

/// One line of progress. Not for several threads at once.
class Progress {
 public:
  Progress(std::uint64_t total, Language language)
      : total_(total), language_(language), began_(Clock::now()), drawn_(began_) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { erase(); }

  void add(std::uint64_t bytes);
  /// Before anything else is written to the terminal.
  void erase();

 private:
  using Clock = std::chrono::steady_clock;

  std::uint64_t total_;
  std::uint64_t done_ = 0;
  Language language_;
  Clock::time_point began_;
  Clock::time_point drawn_;
  bool is_shown_ = false;
};

}  // namespace zhaoshang
