// Names with values of every type, for expressions and decision tables that are fuzzed.
#pragma once

#include <string_view>
#include <vector>

#include "workspace/options.h"

namespace zhaoshang {

/// Those that `text` could speak of: to bind the others as well takes longer than all the rest.
inline std::vector<Let> fuzzed_names(std::string_view text) {
  static const std::vector<Let> kAll{{"n", "12.5"},
                                     {"i", "3"},
                                     {"t", "\"平台\""},
                                     {"b", "true"},
                                     {"d", "@\"2022-03-01\""},
                                     {"c", "@\"09:30:00\""},
                                     {"m", "1200万元"},
                                     {"q", "5亩"},
                                     {"r", "[1..9)"},
                                     {"y", "@\"P1Y2M\""},
                                     {"u", "@\"P3DT4H\""},
                                     {"l", "[3, 1, 2]"},
                                     {"w", "[\"甲\", \"乙\", null]"},
                                     {"x", "{a: 1, 名称: \"甲\", inner: {k: [1]}}"},
                                     {"z", "null"},
                                     {"?", "12.5"}};
  std::vector<Let> some;
  for (const Let& each : kAll) {
    if (text.find(each.name) != std::string_view::npos) some.push_back(each);
  }
  return some;
}

}  // namespace zhaoshang
