#include "scheme/citations.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace zhaoshang {

std::vector<std::string> cited_clauses(std::string_view citation) {
  std::string text(citation);
  constexpr std::string_view kChineseComma = "、";
  for (std::size_t at = text.find(kChineseComma); at != std::string::npos;
       at = text.find(kChineseComma, at)) {
    text.replace(at, kChineseComma.size(), ",");
  }
  std::vector<std::string> clauses;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    clauses.emplace_back(trim(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  return clauses;
}

}  // namespace zhaoshang
