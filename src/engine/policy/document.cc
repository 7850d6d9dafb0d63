#include "engine/policy/document.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/policy/policy_diagnostics.h"

namespace zhaoshang {
namespace {

bool is_name_character(char32_t c, bool first) {
  if (c == U'_' || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) return true;
  if (c >= U'0' && c <= U'9') return !first;
  return c >= 0x3400 && c <= 0x9FFF;  // Chinese characters; no punctuation, full-width or not
}

bool is_literal_word(std::string_view text) {
  return text == "true" || text == "false" || text == "null";
}

void dump_to(const PolicyNode& node, std::string& out);

void dump_scalar(const PolicyNode& node, std::string& out) {
  switch (node.style) {
    case PolicyNode::Style::kPlain: out += node.text; break;
    case PolicyNode::Style::kSingleQuoted: out += '\'' + node.text + '\''; break;
    case PolicyNode::Style::kJson:
    case PolicyNode::Style::kDoubleQuoted: out += '"' + node.text + '"'; break;
    case PolicyNode::Style::kLiteral: out += '|' + node.text; break;
    case PolicyNode::Style::kFolded: out += '>' + node.text; break;
    case PolicyNode::Style::kCell: out += "⟨" + node.text + "⟩"; break;
  }
}

void dump_to(const PolicyNode& node, std::string& out) {
  std::string_view separator;
  switch (node.kind) {
    case PolicyNode::Kind::kEmpty: break;
    case PolicyNode::Kind::kScalar: dump_scalar(node, out); break;
    case PolicyNode::Kind::kSequence:
      out += '[';
      for (const PolicyNode& item : node.items()) {
        out += separator;
        dump_to(item, out);
        separator = ", ";
      }
      out += ']';
      break;
    case PolicyNode::Kind::kMap:
      out += '{';
      for (const PolicyNode::Entry& entry : node.entries()) {
        out += separator;
        out += entry.key + ": ";
        dump_to(entry.value, out);
        separator = ", ";
      }
      out += '}';
      break;
  }
}

}  // namespace

const std::vector<PolicyNode>& PolicyNode::items() const {
  static const std::vector<PolicyNode> none;
  return children == nullptr ? none : *children;
}

const std::vector<PolicyNode::Entry>& PolicyNode::entries() const {
  static const std::vector<Entry> none;
  return members == nullptr ? none : *members;
}

const PolicyNode* PolicyNode::find(std::string_view key) const {
  const auto found = std::find_if(entries().begin(), entries().end(),
                                  [&](const Entry& entry) { return entry.key == key; });
  return found == entries().end() ? nullptr : &found->value;
}

PolicyNode make_sequence(Span span, std::vector<PolicyNode> items) {
  PolicyNode node;
  node.kind = PolicyNode::Kind::kSequence;
  node.span = span;
  node.children = std::make_shared<const std::vector<PolicyNode>>(std::move(items));
  return node;
}

PolicyNode make_map(Span span, std::vector<PolicyNode::Entry> entries) {
  PolicyNode node;
  node.kind = PolicyNode::Kind::kMap;
  node.span = span;
  node.members = std::make_shared<const std::vector<PolicyNode::Entry>>(std::move(entries));
  return node;
}

std::optional<SourceText> source_text(const PolicyNode& scalar, Diagnostics& diagnostics) {
  using policy_fault::FeelForm;
  if (!scalar.is_scalar()) {
    diagnostics.add(policy_fault::feel_style(scalar.span, FeelForm::kNotScalar));
    return std::nullopt;
  }
  if (!scalar.pieces.empty()) return SourceText(scalar.text, scalar.span, scalar.pieces);
  const bool several_lines = scalar.span.text().find('\n') != std::string_view::npos;
  const FeelForm form = scalar.style == PolicyNode::Style::kFolded ? FeelForm::kFolded
                        : several_lines                            ? FeelForm::kSeveralLines
                                                                   : FeelForm::kEscaped;
  diagnostics.add(policy_fault::feel_style(scalar.span, form));
  return std::nullopt;
}

bool is_policy_name(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const bool first = at == 0;
    const std::optional<char32_t> c = next_code_point(text, at);
    if (!c || !is_name_character(*c, first)) return false;
  }
  return !text.empty();
}

bool is_policy_id(std::string_view text) {
  std::string name = "_";  // after which a digit may stand
  for (const char c : text) {
    if (c != '-' && c != '.') name += c;
  }
  return !text.empty() && is_policy_name(name);
}

bool has_eaten_quotes(const PolicyNode& scalar) {
  return scalar.is_scalar() && scalar.style == PolicyNode::Style::kDoubleQuoted &&
         is_policy_name(scalar.text) && !is_literal_word(scalar.text);
}

std::optional<Span> full_width_colon(const PolicyNode& scalar) {
  static constexpr std::string_view kColon = "：";
  if (!scalar.is_scalar() || scalar.style != PolicyNode::Style::kPlain) return std::nullopt;
  const std::size_t at = scalar.text.find(kColon);
  if (at == std::string::npos || !is_policy_id(std::string_view(scalar.text).substr(0, at))) {
    return std::nullopt;
  }
  return scalar.span.part(at, at + kColon.size());
}

std::string dump(const PolicyNode& node) {
  std::string out;
  dump_to(node, out);
  return out;
}

}  // namespace zhaoshang
