// A policy file as a tree in which every word knows its place. In: the bytes of one YAML file. Out:
// maps, sequences and scalars as written, not typed; what YAML would do silently (duplicate keys,
// aliases, tags, a second document, eaten commas) is a fault. Knows nothing of keys' meanings:
// reader.h reads sections.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"

namespace zhaoshang {

/// One node of a policy. A value that never changes once loaded; copies share their children.
struct PolicyNode {
  enum class Kind {
    kEmpty,  // a key or dash with nothing after it
    kScalar,
    kSequence,
    kMap,
  };
  /// How a scalar was written, which decides whether its bytes have places.
  enum class Style {
    kPlain,
    kSingleQuoted,
    kDoubleQuoted,
    kLiteral,  // |
    kFolded,   // >
    kJson,     // a string of a JSON document, whose quotes are no choice
    kCell,     // of a text table: as it stands, nothing quoted
  };
  struct Entry;

  Kind kind = Kind::kEmpty;
  Style style = Style::kPlain;
  Span span;         // quotes, brackets and the block's indicator included
  std::string text;  // of a scalar, decoded
  /// Where the bytes of `text` stand; none where that cannot be told for each (folded, escaped,
  /// several lines of plain).
  std::vector<SourceText::Piece> pieces;
  std::shared_ptr<const std::vector<PolicyNode>> children;  // of a sequence
  std::shared_ptr<const std::vector<Entry>> members;        // of a map

  bool is_empty() const { return kind == Kind::kEmpty; }
  bool is_scalar() const { return kind == Kind::kScalar; }
  bool is_sequence() const { return kind == Kind::kSequence; }
  bool is_map() const { return kind == Kind::kMap; }
  /// The items of a sequence; none for other kinds.
  const std::vector<PolicyNode>& items() const;
  /// The entries of a map in the order written; none for other kinds. Keys are unique.
  const std::vector<Entry>& entries() const;
  /// The value under a key; nullptr where this is no map or has no such key.
  const PolicyNode* find(std::string_view key) const;
};

/// A key of a map and what it says.
struct PolicyNode::Entry {
  std::string key;
  Span key_span;
  PolicyNode value;
};

PolicyNode make_sequence(Span span, std::vector<PolicyNode> items);
PolicyNode make_map(Span span, std::vector<PolicyNode::Entry> entries);

/// What a hostile file may not exceed (each has its diagnostic).
struct DocumentLimits {
  std::size_t bytes = std::size_t{1} << 20;
  std::size_t depth = 64;  // nested maps and sequences
  std::size_t nodes = 100'000;
};

/// The bytes of a file for load_document, which says of one that is too large that it is; of such a
/// file no more is read than that takes. Throws SystemError.
std::string read_document(const std::string& path);

/// The one document of a file; nullopt with diagnostics when it cannot be read as YAML at all.
/// Faults that leave a tree behind (a duplicate key, a tag) are reported and the tree is returned,
/// so that the sections are checked as well. The file must outlive the tree.
std::optional<PolicyNode> load_document(const SourceFile& file, Diagnostics& diagnostics,
                                        const DocumentLimits& limits = {});

/// A scalar as text each byte of which knows its place, for expressions and messages with
/// {expressions}: plain or quoted on one line, a `|` block, or a cell. Reports `feel-style` and
/// gives nullopt for every other form.
std::optional<SourceText> source_text(const PolicyNode& scalar, Diagnostics& diagnostics);

/// Whether a text is a name that expressions can use: letters, digits, `_` and Chinese, not
/// starting with a digit.
bool is_policy_name(std::string_view text);
/// Whether a text is an id: of such letters and digits, `-` and `.`, in any order.
bool is_policy_id(std::string_view text);

/// Whether quotes that were meant for FEEL were taken by YAML: `"平台"` would be read as the name
/// 平台. True for a double-quoted scalar that holds nothing but a name.
bool has_eaten_quotes(const PolicyNode& scalar);

/// The place of a full-width colon in a scalar that looks like `键：值` written where a map was
/// meant.
std::optional<Span> full_width_colon(const PolicyNode& scalar);

/// The node as one line, for tests: {a: 1, b: [x, "y"]}; scalars by style: x 'x' "x" |x >x and
/// cells ⟨x⟩.
std::string dump(const PolicyNode& node);

}  // namespace zhaoshang
