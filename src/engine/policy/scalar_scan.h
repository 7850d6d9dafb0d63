// Reads a scalar of a YAML file a second time, from its first byte: yaml-cpp tells what it says and
// where it starts, but not how it was quoted, where it ends or where each byte of it stands.
// Reports nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/source.h"
#include "engine/policy/document.h"

namespace zhaoshang {

/// How a scalar stands in the file.
struct ScannedScalar {
  PolicyNode::Style style = PolicyNode::Style::kPlain;
  std::size_t begin = 0;  // the opening quote or the block's indicator
  std::size_t end = 0;    // after the closing quote, or the last character
  bool closed = true;     // false: the file ended before the closing quote
  bool one_line = true;
  std::vector<SourceText::Piece> pieces;  // as PolicyNode has them
};

/// The scalar that starts at byte `at` of the file, which yaml-cpp decoded as `value`. In JSON the
/// escapes of a string have places as well.
ScannedScalar scan_scalar(std::string_view raw, std::size_t at, std::string_view value,
                          bool is_json);

/// The first quote from `at` on that nothing closes.
std::optional<std::size_t> open_quote(std::string_view raw, std::size_t at);

/// Whether a document is JSON: a map in {} whose first key is in double quotes.
bool is_json_document(std::string_view raw);

/// The first byte after anchors and tags at `at`, which are in front of the node that the event is
/// about.
std::size_t skip_properties(std::string_view raw, std::size_t at);

}  // namespace zhaoshang
