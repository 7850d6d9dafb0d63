// Makes a tree of yaml-cpp's events and reports what yaml-cpp lets pass: duplicate keys, anchors,
// aliases, tags, a second document, unclosed quotes. In: events whose marks count the bytes of the
// file after its byte order mark. Out: the root.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/policy/document.h"

namespace zhaoshang {

/// Leaves yaml-cpp's parser from within a handler, after the fault was reported.
struct StopLoading {};

/// One use a file. `offset` is where yaml-cpp's byte 0 stands.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceFile& file, std::size_t offset, const DocumentLimits& limits,
              Diagnostics& diagnostics);

  PolicyNode take_root() { return std::move(root_); }
  bool has_document() const { return documents_ > 0; }
  /// The opening quote of the last scalar, if it was quoted and went over several lines.
  std::optional<Span> long_quote() const { return long_quote_; }
  /// Where the last node that is known ends.
  std::size_t last_end() const { return last_end_; }
  /// The rest of a value of the {} or [] being read that a comma cut, where there is one.
  std::optional<Span> open_cut() const;

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override;
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;

 private:
  /// A map or sequence that is still open.
  struct Frame {
    PolicyNode::Kind kind = PolicyNode::Kind::kMap;
    bool flow = false;  // within {} or []
    std::size_t begin = 0;
    std::vector<PolicyNode> items;
    std::vector<PolicyNode::Entry> entries;
    std::unordered_map<std::string, Span> keys;
    bool has_key = false;  // the next node is the value of `key`
    bool skip = false;     // …which is there already
    std::string key;
    Span key_span;
  };

  std::size_t position(const YAML::Mark& mark) const;
  Span mark_span(const YAML::Mark& mark) const;
  Span word_span(std::size_t at) const;
  bool expects_key() const;
  void count_node(const YAML::Mark& mark);
  [[noreturn]] void stop_at_key(std::size_t at);
  void report_properties(std::size_t at);
  std::size_t null_word(std::size_t at) const;
  Span empty_place(std::size_t at) const;
  void add_scalar(std::size_t at, std::string_view value);
  void set_key(const PolicyNode& node);
  void open(PolicyNode::Kind kind, const YAML::Mark& mark, bool flow);
  Frame close();
  void add(PolicyNode node);
  std::size_t end_of(const Frame& frame) const;

  const SourceFile& file_;
  std::string_view raw_;
  std::size_t offset_;
  bool is_json_;
  DocumentLimits limits_;
  Diagnostics& diagnostics_;

  std::vector<Frame> frames_;
  PolicyNode root_;
  std::size_t documents_ = 0;
  std::size_t nodes_ = 0;
  std::size_t last_end_ = 0;  // of the node that was finished last
  std::optional<Span> long_quote_;
  std::set<std::size_t>
      properties_;  // reported anchors and tags: a map and its first key share them
};

}  // namespace zhaoshang
