// Values as text: FEEL literals that read back as the same value, and the typed JSON of `eval
// --format json`.
#include <algorithm>
#include <array>

#include "engine/base/json_text.h"
#include "engine/base/utf8.h"
#include "engine/value/value.h"

namespace zhaoshang {

namespace {

std::string at_literal(const std::string& text) { return "@\"" + text + '"'; }

void append_unicode_escape(std::string& out, char32_t c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(c >> shift) & 0xFU];
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const char32_t c = next_code_point(text, offset).value_or(U'\uFFFD');
    switch (c) {
      case U'"': out += "\\\""; break;
      case U'\\': out += "\\\\"; break;
      case U'\n': out += "\\n"; break;
      case U'\r': out += "\\r"; break;
      case U'\t': out += "\\t"; break;
      case U'\uFFFD': append_utf8(out, c); break;
      default:
        if (c < 0x20 || c == 0x7F) {
          append_unicode_escape(out, c);
        } else {
          out += text.substr(start, offset - start);
        }
    }
  }
  return out + '"';
}

constexpr std::array kKeywords = std::to_array<std::string_view>({
    "and",      "between", "else",      "every",    "external", "false", "for",
    "function", "if",      "in",        "instance", "not",      "null",  "of",
    "or",       "return",  "satisfies", "some",     "then",     "true",
});

bool is_name_character(char32_t c) {
  const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
  const bool digit = c >= U'0' && c <= U'9';
  const bool ideograph = (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
  return letter || digit || ideograph;
}

/// Whether a key of a context can stand without quotes, which are never wrong.
bool is_bare_name(std::string_view name) {
  const bool keyword = std::find(kKeywords.begin(), kKeywords.end(), name) != kKeywords.end();
  if (name.empty() || (name.front() >= '0' && name.front() <= '9') || keyword) {
    return false;
  }
  for (std::size_t offset = 0; offset < name.size();) {
    const std::optional<char32_t> c = next_code_point(name, offset);
    if (!c || !is_name_character(*c)) return false;
  }
  return true;
}

/// A range with an open end is written as the comparison it is, in brackets: without them it would
/// be no expression.
std::string range_text(const Range& range) {
  if (range.start.is_null() && !range.end.is_null()) {
    return (range.end_included ? "(<= " : "(< ") + to_feel(range.end) + ')';
  }
  if (range.end.is_null() && !range.start.is_null()) {
    return (range.start_included ? "(>= " : "(> ") + to_feel(range.start) + ')';
  }
  return (range.start_included ? '[' : '(') + to_feel(range.start) + ".." + to_feel(range.end) +
         (range.end_included ? ']' : ')');
}

std::string list_text(const List& list) {
  std::string out = "[";
  for (const Value& item : list) {
    if (out.size() > 1) out += ", ";
    out += to_feel(item);
  }
  return out + ']';
}

std::string context_text(const Context& context) {
  std::string out = "{";
  for (const auto& [name, entry] : context.entries) {
    if (out.size() > 1) out += ", ";
    out += (is_bare_name(name) ? name : quoted(name)) + ": " + to_feel(entry);
  }
  return out + '}';
}

std::string row_text(RowRef row) {
  return "<table " + std::to_string(row.table) + " row " + std::to_string(row.row) + '>';
}

/// The kind's name alone, where type_name would say of what.
std::string json_type(TypeKind kind) {
  if (kind == TypeKind::kRange) return "range";
  if (kind == TypeKind::kList) return "list";
  return type_name(kind);
}

void append_json(std::string& out, const Value& value);

void append_json_pair(std::string& out, std::string_view key, const std::string& word,
                      Decimal amount) {
  out.append("{\"").append(key).append("\": ");
  append_json_string(out, word);
  out += ", \"value\": \"" + amount.to_string() + "\"}";
}

void append_json_range(std::string& out, const Range& range) {
  out += "{\"start\": ";
  append_json(out, range.start);
  out += ", \"end\": ";
  append_json(out, range.end);
  out.append(", \"start_included\": ").append(range.start_included ? "true" : "false");
  out.append(", \"end_included\": ").append(range.end_included ? "true" : "false").append("}");
}

void append_json_context(std::string& out, const Context& context) {
  out += '{';
  bool first = true;
  for (const auto& [name, entry] : context.entries) {
    if (!first) out += ", ";
    first = false;
    append_json_string(out, name);
    out += ": ";
    append_json(out, entry);
  }
  out += '}';
}

void append_json_value(std::string& out, const Value& value) {
  switch (value.kind()) {
    case TypeKind::kAny:
    case TypeKind::kNull: out += "null"; break;
    case TypeKind::kNumber: append_json_string(out, value.number().to_string()); break;
    case TypeKind::kText: append_json_string(out, value.text()); break;
    case TypeKind::kBoolean: out += value.boolean() ? "true" : "false"; break;
    case TypeKind::kDate: append_json_string(out, value.date().to_string()); break;
    case TypeKind::kTime: append_json_string(out, value.time().to_string()); break;
    case TypeKind::kDateTime: append_json_string(out, value.date_time().to_string()); break;
    case TypeKind::kDaysDuration: append_json_string(out, value.days_duration().to_string()); break;
    case TypeKind::kMonthsDuration:
      append_json_string(out, value.months_duration().to_string());
      break;
    case TypeKind::kMoney:
      append_json_pair(out, "currency", value.money().currency.code(), value.money().amount);
      break;
    case TypeKind::kQuantity:
      append_json_pair(out, "unit", value.quantity().unit.word(), value.quantity().amount);
      break;
    case TypeKind::kRange: append_json_range(out, value.range()); break;
    case TypeKind::kList:
      out += '[';
      for (const Value& item : value.list()) {
        if (&item != value.list().data()) out += ", ";
        append_json(out, item);
      }
      out += ']';
      break;
    case TypeKind::kContext: append_json_context(out, value.context()); break;
    case TypeKind::kRow: append_json_string(out, row_text(value.row())); break;
    case TypeKind::kFunction: append_json_string(out, value.function().name); break;
  }
}

void append_json(std::string& out, const Value& value) {
  out += "{\"type\": ";
  append_json_string(out, json_type(value.kind()));
  out += ", \"value\": ";
  append_json_value(out, value);
  out += '}';
}

}  // namespace

std::string to_feel(const Value& value) {
  switch (value.kind()) {
    case TypeKind::kAny:
    case TypeKind::kNull: return "null";
    case TypeKind::kNumber: return value.number().to_string();
    case TypeKind::kText: return quoted(value.text());
    case TypeKind::kBoolean: return value.boolean() ? "true" : "false";
    case TypeKind::kDate: return at_literal(value.date().to_string());
    case TypeKind::kTime: return at_literal(value.time().to_string());
    case TypeKind::kDateTime: return at_literal(value.date_time().to_string());
    case TypeKind::kDaysDuration: return at_literal(value.days_duration().to_string());
    case TypeKind::kMonthsDuration: return at_literal(value.months_duration().to_string());
    case TypeKind::kMoney: return value.money().amount.to_string() + value.money().currency.word();
    case TypeKind::kQuantity:
      return value.quantity().amount.to_string() + value.quantity().unit.word();
    case TypeKind::kRange: return range_text(value.range());
    case TypeKind::kList: return list_text(value.list());
    case TypeKind::kContext: return context_text(value.context());
    case TypeKind::kRow: return row_text(value.row());
    case TypeKind::kFunction: return std::string(value.function().name);
  }
  return "";
}

std::string to_json(const Value& value) {
  std::string out;
  append_json(out, value);
  return out;
}

}  // namespace zhaoshang
