// Conversions to numbers, strings and ranges (DMN 10.3.4.1), negation and identity.
#include <algorithm>
#include <array>
#include <cctype>

#include "engine/base/utf8.h"
#include "engine/expr/ast.h"
#include "engine/expr/function_kit.h"
#include "engine/expr/parser.h"
#include "engine/value/operations.h"

namespace zhaoshang {

namespace {

Value number_from_text(std::string_view text) {
  const std::optional<Decimal> number = Decimal::parse(text);
  return number && number->is_finite() ? Value(*number) : Value();
}

Value number_from(Arguments a) {
  return a[0].is(TypeKind::kNumber) ? a[0] : number_from_text(a[0].text());
}

/// number("1.000,5", ".", ","): separators may be null.
Value number_with_separators(Arguments a) {
  const std::string grouping = a[1].is_null() ? "" : a[1].text();
  const std::string decimal = a[2].is_null() ? "" : a[2].text();
  const bool known = (grouping.empty() || grouping == " " || grouping == "," || grouping == ".") &&
                     (decimal.empty() || decimal == "." || decimal == ",");
  if (!known || (!grouping.empty() && grouping == decimal)) return {};
  std::string digits;
  for (const char c : a[0].text()) {
    if (!grouping.empty() && c == grouping[0]) continue;
    if (decimal == "," && c == '.') return {};
    digits += decimal == "," && c == ',' ? '.' : c;
  }
  return number_from_text(digits);
}

Value string_from(Arguments a) {
  switch (a[0].kind()) {
    case TypeKind::kNull: return {};
    case TypeKind::kText: return a[0];
    case TypeKind::kDate: return Value(a[0].date().to_string());
    case TypeKind::kTime: return Value(a[0].time().to_string());
    case TypeKind::kDateTime: return Value(a[0].date_time().to_string());
    case TypeKind::kDaysDuration: return Value(a[0].days_duration().to_string());
    case TypeKind::kMonthsDuration: return Value(a[0].months_duration().to_string());
    default: return Value(to_feel(a[0]));
  }
}

// ---- range("[1..3]") -----------------------------------------------------------------------

/// The value of an endpoint: a literal, a negative number, or date("…") and its like of one
/// literal. Null: none of them.
Value endpoint_value(const Ast& ast) {
  if (ast.kind == AstKind::kLiteral) return ast.value;
  if (ast.children.size() != 1 || ast.children.front()->kind != AstKind::kLiteral) return {};
  const Value& inner = ast.children.front()->value;
  if (ast.kind == AstKind::kNegate) return negate(inner);
  static constexpr std::array<std::string_view, 4> kConversions = {"date", "time", "date and time",
                                                                   "duration"};
  const bool converts =
      ast.kind == AstKind::kCall && inner.is(TypeKind::kText) &&
      std::find(kConversions.begin(), kConversions.end(), ast.text) != kConversions.end();
  if (!converts) return {};
  return find_function(ast.text)->signatures.front().apply(std::span(&inner, 1));
}

Value parse_endpoint(std::string_view text) {
  const SourceFile file("", std::string(text));
  Diagnostics ignored;
  const AstPtr ast = parse_expression(SourceText(Span{&file, 0, text.size()}), ignored);
  return ast ? endpoint_value(*ast) : Value();
}

/// The byte of the `..` between the endpoints: the first outside of strings.
std::size_t find_dots(std::string_view text) {
  bool in_string = false;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      in_string = !in_string;
    else if (!in_string && text[i] == '.' && text[i + 1] == '.')
      return i;
  }
  return std::string_view::npos;
}

Value range_from(Arguments a) {
  const std::string_view text = trim(a[0].text());
  if (text.size() < 4) return {};
  const char open = text.front();
  const char close = text.back();
  const std::string_view inner = text.substr(1, text.size() - 2);
  const std::size_t dots = find_dots(inner);
  const bool brackets =
      (open == '[' || open == '(' || open == ']') && (close == ']' || close == ')' || close == '[');
  if (!brackets || dots == std::string_view::npos) return {};
  const std::string_view low = trim(inner.substr(0, dots));
  const std::string_view high = trim(inner.substr(dots + 2));
  Range range{{}, {}, open == '[', close == ']'};
  // An end without a value is open, and only where its bracket says so.
  if (low.empty() ? range.start_included || high.empty() : false) return {};
  if (high.empty() && range.end_included) return {};
  if (!low.empty()) range.start = parse_endpoint(low);
  if (!high.empty()) range.end = parse_endpoint(high);
  if (range.start.is_null() != low.empty() || range.end.is_null() != high.empty()) return {};
  const bool both = !low.empty() && !high.empty();
  if (both && !less(range.end, range.start).is_false()) return {};
  return Value(std::move(range));
}

Type range_type(Types) { return Type::range(TypeKind::kAny); }

/// The same value of the same kind: times that are equal only after their offsets are worked out
/// are not.
Value is(Arguments a) {
  if (a[0].kind() != a[1].kind()) return false;
  if (a[0].is(TypeKind::kTime)) return a[0].time() == a[1].time();
  if (a[0].is(TypeKind::kDateTime)) return a[0].date_time() == a[1].date_time();
  return same(a[0], a[1]);
}

}  // namespace

void add_conversion_functions(std::vector<Function>& functions) {
  const Result number = always(TypeKind::kNumber);
  const Result boolean = always(TypeKind::kBoolean);
  const Parameter text = takes("from", TypeKind::kText);

  functions.push_back(
      {"number",
       {entry({takes("from", TypeKind::kText, {TypeKind::kNumber})}, number, number_from),
        entry({text, maybe("grouping separator", TypeKind::kText),
               maybe("decimal separator", TypeKind::kText)},
              number, number_with_separators)}});
  functions.push_back(
      {"string", {entry({takes("from", TypeKind::kAny)}, always(TypeKind::kText), string_from)}});
  functions.push_back({"range", {entry({text}, range_type, range_from)}});
  functions.push_back({"not", {entry({takes("negand", TypeKind::kAny)}, boolean, [](Arguments a) {
                         return a[0].is(TypeKind::kBoolean) ? not3(a[0]) : Value();
                       })}});
  functions.push_back(
      {"is",
       {entry({takes("value1", TypeKind::kAny), takes("value2", TypeKind::kAny)}, boolean, is)}});
}

}  // namespace zhaoshang
