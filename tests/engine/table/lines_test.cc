#include "engine/table/lines.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace zhaoshang {
namespace {

/// A text given out in pieces; only the last may be short, as TextStream has it.
class Pieces : public TextStream {
 public:
  explicit Pieces(std::string text) : text_(std::move(text)) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t count = text_.copy(to, size, at_);
    at_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

struct Lines {
  std::vector<std::string> lines;
  std::vector<std::size_t> numbers;
  LineSource::Next end = LineSource::Next::kEnd;
  friend bool operator==(const Lines&, const Lines&) = default;
};

Lines all_lines(std::unique_ptr<LineSource> source) {
  Lines all;
  std::string_view line;
  while ((all.end = source->next(line)) == LineSource::Next::kLine) {
    all.lines.emplace_back(line);
    all.numbers.push_back(source->number());
  }
  return all;
}

Lines by_parser(const std::string& text) {
  return all_lines(parser_lines(std::make_unique<Pieces>(text)));
}
Lines by_blocks(const std::string& text) {
  return all_lines(block_lines(std::make_unique<Pieces>(text)));
}

TEST_CASE("lines without their ends, numbered from 1") {
  const Lines lines = by_blocks("a\r\n\nb\r\r\n甲\n");
  CHECK(lines.lines == std::vector<std::string>{"a", "", "b\r", "甲"});
  CHECK(lines.numbers == std::vector<std::size_t>{1, 2, 3, 4});
  CHECK(lines == by_parser("a\r\n\nb\r\r\n甲\n"));
}

TEST_CASE("both ways of splitting lines are one, whatever the text") {
  std::uint32_t seed = 1;
  const auto next = [&] { return (seed = seed * 1664525U + 1013904223U) >> 8U; };
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (std::uint32_t lines = next() % 40; lines > 0; --lines) {
      text.append(next() % 30, "ab,\"'甲 "[next() % 7]);
      text += next() % 3 == 0 ? "\r\n" : "\n";
    }
    CHECK(by_blocks(text) == by_parser(text));
  }
}

TEST_CASE("lines across blocks, and longer than one") {
  std::string text;
  for (std::size_t length : {1UL, 262'143UL, 262'144UL, 1UL, 262'145UL, 3'000'000UL, 5UL, 0UL}) {
    text.append(length, 'x') += "\n";
  }
  CHECK((by_blocks(text) == by_parser(text)));
}

TEST_CASE("a line that is too long ends the reading at its number") {
  for (const std::size_t length : {kLongestLine, kLongestLine + 1}) {
    const std::string text = "a\n" + std::string(length, 'x') + "\nb\n";
    const Lines parser = by_parser(text);
    const Lines blocks = by_blocks(text);
    CHECK((parser.lines.size() == (length > kLongestLine ? 1 : 3)));
    CHECK((blocks == parser));
    CHECK((blocks.end ==
           (length > kLongestLine ? LineSource::Next::kTooLong : LineSource::Next::kEnd)));
  }
}

}  // namespace
}  // namespace zhaoshang
