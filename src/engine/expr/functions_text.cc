// String functions (DMN 10.3.4.3). Positions count characters, never bytes.
#include <utf8proc.h>

#include <algorithm>

#include "engine/base/refusal.h"
#include "engine/base/utf8.h"
#include "engine/expr/expr_diagnostics.h"
#include "engine/expr/function_kit.h"
#include "engine/expr/regex.h"

namespace zhaoshang {

namespace {

/// The bytes at which characters start, and the end.
std::vector<std::size_t> character_bounds(const std::string& text) {
  std::vector<std::size_t> bounds;
  for (std::size_t at = 0; at < text.size();) {
    bounds.push_back(at);
    next_code_point(text, at);
  }
  bounds.push_back(text.size());
  return bounds;
}

Value substring(Arguments a) {
  const std::string& text = a[0].text();
  const std::vector<std::size_t> bounds = character_bounds(text);
  const std::size_t size = bounds.size() - 1;
  const std::optional<std::size_t> start = index_of_position(a[1], size);
  if (!start) return {};
  std::size_t length = size - *start;
  if (a.size() > 2) {
    const std::optional<std::int64_t> wanted = truncated(a[2]);
    if (!wanted || *wanted < 1) return {};
    length = std::min(length, static_cast<std::size_t>(*wanted));
  }
  return Value(text.substr(bounds[*start], bounds[*start + length] - bounds[*start]));
}

Apply mapped_case(utf8proc_int32_t (*map)(utf8proc_int32_t)) {
  return [map](Arguments a) {
    const std::string& text = a[0].text();
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at).value_or(U'\uFFFD');
      append_utf8(out, static_cast<char32_t>(map(static_cast<utf8proc_int32_t>(c))));
    }
    return Value(std::move(out));
  };
}

Value substring_before(Arguments a) {
  const std::size_t found = a[0].text().find(a[1].text());
  return found == std::string::npos ? Value("") : Value(a[0].text().substr(0, found));
}

Value substring_after(Arguments a) {
  const std::size_t found = a[0].text().find(a[1].text());
  return found == std::string::npos ? Value("")
                                    : Value(a[0].text().substr(found + a[1].text().size()));
}

/// A text is refused while it grows beyond all use: a single call may multiply what it is given.
void check_growth(const std::string& out) {
  constexpr std::size_t kMostBytes = 10'000'000;
  if (out.size() > kMostBytes) throw Refusal(expr_diagnostics::too_much({}));
}

Value string_join(Arguments a) {
  const std::string delimiter = a.size() > 1 && !a[1].is_null() ? a[1].text() : "";
  std::string out;
  bool first = true;
  for (const Value& item : a[0].list()) {
    if (item.is_null()) continue;
    if (!item.is(TypeKind::kText)) return {};
    if (!first) out += delimiter;
    out += item.text();
    check_growth(out);
    first = false;
  }
  return Value(std::move(out));
}

std::shared_ptr<const Regex> pattern(Arguments a, std::size_t flags) {
  const bool has_flags = flags < a.size() && !a[flags].is_null();
  return Regex::compile(a[1].text(), has_flags ? a[flags].text() : "");
}

Value matches(Arguments a) {
  const std::shared_ptr<const Regex> regex = pattern(a, 2);
  Regex::Groups groups;
  if (!regex) return {};
  return regex->find(a[0].text(), 0, groups);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Appends the replacement with its `$1` put in; false where it is malformed.
bool expand(std::string& out, std::string_view replacement, std::string_view text,
            const Regex::Groups& groups) {
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    if (c == '\\') {
      if (++i == replacement.size() || (replacement[i] != '\\' && replacement[i] != '$'))
        return false;
      out += replacement[i];
    } else if (c == '$') {
      if (i + 1 == replacement.size() || !is_digit(replacement[i + 1])) return false;
      std::size_t group = static_cast<std::size_t>(replacement[++i] - '0');
      // Further digits belong to the number as long as there is such a group.
      while (i + 1 < replacement.size() && is_digit(replacement[i + 1])) {
        const std::size_t longer = group * 10 + static_cast<std::size_t>(replacement[i + 1] - '0');
        if (longer >= groups.size()) break;
        group = longer;
        ++i;
      }
      if (group < groups.size() && groups[group]) {
        out += text.substr(groups[group]->first, groups[group]->second - groups[group]->first);
      }
    } else {
      out += c;
    }
  }
  return true;
}

/// Calls `part(gap, groups)` for every match with the text before it; the text after the last one,
/// or nullopt where the pattern fails, matches nothing at all, or `part` says so.
template <typename Part>
std::optional<std::string_view> for_each_match(const Regex& regex, std::string_view text,
                                               Part part) {
  Regex::Groups groups;
  std::size_t at = 0;
  while (true) {
    if (!regex.find(text, at, groups)) return text.substr(at);
    const auto [begin, end] = *groups[0];
    if (begin == end || !part(text.substr(at, begin - at), groups)) return std::nullopt;
    at = end;
  }
}

Value replace(Arguments a) {
  const std::shared_ptr<const Regex> regex = pattern(a, 3);
  if (!regex) return {};
  const std::string& text = a[0].text();
  const bool literal =
      a.size() > 3 && !a[3].is_null() && a[3].text().find('q') != std::string::npos;
  std::string out;
  const auto tail =
      for_each_match(*regex, text, [&](std::string_view gap, const Regex::Groups& groups) {
        out += gap;
        check_growth(out);
        if (!literal) return expand(out, a[2].text(), text, groups);
        out += a[2].text();
        return true;
      });
  if (!tail) return {};
  return Value(out + std::string(*tail));
}

Value split(Arguments a) {
  const std::shared_ptr<const Regex> regex = Regex::compile(a[1].text(), "");
  if (!regex) return {};
  List parts;
  const auto tail =
      for_each_match(*regex, a[0].text(), [&](std::string_view gap, const Regex::Groups&) {
        parts.emplace_back(gap);
        return true;
      });
  if (!tail) return {};
  parts.emplace_back(*tail);
  return Value(std::move(parts));
}

}  // namespace

void add_text_functions(std::vector<Function>& functions) {
  const Result text = always(TypeKind::kText);
  const Result boolean = always(TypeKind::kBoolean);
  const Parameter string = takes("string", TypeKind::kText);
  const Parameter match = takes("match", TypeKind::kText);
  const Parameter input = takes("input", TypeKind::kText);
  Parameter pattern_of = takes("pattern", TypeKind::kText);
  pattern_of.pattern = true;
  Parameter separator = takes("delimiter", TypeKind::kText);
  separator.pattern = true;
  const Parameter flags = maybe("flags", TypeKind::kText);
  const Parameter start = takes("start position", TypeKind::kNumber);

  functions.push_back(
      {"substring",
       {entry({string, start}, text, substring),
        entry({string, start, takes("length", TypeKind::kNumber)}, text, substring)}});
  functions.push_back({"string length", {entry({string}, always(Type::integer()), [](Arguments a) {
                         return Value(
                             Decimal(static_cast<std::int64_t>(character_count(a[0].text()))));
                       })}});
  functions.push_back({"upper case", {entry({string}, text, mapped_case(utf8proc_toupper))}});
  functions.push_back({"lower case", {entry({string}, text, mapped_case(utf8proc_tolower))}});
  functions.push_back({"substring before", {entry({string, match}, text, substring_before)}});
  functions.push_back({"substring after", {entry({string, match}, text, substring_after)}});
  functions.push_back({"contains", {entry({string, match}, boolean, [](Arguments a) {
                         return Value(a[0].text().find(a[1].text()) != std::string::npos);
                       })}});
  functions.push_back({"starts with", {entry({string, match}, boolean, [](Arguments a) {
                         return Value(a[0].text().starts_with(a[1].text()));
                       })}});
  functions.push_back({"ends with", {entry({string, match}, boolean, [](Arguments a) {
                         return Value(a[0].text().ends_with(a[1].text()));
                       })}});
  functions.push_back(
      {"string join",
       {entry({takes("list", Type::list(TypeKind::kText)), maybe("delimiter", TypeKind::kText)},
              text, string_join)}});
  functions.push_back({"matches", {entry({input, pattern_of, flags}, boolean, matches)}});
  functions.push_back(
      {"replace",
       {entry({input, pattern_of, takes("replacement", TypeKind::kText), flags}, text, replace)}});
  functions.push_back(
      {"split", {entry({string, separator}, always(Type::list(TypeKind::kText)), split)}});
}

}  // namespace zhaoshang
