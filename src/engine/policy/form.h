// What may be written in a map of a policy: its keys, the shape of what stands under each, and what
// they mean, said once. A reader that is given a form holds itself to it: a key, a need or a shape
// of which the form says otherwise is a fault of ours, shown by the first policy that has such a
// map. The schema for editors is made from the same forms (form_schema.h), so that the two cannot
// say different things.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"

namespace zhaoshang {

/// Whether a key must be there.
enum class Need {
  kOptional,
  kRequired,
  kAsked,  // required as well, but missed with a question: which of the answers is meant?
};

struct MapForm;
/// Forms name each other in circles: values hold sheets, of which every line holds values.
using FormOf = const MapForm& (*)();

/// What may stand under a key.
struct Shape {
  enum class Kind {
    kText,  // of one of `words`, or like `pattern`, where they are given
    kName,  // of expressions
    kId,    // a name that may hold - and . and start with a digit
    kBoolean,
    kInteger,  // within `low` and `high`
    kNumber,
    kDate,
    kDateSpan,
    kRounding,
    kWord,      // one of `words`
    kFeel,      // an expression or unary tests
    kMessage,   // a text with {expressions}
    kTable,     // a `|` block of rows with || before its outputs
    kList,      // of scalars, each of the one shape in `of`
    kSequence,  // of anything, each of the one shape in `of`
    kMap,       // of `form`
    kRows,      // a list of maps of `form`, or of any where there is none, or a text table
    kNamed,   // things by name, each of the one shape in `of`; keys are like `pattern`, or `words`
    kEither,  // any one of the shapes in `of`
    kAny,
  };

  Kind kind = Kind::kAny;
  std::string name;  // of what has one in the language (VALUE), or is said in many places
  std::vector<std::string> words;
  std::string pattern;
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::vector<Shape> of;
  FormOf form = nullptr;

  /// Whether a reader of that kind may read what is written so.
  bool allows(Kind kind) const;
  /// Whether these are the words to choose from.
  bool has_words(const std::vector<std::string>& wanted) const;
};

/// A key of a map.
struct KeyForm {
  std::string key;
  Need need = Need::kOptional;
  Shape shape;
  Message says;
};

/// A map: its keys, and which of them go together.
struct MapForm {
  std::string name;
  Message says;
  std::vector<KeyForm> keys = {};
  /// Of these exactly one is written.
  std::vector<std::string> one_of = {};
  /// Of these one is written at most.
  std::vector<std::string> apart = {};
  /// Of these groups of keys one is written, with nothing of the others but what they share.
  struct Variant {
    std::vector<std::string> required;
    std::vector<std::string> optional;
    bool has(std::string_view key) const;
  };
  std::vector<Variant> variants = {};
  /// Where `key` is one of `words` (whatever it is, where there are none), `needed` must be there.
  struct Demand {
    std::string key;
    std::vector<std::string> words;
    std::string needed;
  };
  std::vector<Demand> demands = {};

  const KeyForm* find(std::string_view key) const;
  /// Whether a key may be missed though its own need is none.
  bool may_demand(std::string_view key) const;
  bool is_in_variant(std::string_view key) const;
};

/// Names and ids as regular expressions of the kind that JSON Schema has.
inline constexpr std::string_view kNamePattern = "^[A-Za-z_㐀-鿿][0-9A-Za-z_㐀-鿿]*$";
inline constexpr std::string_view kIdPattern = "^[0-9A-Za-z_㐀-鿿.-]+$";

}  // namespace zhaoshang
