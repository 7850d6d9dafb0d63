// How diagnostics look: the GNU form with its excerpt, and JSON lines. The words error, help and
// clause are the same in both languages, since scripts look for them.
#include <string>
#include <string_view>

#include "engine/base/diagnostics.h"
#include "engine/base/excerpt.h"
#include "engine/base/json_text.h"
#include "engine/base/utf8.h"

namespace zhaoshang {

namespace {

constexpr std::string_view kProgramme = "zhaoshang";
constexpr std::string_view kIndent = "       ";

/// What the cap leaves out.
struct NotShown {
  std::size_t errors = 0;
  std::size_t others = 0;
};

std::string painted(std::string_view text, std::string_view code, bool color) {
  if (!color) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string_view paint_of(Severity severity) {
  switch (severity) {
    case Severity::kError: return "1;31";
    case Severity::kWarning: return "1;35";
    case Severity::kInfo: return "1;36";
  }
  return "0";
}

/// `path:line:column`, as far as it is known.
std::string place_text(const Place& place) {
  if (place.path.empty()) return std::string(kProgramme);
  std::string text = visible(place.path);
  if (place.line == 0) return text;
  text += ':' + std::to_string(place.line);
  if (place.column > 0) text += ':' + std::to_string(place.column);
  return text;
}

void append_excerpt(std::string& out, const Place& place, bool color) {
  if (place.line == 0 || place.text.empty()) return;
  const Excerpt excerpt = excerpt_of(place);
  const std::string number = std::to_string(place.line);
  out.append(kIndent).append(number).append(" | ").append(excerpt.line).append("\n");
  if (excerpt.marks.empty()) return;
  const std::size_t blank = excerpt.marks.find('^');
  out.append(kIndent).append(number.size(), ' ').append(" | ").append(blank, ' ');
  out.append(painted(std::string_view(excerpt.marks).substr(blank), "1;32", color)).append("\n");
}

void append_text(std::string& out, const Diagnostic& d, const DiagnosticStyle& style) {
  const std::string label = std::string(severity_word(d.severity)) + '[' + d.slug + ']';
  out += painted(place_text(d.place), "1", style.color) + ": ";
  out += painted(label, paint_of(d.severity), style.color) + ": ";
  out += visible(d.text.in(style.language)) + '\n';
  append_excerpt(out, d.place, style.color);
  if (!d.help.empty()) {
    out.append(kIndent).append("help: ").append(visible(d.help.in(style.language))).append("\n");
  }
  for (const ClauseNote& note : d.clauses) {
    out.append(kIndent).append("clause: ").append(visible(note.clause));
    if (!note.place.path.empty()) {
      out.append("  ").append(visible(note.place.path));
      if (note.place.line > 0) out.append(":").append(std::to_string(note.place.line));
    }
    out += '\n';
  }
}

void append_field(std::string& out, std::string_view key, std::string_view text) {
  out.append(out.ends_with('{') ? "\"" : ",\"").append(key).append("\":");
  append_json_string(out, visible(text));
}

void append_file_and_line(std::string& out, const Place& place) {
  if (place.path.empty()) {
    out += ",\"file\":null";
  } else {
    append_field(out, "file", place.path);
  }
  out += ",\"line\":" + (place.line > 0 ? std::to_string(place.line) : std::string("null"));
}

void append_json(std::string& out, const Diagnostic& d, Language language) {
  out += '{';
  append_field(out, "severity", severity_word(d.severity));
  append_field(out, "slug", d.slug);
  append_file_and_line(out, d.place);
  const bool has_column = d.place.column > 0;
  out += ",\"column\":" + (has_column ? std::to_string(d.place.column) : std::string("null"));
  out += ",\"length\":" + (has_column ? std::to_string(d.place.length) : std::string("null"));
  append_field(out, "message", d.text.in(language));
  append_field(out, "help", d.help.in(language));
  out += ",\"clauses\":[";
  for (const ClauseNote& note : d.clauses) {
    if (!out.ends_with('[')) out += ',';
    out += '{';
    append_field(out, "clause", note.clause);
    append_file_and_line(out, note.place);
    out += '}';
  }
  out += "]}\n";
}

void append_not_shown(std::string& out, const NotShown& rest, const DiagnosticStyle& style) {
  if (rest.errors + rest.others == 0) return;
  const std::string errors = std::to_string(rest.errors);
  const std::string others = std::to_string(rest.others);
  if (style.json_lines) {
    out += "{\"not_shown\":{\"errors\":" + errors + ",\"others\":" + others + "}}\n";
  } else if (style.language == Language::kChinese) {
    out += "zhaoshang: 未显示: 错误 " + errors + " 个,其他 " + others +
           " 个(--max-errors 0 全部显示)\n";
  } else {
    out += "zhaoshang: not shown: errors " + errors + ", others " + others +
           " (--max-errors 0 shows all)\n";
  }
}

}  // namespace

std::string render(const Diagnostics& diagnostics, const DiagnosticStyle& style) {
  std::string out;
  std::size_t errors_shown = 0;
  std::size_t others_shown = 0;
  NotShown rest;
  for (const Diagnostic& d : diagnostics.sorted()) {
    // Counted apart, so that a flood of warnings never hides an error.
    const bool is_error = d.severity == Severity::kError;
    std::size_t& shown = is_error ? errors_shown : others_shown;
    if (style.max_errors > 0 && shown == style.max_errors) {
      ++(is_error ? rest.errors : rest.others);
      continue;
    }
    ++shown;
    if (style.json_lines) {
      append_json(out, d, style.language);
    } else {
      append_text(out, d, style);
    }
  }
  append_not_shown(out, rest, style);
  return out;
}

}  // namespace zhaoshang
