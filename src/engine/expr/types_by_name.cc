#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/expr/checker.h"

namespace zhaoshang {

namespace {

std::optional<std::string_view> inside(std::string_view name, std::string_view head) {
  if (name.size() < head.size() + 2 || !name.starts_with(head)) return std::nullopt;
  std::string_view rest = trim(name.substr(head.size()));
  if (rest.size() < 2 || rest.front() != '<' || rest.back() != '>') return std::nullopt;
  return trim(rest.substr(1, rest.size() - 2));
}

/// Parts between the commas that stand outside of any < >.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == ',' && depth == 0)) {
      parts.push_back(trim(text.substr(start, i - start)));
      start = i + 1;
    } else if (text[i] == '<') {
      ++depth;
    } else if (text[i] == '>') {
      --depth;
    }
  }
  return parts;
}

}  // namespace

std::optional<Type> type_by_name(std::string_view name) {
  static constexpr std::pair<std::string_view, TypeKind> kPlain[] = {
      {"Any", TypeKind::kAny},
      {"Null", TypeKind::kNull},
      {"number", TypeKind::kNumber},
      {"string", TypeKind::kText},
      {"boolean", TypeKind::kBoolean},
      {"date", TypeKind::kDate},
      {"time", TypeKind::kTime},
      {"date and time", TypeKind::kDateTime},
      {"days and time duration", TypeKind::kDaysDuration},
      {"day and time duration", TypeKind::kDaysDuration},
      {"years and months duration", TypeKind::kMonthsDuration},
      {"year and month duration", TypeKind::kMonthsDuration},
      {"money", TypeKind::kMoney},
      {"quantity", TypeKind::kQuantity},
      {"list", TypeKind::kList},
      {"context", TypeKind::kContext},
      {"range", TypeKind::kRange},
      {"function", TypeKind::kFunction}};
  name = trim(name);
  const auto plain = std::find_if(std::begin(kPlain), std::end(kPlain),
                                  [&](const auto& entry) { return entry.first == name; });
  if (plain != std::end(kPlain)) return Type(plain->second);
  // No value is a function: what its parameters are does not matter.
  if (name.starts_with("function<")) return Type(TypeKind::kFunction);
  if (auto element = inside(name, "list")) {
    auto type = type_by_name(*element);
    return type ? std::optional(Type::list(*type)) : std::nullopt;
  }
  if (auto element = inside(name, "range")) {
    auto type = type_by_name(*element);
    return type ? std::optional(Type::range(*type)) : std::nullopt;
  }
  if (auto fields = inside(name, "context")) {
    std::vector<Type::Field> known;
    if (fields->empty()) return Type(TypeKind::kContext);
    for (std::string_view part : parts_of(*fields)) {
      const std::size_t colon = part.find(':');
      if (colon == std::string_view::npos) return std::nullopt;
      auto type = type_by_name(part.substr(colon + 1));
      if (!type) return std::nullopt;
      known.push_back({std::string(trim(part.substr(0, colon))), *type});
    }
    return Type::context(std::move(known));
  }
  return std::nullopt;
}

}  // namespace zhaoshang
