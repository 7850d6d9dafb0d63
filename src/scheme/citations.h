// What a rule's `clause` says. In: its text. Out: the clauses that it names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhaoshang {

/// The clauses that one citation names: `6.4`, or several as `1, 2`.
std::vector<std::string> cited_clauses(std::string_view citation);

}  // namespace zhaoshang
