#include "workspace/closed_period.h"

#include <doctest/doctest.h>

#include "support/temp_folder.h"

namespace zhaoshang {
namespace {

// SHA-256 begins so (FIPS 180-4; its examples give that of "abc").
constexpr std::uint64_t kOfNothing = 0xe3b0c44298fc1c14;
constexpr std::uint64_t kOfAbc = 0xba7816bf8f01cfea;

using Sums = std::vector<std::uint64_t>;

Sums sums_of(const std::string& text) {
  const TempFolder folder;
  return line_sums(folder.write("lines", text));
}

TEST_CASE("a line's sum is that of its text, whatever ends it") {
  CHECK(sums_of("").empty());
  CHECK(sums_of("abc\n\nabc\r\nabc") == Sums{kOfAbc, kOfNothing, kOfAbc, kOfAbc});
  CHECK(sums_of("\r\n\r") == Sums{kOfNothing, kOfNothing});
  // Only the last CR is of the line's end.
  CHECK(sums_of("abc\r\r\n").front() != kOfAbc);
  CHECK(sums_of("a\rbc\n").front() != kOfAbc);
}

TEST_CASE("a line that spans the blocks of a file has one sum") {
  constexpr std::size_t kBlock = std::size_t{256} << 10U;
  // The end of a block between CR and LF, just after LF, and within the line.
  for (const std::size_t before : {kBlock - 4, kBlock - 5, kBlock - 2, 3 * kBlock - 4}) {
    CAPTURE(before);
    const std::string filler(before - 1, 'x');
    const Sums sums = sums_of(filler + "\nabc\r\nabc\r\n");
    REQUIRE(sums.size() == 3);
    CHECK(sums[0] == sums_of(filler).front());
    CHECK(sums[1] == kOfAbc);
    CHECK(sums[2] == kOfAbc);
  }
}

TEST_CASE("a file of very many lines has no sums") {
  CHECK(sums_of(std::string(200'000, '\n')).size() == 200'000);
  CHECK(sums_of(std::string(200'001, '\n')).empty());
}

}  // namespace
}  // namespace zhaoshang
