// How far long work is, in words. That the line is drawn and erased is the terminal's test.
#include "engine/base/progress.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

using std::chrono::milliseconds;

TEST_CASE("bytes read, their rate and the time left") {
  // 12.5 MB in half a second are 25 MB/s; the other 27.5 MB take 1.1 s, two seconds begun.
  CHECK_EQ(progress_line(12'500'000, 40'000'000, milliseconds(500), Language::kEnglish),
           "reading 12.5 / 40.0 MB  31%  25.0 MB/s  2 s left");
  CHECK_EQ(progress_line(12'500'000, 40'000'000, milliseconds(500), Language::kChinese),
           "读取 12.5 / 40.0 MB  31%  25.0 MB/s  还要 2 秒");
  CHECK_EQ(progress_line(40'000'000, 40'000'000, milliseconds(1600), Language::kEnglish),
           "40.0 MB read, working it out …");
}

TEST_CASE("nothing read yet leaves the time open") {
  CHECK_EQ(progress_line(0, 1'000'000, milliseconds(0), Language::kEnglish),
           "reading 0.0 / 1.0 MB  0%  0.0 MB/s  0 s left");
}

}  // namespace
}  // namespace zhaoshang
