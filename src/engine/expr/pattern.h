// XPath's regular expressions as PCRE2 reads them. In: a pattern as DMN 10.3.4.3 has it. Out: the
// same for PCRE2, or nothing where XPath has no such pattern. Compiles nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zhaoshang {

/// `compact` (flag x): blanks outside of classes do not count.
std::optional<std::string> pcre_pattern(std::string_view pattern, bool compact);

}  // namespace zhaoshang
