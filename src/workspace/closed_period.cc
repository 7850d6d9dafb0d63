#include "workspace/closed_period.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "engine/base/output.h"
#include "engine/base/source.h"
#include "engine/policy/document.h"
#include "engine/table/bytes.h"
#include "workspace/closed_diagnostics.h"
#include "workspace/locate.h"
#include "workspace/sha256.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLines = 200'000;
constexpr std::size_t kDigits = 16;
constexpr std::size_t kRowsTold = 20;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::uint64_t number_of(std::string_view hexadecimal) {
  std::uint64_t number = 0;
  std::from_chars(hexadecimal.data(), hexadecimal.data() + hexadecimal.size(), number, 16);
  return number;
}

/// The sum of a line that comes in pieces; the CR before its end is not of it.
class LineSum {
 public:
  void add(std::string_view piece) {
    if (piece.empty()) return;
    is_begun_ = true;
    if (ends_with_return_) sum_.update("\r");
    ends_with_return_ = piece.ends_with('\r');
    if (ends_with_return_) piece.remove_suffix(1);
    sum_.update(piece);
  }
  std::uint64_t finish() {
    is_begun_ = ends_with_return_ = false;
    return number_of(sum_.finish().substr(0, kDigits));
  }
  bool is_begun() const { return is_begun_; }

 private:
  Sha256 sum_;
  bool is_begun_ = false;
  bool ends_with_return_ = false;
};

/// Hands on the sum of each line of a file, in order.
void for_each_line_sum(const std::string& path, const std::function<void(std::uint64_t)>& take) {
  LineSum line;
  for_each_block(path, {}, [&](std::string_view block) {
    for (std::size_t end = block.find('\n'); end != block.npos; end = block.find('\n')) {
      line.add(block.substr(0, end));
      take(line.finish());
      block.remove_prefix(end + 1);
    }
    line.add(block);
  });
  if (line.is_begun()) take(line.finish());
}

std::map<std::string, std::string, std::less<>> sums_of(const Receipt& receipt) {
  std::map<std::string, std::string, std::less<>> sums;
  for (const ReceiptInput& input : receipt.inputs) sums[input.file.path] = input.file.sha256;
  return sums;
}

/// Lines of a file that were not in it, and how many that were are gone.
void report_lines(const std::string& path, const std::string& shown,
                  const std::vector<std::uint64_t>& before, Diagnostics& diagnostics) {
  std::multiset<std::uint64_t> left(before.begin(), before.end());
  std::size_t told = 0;
  std::size_t line = 0;
  std::size_t moved = 0;
  for_each_line_sum(path, [&](std::uint64_t sum) {
    ++line;
    const auto same = left.find(sum);
    if (same != left.end()) {
      left.erase(same);
      return;
    }
    ++moved;
    if (told == kRowsTold) return;
    ++told;
    Place place;
    place.path = shown;
    place.line = line;
    diagnostics.add(closed_diagnostics::moved_line(place));
  });
  if (moved > told) diagnostics.add(closed_diagnostics::more_lines(shown, moved - told));
  if (!left.empty()) diagnostics.add(closed_diagnostics::lines_gone(shown, left.size()));
}

}  // namespace

std::string closed_receipt_path(std::string_view period) {
  return fmt::format("closed/{}.receipt.json", period);
}

std::string closed_lines_path(std::string_view period) {
  return fmt::format("closed/{}.lines.txt", period);
}

std::vector<std::uint64_t> line_sums(const std::string& path) {
  std::vector<std::uint64_t> sums;
  std::size_t lines = 0;
  for_each_line_sum(path, [&](std::uint64_t sum) {
    if (++lines <= kMostLines) sums.push_back(sum);
  });
  if (lines > kMostLines) sums.clear();
  return sums;
}

std::string lines_text(const ClosedPeriod& closed) {
  std::string text;
  for (const auto& [path, sums] : closed.lines) {
    text += path + '\t';
    for (const std::uint64_t sum : sums) text += fmt::format("{:016x}", sum);
    text += '\n';
  }
  return text;
}

bool stands_closed(std::string_view table) { return table != "payouts"; }

bool is_closed(const std::string& folder, std::string_view period) {
  return fs::exists(path_below(folder, closed_receipt_path(period)));
}

std::optional<ClosedPeriod> read_closed(const std::string& folder, std::string_view period,
                                        Diagnostics& diagnostics) {
  const std::string path = path_below(folder, closed_receipt_path(period));
  const SourceFile file(path, read_document(path));
  auto receipt = read_receipt(file, diagnostics);
  if (!receipt) return std::nullopt;
  ClosedPeriod closed{std::move(*receipt), {}};
  const std::string lines_path = path_below(folder, closed_lines_path(period));
  if (!fs::exists(lines_path)) return closed;
  const std::string text = read_file(lines_path);
  for (const std::string_view line : lines_of(text)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    std::vector<std::uint64_t>& sums = closed.lines[std::string(line.substr(0, tab))];
    for (std::size_t at = tab + 1; at + kDigits <= line.size(); at += kDigits)
      sums.push_back(number_of(line.substr(at, kDigits)));
  }
  return closed;
}

void report_moves(const std::string& folder, const ClosedPeriod& closed, const Receipt& now,
                  Diagnostics& diagnostics) {
  if (closed.receipt.policy.sha256 != now.policy.sha256)
    diagnostics.add(closed_diagnostics::policy_moved(path_below(folder, now.policy.path)));
  if (closed.receipt.as_of != now.as_of)
    diagnostics.add(closed_diagnostics::other_day(closed.receipt.as_of, now.as_of));
  const auto before = sums_of(closed.receipt), after = sums_of(now);
  for (const auto& [path, sum] : after) {
    const std::string shown = path_below(folder, path);
    const auto known = before.find(path);
    if (known == before.end()) {
      diagnostics.add(closed_diagnostics::file_came(shown));
    } else if (known->second != sum) {
      const auto lines = closed.lines.find(path);
      if (lines == closed.lines.end() || lines->second.empty()) {
        diagnostics.add(closed_diagnostics::file_changed(shown));
      } else {
        report_lines(shown, shown, lines->second, diagnostics);
      }
    }
  }
  for (const auto& [path, sum] : before) {
    // A stage by itself does not read every table.
    if (!after.contains(path) && !fs::exists(path_below(folder, path)))
      diagnostics.add(closed_diagnostics::file_gone(path_below(folder, path)));
  }
}

}  // namespace zhaoshang
