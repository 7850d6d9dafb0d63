// load_document: yaml-cpp's events, made into a tree. yaml-cpp 0.7 itself accepts duplicate keys,
// an unterminated quote at the end of a file, bytes that are no UTF-8, and stops at a byte 0x04;
// its marks count the bytes of the file, a byte order mark left out.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/policy/document.h"
#include "engine/policy/policy_diagnostics.h"
#include "engine/policy/scalar_scan.h"

namespace zhaoshang {
namespace {

namespace fault = policy_fault;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kFullWidthColon = "：";

/// Leaves yaml-cpp's parser from within a handler, after the fault was reported.
struct StopLoading {};

/// A map or sequence that is still open.
struct Frame {
  PolicyNode::Kind kind = PolicyNode::Kind::kMap;
  bool flow = false;
  std::size_t begin = 0;
  std::vector<PolicyNode> items;
  std::vector<PolicyNode::Entry> entries;
  std::unordered_map<std::string, Span> keys;
  bool has_key = false;  // the next node is the value of `key`
  bool skip = false;     // …which is there already
  std::string key;
  Span key_span;
};

/// Builds the tree of one document and reports what yaml-cpp lets pass.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceFile& file, std::size_t offset, const DocumentLimits& limits,
              Diagnostics& diagnostics)
      : file_(file),
        raw_(file.text()),
        offset_(offset),
        limits_(limits),
        diagnostics_(diagnostics) {}

  PolicyNode take_root() { return std::move(root_); }
  bool has_document() const { return documents_ > 0; }
  /// The opening quote of the last scalar, if it was quoted and went over several lines.
  std::optional<Span> long_quote() const { return long_quote_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    diagnostics_.add(fault::second_document(mark_span(mark)));
    throw StopLoading{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    count_node(mark);
    const std::size_t at = skip_properties(raw_, report_properties(mark));
    if (expects_key()) stop_at_key(at);
    if (const std::size_t length = null_word(at); length > 0) {
      add_scalar(at, raw_.substr(at, length));
      return;
    }
    PolicyNode node;
    node.span = empty_place(at);
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    count_node(mark);
    diagnostics_.add(fault::alias(word_span(position(mark))));
    if (expects_key()) throw StopLoading{};
    PolicyNode node;
    node.span = mark_span(mark);
    add(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    count_node(mark);
    add_scalar(skip_properties(raw_, report_properties(mark)), value);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    open(PolicyNode::Kind::kSequence, mark, style == YAML::EmitterStyle::Flow);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    open(PolicyNode::Kind::kMap, mark, style == YAML::EmitterStyle::Flow);
  }

  void OnSequenceEnd() override {
    Frame frame = close();
    if (frame.flow) join_cut_items(frame);
    add(make_sequence({&file_, frame.begin, frame_end(frame)}, std::move(frame.items)));
  }

  void OnMapEnd() override {
    Frame frame = close();
    if (frame.flow) join_cut_entries(frame);
    add(make_map({&file_, frame.begin, frame_end(frame)}, std::move(frame.entries)));
  }

 private:
  std::size_t position(const YAML::Mark& mark) const {
    const auto at = static_cast<std::size_t>(std::max(mark.pos, 0)) + offset_;
    return std::min(at, raw_.size());
  }
  Span mark_span(const YAML::Mark& mark) const { return {&file_, position(mark), position(mark)}; }
  Span word_span(std::size_t at) const {
    return {&file_, at, std::min(raw_.find_first_of(" \t\r\n,]}", at), raw_.size())};
  }

  bool expects_key() const {
    return !frames_.empty() && frames_.back().kind == PolicyNode::Kind::kMap &&
           !frames_.back().has_key;
  }

  void count_node(const YAML::Mark& mark) {
    if (++nodes_ <= limits_.nodes) return;
    diagnostics_.add(fault::too_many_nodes(mark_span(mark), limits_.nodes));
    throw StopLoading{};
  }

  [[noreturn]] void stop_at_key(std::size_t at) {
    diagnostics_.add(fault::key_not_scalar({&file_, at, at}));
    throw StopLoading{};
  }

  /// Reports anchors and tags before a node and returns where the node's event is. A map and its
  /// first key share a mark.
  std::size_t report_properties(const YAML::Mark& mark) {
    const std::size_t start = position(mark);
    for (std::size_t at = start; at < raw_.size() && (raw_[at] == '&' || raw_[at] == '!');) {
      const Span span = word_span(at);
      if (properties_.insert(at).second) {
        diagnostics_.add(raw_[at] == '&' ? fault::anchor(span) : fault::tag(span));
      }
      at = std::min(raw_.find_first_not_of(" \t\r\n", std::max(span.end, at + 1)), raw_.size());
    }
    return start;
  }

  /// The length of a plain null at `at`: `null` is a word of FEEL, so what was written is kept.
  std::size_t null_word(std::size_t at) const {
    if (at < last_end_) return 0;
    for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
      if (raw_.substr(at, word.size()) != word) continue;
      const std::size_t end = at + word.size();
      if (end == raw_.size() ||
          std::string_view(" \t\r\n,]}").find(raw_[end]) != std::string::npos) {
        return word.size();
      }
    }
    return 0;
  }

  /// Where a value should have been. yaml-cpp marks what follows instead, which may be lines away.
  Span empty_place(std::size_t at) const {
    if (!frames_.empty() && frames_.back().has_key) {
      const std::size_t end = frames_.back().key_span.end;
      const bool colon = end < raw_.size() && raw_[end] == ':';
      return {&file_, end + (colon ? 1 : 0), end + (colon ? 1 : 0)};
    }
    while (at > last_end_ && at > 0 &&
           std::string_view(" \t\r\n").find(raw_[at - 1]) != std::string::npos) {
      --at;
    }
    return {&file_, at, at};
  }

  void add_scalar(std::size_t at, std::string_view value) {
    ScannedScalar scan = scan_scalar(raw_, at, value);
    const bool quoted = scan.style == PolicyNode::Style::kSingleQuoted ||
                        scan.style == PolicyNode::Style::kDoubleQuoted;
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

  void set_key(const PolicyNode& node) {
    Frame& frame = frames_.back();
    frame.has_key = true;
    frame.key = node.text;
    frame.key_span = node.span;
    last_end_ = node.span.end;
    const auto [first, is_new] = frame.keys.emplace(node.text, node.span);
    frame.skip = !is_new;
    if (!is_new) {
      diagnostics_.add(
          fault::duplicate_key(node.span, node.text, file_.line_of(first->second.begin)));
    } else if (node.text == "<<" && node.style == PolicyNode::Style::kPlain) {
      diagnostics_.add(fault::merge_key(node.span));
      frame.skip = true;
    }
  }

  void open(PolicyNode::Kind kind, const YAML::Mark& mark, bool flow) {
    count_node(mark);
    const std::size_t at = report_properties(mark);
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

  Frame close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    return frame;
  }

  void add(PolicyNode node) {
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

  /// After the closing bracket of {} or []; a block, and the one pair of `[a: b]`, ends with its
  /// last child.
  std::size_t frame_end(const Frame& frame) const {
    if (!frame.flow || frame.begin >= raw_.size()) return last_end_;
    const char closing = raw_[frame.begin] == '{' ? '}' : ']';
    if (raw_[frame.begin] != '{' && raw_[frame.begin] != '[') return last_end_;
    std::size_t at = std::max(frame.begin + 1, last_end_);
    while (at < raw_.size() && raw_[at] != closing) {
      at = raw_[at] == '#' ? std::min(raw_.find('\n', at), raw_.size()) : at + 1;
    }
    return std::min(at + 1, raw_.size());
  }

  bool is_cut(const PolicyNode& node) const {
    return node.is_scalar() && node.style == PolicyNode::Style::kPlain &&
           is_cut_expression(node.text);
  }

  /// Puts a value that a comma cut together again: one fault is enough, and the expression can
  /// still be checked.
  void extend(PolicyNode& node, std::size_t end) const {
    node.span.end = end;
    node.text = node.span.text();
    node.pieces = {{0, node.span.begin}};
  }

  void join_cut_items(Frame& frame) {
    std::vector<PolicyNode> items;
    for (PolicyNode& item : frame.items) {
      if (!items.empty() && is_cut(items.back())) {
        diagnostics_.add(fault::flow_comma(item.span));
        extend(items.back(), item.span.end);
      } else {
        items.push_back(std::move(item));
      }
    }
    frame.items = std::move(items);
  }

  void join_cut_entries(Frame& frame) {
    std::vector<PolicyNode::Entry> entries;
    for (PolicyNode::Entry& entry : frame.entries) {
      if (!is_spurious(frame, entry, entries)) {
        entries.push_back(std::move(entry));
      } else if (!entries.empty() && entries.back().value.is_scalar() &&
                 entries.back().value.style == PolicyNode::Style::kPlain) {
        extend(entries.back().value, std::max(entry.key_span.end, entry.value.span.end));
      }
    }
    frame.entries = std::move(entries);
  }

  /// A "key" that is the rest of the value before it, or that has no colon after it.
  bool is_spurious(const Frame& frame, const PolicyNode::Entry& entry,
                   const std::vector<PolicyNode::Entry>& before) {
    if (!before.empty() && is_cut(before.back().value)) {
      diagnostics_.add(fault::flow_comma(entry.key_span));
      return true;
    }
    // `[a: b]` holds a map without braces: its pair has a colon, or it would be no map.
    if (!entry.value.is_empty() || raw_[frame.begin] != '{') return false;
    const std::size_t after = raw_.find_first_not_of(" \t\r\n", entry.key_span.end);
    if (after == std::string_view::npos || raw_[after] == ':') return false;
    const std::size_t colon = entry.key.find(kFullWidthColon);
    if (colon != std::string::npos) {
      diagnostics_.add(
          fault::full_width_colon(entry.key_span.part(colon, colon + kFullWidthColon.size())));
    } else if (entry.key.find(':') != std::string::npos) {
      diagnostics_.add(fault::colon_without_space(entry.key_span));
    } else {
      diagnostics_.add(fault::flow_comma(entry.key_span));
    }
    return true;
  }

  const SourceFile& file_;
  std::string_view raw_;
  std::size_t offset_;
  DocumentLimits limits_;
  Diagnostics& diagnostics_;

  std::vector<Frame> frames_;
  PolicyNode root_;
  std::size_t documents_ = 0;
  std::size_t nodes_ = 0;
  std::size_t last_end_ = 0;  // of the node that was finished last
  std::optional<Span> long_quote_;
  std::set<std::size_t> properties_;  // reported anchors and tags
};

/// Encoding, control characters and size: what must hold before yaml-cpp sees a byte.
bool is_readable(const SourceFile& file, const DocumentLimits& limits, Diagnostics& diagnostics) {
  const std::string_view raw = file.text();
  if (raw.size() > limits.bytes) {
    diagnostics.add(fault::too_large({&file, 0, 0}, raw.size(), limits.bytes));
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
  if (!is_policy_name(text.substr(start, colon - start))) return std::nullopt;
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
                        const YAML::Exception& exception, const std::optional<Span>& long_quote) {
  const auto mark = static_cast<std::size_t>(std::max(exception.mark.pos, 0)) + offset;
  const std::size_t at = std::min(mark, file.text().size());
  const Span place{&file, at, std::min(at + 1, file.text().size())};
  if (const auto colon = colon_before(file, at, exception)) return fault::full_width_colon(*colon);
  if (long_quote) return fault::unclosed_quote(*long_quote);
  if (exception.msg == YAML::ErrorMsg::UNKNOWN_ANCHOR) return fault::alias(place);
  return fault::syntax(place, exception.msg);
}

}  // namespace

std::optional<PolicyNode> load_document(const SourceFile& file, Diagnostics& diagnostics,
                                        const DocumentLimits& limits) {
  if (!is_readable(file, limits, diagnostics)) return std::nullopt;
  const bool marked = file.text().starts_with(kByteOrderMark);
  const std::size_t offset = marked ? kByteOrderMark.size() : 0;
  TreeBuilder builder(file, offset, limits, diagnostics);
  try {
    std::istringstream stream(std::string(file.text().substr(offset)));
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {}
  } catch (const StopLoading&) {
    return std::nullopt;
  } catch (const YAML::Exception& exception) {
    diagnostics.add(syntax_fault(file, offset, exception, builder.long_quote()));
    return std::nullopt;
  }
  if (!builder.has_document()) {
    diagnostics.add(fault::no_document({&file, 0, 0}));
    return std::nullopt;
  }
  return builder.take_root();
}

}  // namespace zhaoshang
