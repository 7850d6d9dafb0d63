#include "engine/policy/cut_values.h"

#include <algorithm>
#include <utility>

#include "engine/policy/policy_diagnostics.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kFullWidthColon = "：";

/// Lengthens a plain scalar to byte `end` of its file.
void extend(PolicyNode& node, std::size_t end) {
  node.span.end = end;
  node.text = node.span.text();
  node.pieces = {{0, node.span.begin}};
}

bool has_colon_after(const Span& key) {
  const std::string_view raw = key.file->text();
  const std::size_t after = raw.find_first_not_of(" \t\r\n", key.end);
  return after != std::string_view::npos && raw[after] == ':';
}

/// Whether a "key" without a colon was meant as one, whose colon YAML does not see.
bool holds_colon(const PolicyNode::Entry& entry) {
  return entry.key.find(':') != std::string::npos ||
         entry.key.find(kFullWidthColon) != std::string::npos;
}

/// A "key" without a colon: the fault that its text suggests.
Diagnostic bare_key(const PolicyNode::Entry& entry) {
  const std::size_t colon = entry.key_span.text().find(kFullWidthColon);
  if (colon != std::string_view::npos) {
    return policy_fault::full_width_colon(
        entry.key_span.part(colon, colon + kFullWidthColon.size()));
  }
  if (entry.key.find(':') != std::string::npos) {
    return policy_fault::colon_without_space(entry.key_span);
  }
  return policy_fault::flow_comma(entry.key_span);
}

}  // namespace

bool is_cut(const PolicyNode& node) {
  if (!node.is_scalar() || node.style != PolicyNode::Style::kPlain) return false;
  int open = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < node.text.size(); ++i) {
    const char c = node.text[i];
    if (quoted && c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == '(') {
      ++open;
    } else if (!quoted && c == ')') {
      --open;
    }
  }
  return quoted || open > 0;
}

std::vector<PolicyNode> join_cut_items(std::vector<PolicyNode> items, Diagnostics& diagnostics) {
  std::vector<PolicyNode> joined;
  for (PolicyNode& item : items) {
    if (!joined.empty() && is_cut(joined.back())) {
      diagnostics.add(policy_fault::flow_comma(item.span));
      extend(joined.back(), item.span.end);
    } else {
      joined.push_back(std::move(item));
    }
  }
  return joined;
}

std::vector<PolicyNode::Entry> join_cut_entries(std::vector<PolicyNode::Entry> entries,
                                                Diagnostics& diagnostics) {
  std::vector<PolicyNode::Entry> joined;
  for (PolicyNode::Entry& entry : entries) {
    const bool rest = !joined.empty() && is_cut(joined.back().value);
    if (!rest && (!entry.value.is_empty() || has_colon_after(entry.key_span))) {
      joined.push_back(std::move(entry));
      continue;
    }
    diagnostics.add(rest ? policy_fault::flow_comma(entry.key_span) : bare_key(entry));
    if (joined.empty() || (!rest && holds_colon(entry))) continue;
    PolicyNode& before = joined.back().value;
    if (before.is_scalar() && before.style == PolicyNode::Style::kPlain) {
      extend(before, std::max(entry.key_span.end, entry.value.span.end));
    }
  }
  return joined;
}

std::vector<PolicyNode::Entry> without_unseen_colons(std::vector<PolicyNode::Entry> entries,
                                                     Diagnostics& diagnostics) {
  std::erase_if(entries, [&](const PolicyNode::Entry& entry) {
    const bool unseen = entry.value.is_empty() && !has_colon_after(entry.key_span) &&
                        entry.key_span.text().find(kFullWidthColon) != std::string_view::npos;
    if (unseen) diagnostics.add(bare_key(entry));
    return unseen;
  });
  return entries;
}

}  // namespace zhaoshang
