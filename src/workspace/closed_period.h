// Periods that are closed: what a run gave then and the rows that it read, kept in the workspace's
// folder closed/, so that a later run that would change the figures is refused and says what moved
// them. In: receipts and input files. Out: two files a period, and what differs from them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "workspace/receipt.h"

namespace zhaoshang {

/// 封账: a period whose figures stand.
struct ClosedPeriod {
  Receipt receipt;
  /// Sums of the lines of each input, by path; files of very many lines have none.
  std::map<std::string, std::vector<std::uint64_t>, std::less<>> lines;
};

/// "closed/2022.receipt.json" and "closed/2022.lines.txt".
std::string closed_receipt_path(std::string_view period);
std::string closed_lines_path(std::string_view period);

/// The sums of a file's lines; empty: too many. However long a line is, a block of it is held at a
/// time.
std::vector<std::uint64_t> line_sums(const std::string& path);
/// A file a line: its path, a tab, 16 hexadecimal digits for each of its lines.
std::string lines_text(const ClosedPeriod& closed);

/// Whether a result table stands once its period is closed: all do but payouts, which lists what
/// remains to be paid and shrinks as payments are entered.
bool stands_closed(std::string_view table);
/// Whether a period of a workspace is closed.
bool is_closed(const std::string& folder, std::string_view period);
/// nullopt after a diagnostic: what was kept cannot be read.
std::optional<ClosedPeriod> read_closed(const std::string& folder, std::string_view period,
                                        Diagnostics& diagnostics);

/// Reports what has moved since: the policy, files that came or went, lines that are new, changed
/// or gone.
void report_moves(const std::string& folder, const ClosedPeriod& closed, const Receipt& now,
                  Diagnostics& diagnostics);

}  // namespace zhaoshang
