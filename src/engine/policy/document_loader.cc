// load_document: yaml-cpp's events, made into a tree. yaml-cpp 0.7 itself accepts duplicate keys,
// an unterminated quote at the end of a file, a last line without an end that is no entry of its
// map, bytes that are no UTF-8, and stops at a byte 0x04; its marks count the bytes of the file, a
// byte order mark left out.
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "engine/base/output.h"
#include "engine/base/utf8.h"
#include "engine/policy/document.h"
#include "engine/policy/policy_diagnostics.h"
#include "engine/policy/scalar_scan.h"
#include "engine/policy/tree_builder.h"

namespace zhaoshang {
namespace {

namespace fault = policy_fault;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kFullWidthColon = "：";

/// Encoding, control characters and size: what must hold before yaml-cpp sees a byte.
bool is_readable(const SourceFile& file, const DocumentLimits& limits, Diagnostics& diagnostics) {
  const std::string_view raw = file.text();
  if (raw.size() > limits.bytes) {
    diagnostics.add(fault::too_large({&file, 0, 0}, limits.bytes));
    return false;
  }
  if (const auto invalid = first_invalid_utf8(raw)) {
    diagnostics.add(fault::not_utf8({&file, *invalid, *invalid + 1}));
    return false;
  }
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const auto c = static_cast<unsigned char>(raw[at]);
    const bool line_end = c == '\n' || (c == '\r' && at + 1 < raw.size() && raw[at + 1] == '\n');
    if ((c >= 0x20 && c != 0x7F) || c == '\t' || line_end) continue;
    diagnostics.add(fault::control_character({&file, at, at + 1}));
    return false;
  }
  return true;
}

/// The full-width colon of a line `键：值`.
std::optional<Span> colon_of_line(const SourceFile& file, std::size_t line) {
  const std::string_view text = file.line_text(line);
  const std::size_t colon = text.find(kFullWidthColon);
  const std::size_t start = text.find_first_not_of(' ');
  if (colon == std::string_view::npos || start > colon) return std::nullopt;
  if (!is_policy_id(text.substr(start, colon - start))) return std::nullopt;
  const std::size_t begin = file.line_start(line) + colon;
  return Span{&file, begin, begin + kFullWidthColon.size()};
}

/// A line `键：值` is text to YAML and runs on, so that the colon of the next line is the one that
/// surprises it.
std::optional<Span> colon_before(const SourceFile& file, std::size_t at,
                                 const YAML::Exception& exception) {
  const std::size_t line = file.line_of(at);
  if (const auto colon = colon_of_line(file, line)) return colon;
  if (line == 1 || exception.msg != YAML::ErrorMsg::MAP_VALUE) return std::nullopt;
  return colon_of_line(file, line - 1);
}

Diagnostic syntax_fault(const SourceFile& file, std::size_t offset,
                        const YAML::Exception& exception, const TreeBuilder& builder) {
  const auto mark = static_cast<std::size_t>(std::max(exception.mark.pos, 0)) + offset;
  const std::size_t at = std::min(mark, file.text().size());
  const Span place{&file, at, std::min(at + 1, file.text().size())};
  if (const auto colon = colon_before(file, at, exception)) return fault::full_width_colon(*colon);
  if (builder.long_quote()) return fault::unclosed_quote(*builder.long_quote());
  if (exception.msg == YAML::ErrorMsg::EOF_IN_SCALAR) {
    if (const auto quote = open_quote(file.text(), builder.last_end()))
      return fault::unclosed_quote({&file, *quote, *quote + 1});
  }
  if (const auto rest = builder.open_cut()) return fault::flow_comma(*rest);
  if (exception.msg == YAML::ErrorMsg::UNKNOWN_ANCHOR) return fault::alias(place);
  return fault::syntax(place, exception.msg);
}

/// Sees to it that a text is YAML, and no more.
class NoTree : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {}
  void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/,
                       YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value /*style*/) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {}
  void OnMapEnd() override {}
};

/// Throws YAML::Exception, and what the handler throws.
void parse(const std::string& text, YAML::EventHandler& handler) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  while (parser.HandleNextDocument(handler)) {}
}

}  // namespace

std::string read_document(const std::string& path) {
  return read_file(path, DocumentLimits().bytes);
}

std::optional<PolicyNode> load_document(const SourceFile& file, Diagnostics& diagnostics,
                                        const DocumentLimits& limits) {
  if (!is_readable(file, limits, diagnostics)) return std::nullopt;
  const bool marked = file.text().starts_with(kByteOrderMark);
  const std::size_t offset = marked ? kByteOrderMark.size() : 0;
  TreeBuilder builder(file, offset, limits, diagnostics);
  try {
    const std::string text(file.text().substr(offset));
    parse(text, builder);
    if (!text.empty() && !text.ends_with('\n')) {
      NoTree tree;
      parse(text + '\n', tree);
    }
  } catch (const StopLoading&) {
    return std::nullopt;
  } catch (const YAML::Exception& exception) {
    diagnostics.add(syntax_fault(file, offset, exception, builder));
    return std::nullopt;
  }
  if (!builder.has_document()) {
    diagnostics.add(fault::no_document({&file, 0, 0}));
    return std::nullopt;
  }
  return builder.take_root();
}

}  // namespace zhaoshang
