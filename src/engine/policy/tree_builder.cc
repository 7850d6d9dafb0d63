#include "engine/policy/tree_builder.h"

#include <algorithm>
#include <utility>

#include "engine/policy/cut_values.h"
#include "engine/policy/policy_diagnostics.h"
#include "engine/policy/scalar_scan.h"

namespace zhaoshang {
namespace {

namespace fault = policy_fault;

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kWordEnds = " \t\r\n,]}";

}  // namespace

TreeBuilder::TreeBuilder(const SourceFile& file, std::size_t offset, const DocumentLimits& limits,
                         Diagnostics& diagnostics)
    : file_(file),
      raw_(file.text()),
      offset_(offset),
      is_json_(is_json_document(raw_.substr(offset))),
      limits_(limits),
      diagnostics_(diagnostics) {}

std::optional<Span> TreeBuilder::open_cut() const {
  if (frames_.empty() || !frames_.back().flow) return std::nullopt;
  const Frame& frame = frames_.back();
  for (std::size_t i = 1; i < frame.items.size(); ++i) {
    if (is_cut(frame.items[i - 1])) return frame.items[i].span;
  }
  for (std::size_t i = 1; i < frame.entries.size(); ++i) {
    if (is_cut(frame.entries[i - 1].value)) return frame.entries[i].key_span;
  }
  return std::nullopt;
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ == 1) return;
  diagnostics_.add(fault::second_document(mark_span(mark)));
  throw StopLoading{};
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t) {
  count_node(mark);
  report_properties(position(mark));
  const std::size_t at = skip_properties(raw_, position(mark));
  if (expects_key()) stop_at_key(at);
  if (const std::size_t length = null_word(at); length > 0) {
    add_scalar(at, raw_.substr(at, length));
    return;
  }
  PolicyNode node;
  node.span = empty_place(at);
  add(std::move(node));
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  count_node(mark);
  diagnostics_.add(fault::alias(word_span(position(mark))));
  if (expects_key()) throw StopLoading{};
  PolicyNode node;
  node.span = mark_span(mark);
  add(std::move(node));
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                           const std::string& value) {
  count_node(mark);
  report_properties(position(mark));
  add_scalar(skip_properties(raw_, position(mark)), value);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                                  YAML::EmitterStyle::value style) {
  open(PolicyNode::Kind::kSequence, mark, style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::OnSequenceEnd() {
  Frame frame = close();
  if (frame.flow) frame.items = join_cut_items(std::move(frame.items), diagnostics_);
  add(make_sequence({&file_, frame.begin, end_of(frame)}, std::move(frame.items)));
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                             YAML::EmitterStyle::value style) {
  open(PolicyNode::Kind::kMap, mark, style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::OnMapEnd() {
  Frame frame = close();
  frame.entries = frame.flow ? join_cut_entries(std::move(frame.entries), diagnostics_)
                             : without_unseen_colons(std::move(frame.entries), diagnostics_);
  add(make_map({&file_, frame.begin, end_of(frame)}, std::move(frame.entries)));
}

std::size_t TreeBuilder::position(const YAML::Mark& mark) const {
  const auto at = static_cast<std::size_t>(std::max(mark.pos, 0)) + offset_;
  return std::min(at, raw_.size());
}

Span TreeBuilder::mark_span(const YAML::Mark& mark) const {
  return {&file_, position(mark), position(mark)};
}

Span TreeBuilder::word_span(std::size_t at) const {
  return {&file_, at, std::min(raw_.find_first_of(kWordEnds, at), raw_.size())};
}

bool TreeBuilder::expects_key() const {
  return !frames_.empty() && frames_.back().kind == PolicyNode::Kind::kMap &&
         !frames_.back().has_key;
}

void TreeBuilder::count_node(const YAML::Mark& mark) {
  if (++nodes_ <= limits_.nodes) return;
  diagnostics_.add(fault::too_many_nodes(mark_span(mark), limits_.nodes));
  throw StopLoading{};
}

/// A {} or [] in which a quote stays open is no value to YAML, and so taken for a key.
void TreeBuilder::stop_at_key(std::size_t at) {
  if (const auto quote = open_quote(raw_, at)) {
    diagnostics_.add(fault::unclosed_quote({&file_, *quote, *quote + 1}));
  } else {
    diagnostics_.add(fault::key_not_scalar({&file_, at, at}));
  }
  throw StopLoading{};
}

/// Reports the anchors and tags in front of a node.
void TreeBuilder::report_properties(std::size_t at) {
  while (at < raw_.size() && (raw_[at] == '&' || raw_[at] == '!')) {
    const Span span = word_span(at);
    if (properties_.insert(at).second) {
      diagnostics_.add(raw_[at] == '&' ? fault::anchor(span) : fault::tag(span));
    }
    at = std::min(raw_.find_first_not_of(kBlanks, std::max(span.end, at + 1)), raw_.size());
  }
}

/// The length of a plain null at `at`: `null` is a word of FEEL, so what was written is kept.
std::size_t TreeBuilder::null_word(std::size_t at) const {
  if (at < last_end_) return 0;
  for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
    const std::size_t end = at + word.size();
    if (raw_.substr(at, word.size()) != word) continue;
    if (end == raw_.size() || kWordEnds.find(raw_[end]) != std::string_view::npos) {
      return word.size();
    }
  }
  return 0;
}

/// Where a value should have been; yaml-cpp marks what follows instead, which may be lines away.
Span TreeBuilder::empty_place(std::size_t at) const {
  if (!frames_.empty() && frames_.back().has_key) {
    at = frames_.back().key_span.end;
    if (at < raw_.size() && raw_[at] == ':') ++at;
  } else {
    while (at > last_end_ && kBlanks.find(raw_[at - 1]) != std::string_view::npos) --at;
  }
  return {&file_, at, at};
}

void TreeBuilder::add_scalar(std::size_t at, std::string_view value) {
  ScannedScalar scan = scan_scalar(raw_, at, value, is_json_);
  const bool quoted = scan.style == PolicyNode::Style::kSingleQuoted ||
                      scan.style == PolicyNode::Style::kDoubleQuoted ||
                      scan.style == PolicyNode::Style::kJson;
  const Span quote{&file_, scan.begin, scan.begin + 1};
  if (!scan.closed) {
    diagnostics_.add(fault::unclosed_quote(quote));
    throw StopLoading{};
  }
  long_quote_ = quoted && !scan.one_line ? std::optional<Span>(quote) : std::nullopt;
  PolicyNode node;
  node.kind = PolicyNode::Kind::kScalar;
  node.style = scan.style;
  node.span = {&file_, scan.begin, scan.end};
  node.text = value;
  node.pieces = std::move(scan.pieces);
  if (expects_key()) {
    set_key(node);
  } else {
    add(std::move(node));
  }
}

void TreeBuilder::set_key(const PolicyNode& node) {
  Frame& frame = frames_.back();
  frame.has_key = true;
  frame.key = node.text;
  frame.key_span = node.span;
  // No key to YAML either, but yaml-cpp takes text without a colon at the end of a file for one.
  if (node.span.text().find('\n') != std::string_view::npos)
    diagnostics_.add(fault::key_not_scalar(node.span));
  last_end_ = node.span.end;
  const auto [first, is_new] = frame.keys.emplace(node.text, node.span);
  frame.skip = !is_new;
  if (!is_new) {
    const std::size_t line = file_.line_of(first->second.begin);
    diagnostics_.add(fault::duplicate_key(node.span, node.text, line));
  } else if (node.text == "<<" && node.style == PolicyNode::Style::kPlain) {
    diagnostics_.add(fault::merge_key(node.span));
    frame.skip = true;
  }
}

void TreeBuilder::open(PolicyNode::Kind kind, const YAML::Mark& mark, bool flow) {
  count_node(mark);
  const std::size_t at = position(mark);
  report_properties(at);
  if (expects_key()) stop_at_key(at);
  if (frames_.size() >= limits_.depth) {
    diagnostics_.add(fault::too_deep(mark_span(mark), limits_.depth));
    throw StopLoading{};
  }
  Frame frame;
  frame.kind = kind;
  frame.flow = flow;
  frame.begin = flow ? skip_properties(raw_, at) : at;
  last_end_ = frame.begin;
  frames_.push_back(std::move(frame));
}

TreeBuilder::Frame TreeBuilder::close() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  return frame;
}

void TreeBuilder::add(PolicyNode node) {
  last_end_ = std::max(last_end_, node.span.end);
  if (frames_.empty()) {
    root_ = std::move(node);
    return;
  }
  Frame& frame = frames_.back();
  if (frame.kind == PolicyNode::Kind::kSequence) {
    frame.items.push_back(std::move(node));
    return;
  }
  frame.has_key = false;
  if (!frame.skip) frame.entries.push_back({frame.key, frame.key_span, std::move(node)});
}

/// After the closing bracket of {} or []; a block, and the one pair of `[a: b]`, ends with its last
/// child.
std::size_t TreeBuilder::end_of(const Frame& frame) const {
  const char opening = frame.flow && frame.begin < raw_.size() ? raw_[frame.begin] : ' ';
  if (opening != '{' && opening != '[') return last_end_;
  const char closing = opening == '{' ? '}' : ']';
  std::size_t at = std::max(frame.begin + 1, last_end_);
  while (at < raw_.size() && raw_[at] != closing) {
    at = raw_[at] == '#' ? std::min(raw_.find('\n', at), raw_.size()) : at + 1;
  }
  return std::min(at + 1, raw_.size());
}

}  // namespace zhaoshang
