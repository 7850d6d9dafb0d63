// Which input tables are read as streams. In: a policy, its plan and the files of each table. Out:
// what is streamed: long tables, and large ones that no rule wants held. Reads no rows.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/table/csv_reader.h"
#include "scheme/streamed_tables.h"

namespace zhaoshang {

/// The files of each table, in the order in which they are read.
using FilesByTable = std::map<std::string, std::vector<CsvFile>, std::less<>>;

/// Tables of at least so many bytes are worth a stream: reading them costs more than anything that
/// is done with few rows, and several threads share it.
inline constexpr std::uint64_t kLargeTable = std::uint64_t{4} << 20U;

/// Of those on a disk; of what cannot be looked at none, reading it says what is wrong.
std::uint64_t bytes_of(const std::vector<CsvFile>& files);

/// Whether a long table of a plan is streamed. It is held all the same if rows of another table
/// that is given refer to its own, which must be there, and if its money is in several currencies,
/// which is looked at before anything is worked out.
bool is_streamed(const Plan& plan, const std::string& table, const FilesByTable& files);

/// The plan that streams the large tables, too, as far as the rules let it; `plan` null: there are
/// none.
StreamingPlan plan_for_large_tables(const Policy& policy, const Plan& plan,
                                    const FilesByTable& files);

}  // namespace zhaoshang
