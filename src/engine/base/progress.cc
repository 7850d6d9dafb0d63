#include "engine/base/progress.h"

#include <unistd.h>

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace zhaoshang {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirst{500};
constexpr milliseconds kBetween{100};
constexpr std::string_view kEraseLine = "\r\x1b[K";

/// With one digit after the point: 12.5.
std::string megabytes(std::uint64_t bytes) {
  const std::uint64_t tenths = bytes / 100'000;
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

/// What cannot be shown is no failure of the work.
void draw(std::string_view text) {
  const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
  (void)written;
}

}  // namespace

std::string progress_line(std::uint64_t done, std::uint64_t total, milliseconds now,
                          Language language) {
  const auto passed = static_cast<std::uint64_t>(std::max<std::int64_t>(now.count(), 1));
  if (done >= total) {
    return Message{fmt::format("读完 {} MB,正在计算 …", megabytes(done)),
                   fmt::format("{} MB read, working it out …", megabytes(done))}
        .in(language);
  }
  const std::uint64_t rate = done * 1000 / passed;
  const std::uint64_t left = rate == 0 ? 0 : (total - done + rate - 1) / rate;
  const Message text{fmt::format("读取 {} / {} MB  {}%  {} MB/s  还要 {} 秒", megabytes(done),
                                 megabytes(total), done * 100 / total, megabytes(rate), left),
                     fmt::format("reading {} / {} MB  {}%  {} MB/s  {} s left", megabytes(done),
                                 megabytes(total), done * 100 / total, megabytes(rate), left)};
  return text.in(language);
}

void Progress::add(std::uint64_t bytes) {
  done_ += bytes;
  const Clock::time_point now = Clock::now();
  const bool is_due =
      is_shown_ ? now - drawn_ >= kBetween || done_ >= total_ : now - began_ >= kFirst;
  if (!is_due) return;
  drawn_ = now;
  is_shown_ = true;
  const auto passed = std::chrono::duration_cast<milliseconds>(now - began_);
  draw(std::string(kEraseLine) + progress_line(done_, total_, passed, language_));
}

void Progress::erase() {
  if (is_shown_) draw(kEraseLine);
  is_shown_ = false;
}

}  // namespace zhaoshang
