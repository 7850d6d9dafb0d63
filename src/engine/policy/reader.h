// Reading a section of a policy. In: a map node. Out: typed values with their places. Every fault
// is reported where it stands (unknown, missing and misspelt keys, wrong kinds, unreadable values)
// and reading goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/policy/document.h"
#include "engine/policy/form.h"
#include "engine/value/calendar.h"
#include "engine/value/decimal.h"

namespace zhaoshang {

/// A value and where the policy says it.
template <typename T>
struct Located {
  T value{};
  Span span;
};

/// First and last day, both in; a side that is not written is open.
struct OpenDateSpan {
  std::optional<Date> first;
  std::optional<Date> last;
};

/// A quantum and how to come to it: `0.01 half up`.
struct RoundingRule {
  Decimal quantum;
  Rounding mode = Rounding::kHalfUp;
};

// Readers of one scalar; nullopt after a diagnostic.

/// Any text, without the line end that closes a `|` block.
std::optional<Located<std::string>> read_text(const PolicyNode& node, Diagnostics& diagnostics);
/// A name that expressions can use: letters, digits, `_`, Chinese, not starting with a digit.
std::optional<Located<std::string>> read_name(const PolicyNode& node, Diagnostics& diagnostics);
/// An id: a name that may also hold `-` and `.` and start with a digit (`days-met`, `3.5a`).
std::optional<Located<std::string>> read_id(const PolicyNode& node, Diagnostics& diagnostics);
/// `true` or `false`, nothing else.
std::optional<Located<bool>> read_boolean(const PolicyNode& node, Diagnostics& diagnostics);
/// A whole number within bounds, decimal digits only (`010` is refused).
std::optional<Located<std::int64_t>> read_integer(const PolicyNode& node, std::int64_t low,
                                                  std::int64_t high, Diagnostics& diagnostics);
/// A decimal number.
std::optional<Located<Decimal>> read_number(const PolicyNode& node, Diagnostics& diagnostics);
/// `YYYY-MM-DD`.
std::optional<Located<Date>> read_date(const PolicyNode& node, Diagnostics& diagnostics);
/// `a..b`; a side may be empty.
std::optional<Located<OpenDateSpan>> read_date_span(const PolicyNode& node,
                                                    Diagnostics& diagnostics);
/// `0.01 half up`; without a mode it is half up.
std::optional<Located<RoundingRule>> read_rounding(const PolicyNode& node,
                                                   Diagnostics& diagnostics);
/// One of the words given.
std::optional<Located<std::string>> read_word(const PolicyNode& node,
                                              const std::vector<std::string>& one_of,
                                              Diagnostics& diagnostics);
/// A FEEL expression or unary tests: text with places, `eaten-quotes` refused.
std::optional<SourceText> read_feel(const PolicyNode& node, Diagnostics& diagnostics);
/// A text that may hold {expressions}.
std::optional<SourceText> read_message(const PolicyNode& node, Diagnostics& diagnostics);

/// A list of scalars: a sequence, or a cell of a text table with commas. Nested nodes are reported
/// and left out.
std::vector<PolicyNode> read_list(const PolicyNode& node, Diagnostics& diagnostics);
/// A list of maps: a sequence of maps, or a text table of which each row is a map.
std::vector<PolicyNode> read_rows(const PolicyNode& node, Diagnostics& diagnostics);
/// A map of nodes by name: a map, or a text table whose first heading is `name`. The keys are not
/// judged.
std::vector<PolicyNode::Entry> read_named(const PolicyNode& node, Diagnostics& diagnostics);

/// Reads the keys of one map. A key that nobody asked for when finish() is called is unknown. With
/// a form, whatever is asked for is held against it (std::logic_error where they differ).
class MapReader {
 public:
  /// A node that is no map is reported here, once; all keys are then silently absent.
  MapReader(const PolicyNode& node, Diagnostics& diagnostics, const MapForm* form = nullptr);

  bool is_map() const { return node_.is_map(); }
  Span span() const { return node_.span; }
  Diagnostics& diagnostics() const { return *diagnostics_; }

  /// Whether the key is written; makes it known.
  bool has(std::string_view key) { return node(key) != nullptr; }
  /// Makes keys known that another reader reads.
  void know(std::initializer_list<std::string_view> keys);

  /// The node of a key, whatever its kind; nullptr when it is not written (reported when required).
  const PolicyNode* node(std::string_view key, Need need = Need::kOptional);
  const PolicyNode* required(std::string_view key) { return node(key, Need::kRequired); }

  std::optional<Located<std::string>> text(std::string_view key, Need need = Need::kOptional);
  std::optional<Located<std::string>> name(std::string_view key, Need need = Need::kOptional);
  std::optional<Located<std::string>> id(std::string_view key, Need need = Need::kOptional);
  std::optional<Located<bool>> boolean(std::string_view key, Need need = Need::kOptional);
  std::optional<Located<std::int64_t>> integer(std::string_view key, std::int64_t low,
                                               std::int64_t high, Need need = Need::kOptional);
  std::optional<Located<Decimal>> number(std::string_view key, Need need = Need::kOptional);
  std::optional<Located<Date>> date(std::string_view key, Need need = Need::kOptional);
  std::optional<Located<OpenDateSpan>> date_span(std::string_view key, Need need = Need::kOptional);
  std::optional<Located<RoundingRule>> rounding(std::string_view key, Need need = Need::kOptional);
  std::optional<Located<std::string>> word(std::string_view key,
                                           const std::vector<std::string>& one_of,
                                           Need need = Need::kOptional);
  std::optional<SourceText> feel(std::string_view key, Need need = Need::kOptional);
  std::optional<SourceText> message(std::string_view key, Need need = Need::kOptional);
  /// Lists of names, ids or fixed words; empty when the key is not written.
  std::vector<Located<std::string>> names(std::string_view key, Need need = Need::kOptional);
  std::vector<Located<std::string>> ids(std::string_view key, Need need = Need::kOptional);
  std::vector<Located<std::string>> texts(std::string_view key, Need need = Need::kOptional);
  std::vector<Located<std::string>> words(std::string_view key,
                                          const std::vector<std::string>& one_of,
                                          Need need = Need::kOptional);
  /// What read_rows and read_named give; empty when the key is not written.
  std::vector<PolicyNode> rows(std::string_view key, Need need = Need::kOptional);
  std::vector<PolicyNode::Entry> named(std::string_view key, Need need = Need::kOptional);

  /// Reports every key that was never asked for, with the nearest of those that were.
  void finish();

 protected:
  /// Holds the form against a key that is read as of that shape.
  void expect(std::string_view key, Shape::Kind kind) const;
  /// Holds the form against the words that a key is read by.
  void expect_words(std::string_view key, const std::vector<std::string>& words) const;

 private:
  using ScalarReader =
      std::function<std::optional<Located<std::string>>(const PolicyNode&, Diagnostics&)>;
  std::vector<Located<std::string>> list(std::string_view key, Need need, const ScalarReader& read);

  /// Holds the form against the keys that were asked for, and against those that were required.
  void expect_all_asked() const;

  PolicyNode node_;
  Diagnostics* diagnostics_;
  const MapForm* form_;
  std::vector<std::string> known_;
  std::vector<std::string> required_;
};

}  // namespace zhaoshang
