// Names with values of every type, for expressions and decision tables that are fuzzed.
#pragma once

#include <vector>

#include "workspace/options.h"

namespace zhaoshang {

inline std::vector<Let> fuzzed_names() {
  return {{"n", "12.5"},
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
}

}  // namespace zhaoshang
