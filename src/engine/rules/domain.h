// Which values a column can have, and how a ValueSet over them splits into the fewest pieces that
// tests can tell apart. Words of a scale are compared by their place: sets over such a column hold
// places, which key_of() and value_of() map.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/rules/value_set.h"
#include "engine/value/type.h"
#include "engine/value/value.h"

namespace zhaoshang {

/// The values of a column. Whole numbers, dates and months have gaps of a unit; everything else is
/// dense.
class Domain {
 public:
  /// Every value of a type: of a boolean its two, of a scale its words.
  explicit Domain(const Type& type);
  /// These values only.
  static Domain of_values(const Type& type, const std::vector<Value>& values);

  /// Only what is in `allowed` as well (a column's `values:`, read by set_of()); null stays.
  Domain within(const ValueSet& allowed) const;
  Domain without_null() const;

  const Type& type() const { return type_; }
  bool has_null() const { return null_; }
  /// What stands for a value in sets over this domain; nullopt: it is no value of this domain's
  /// kind.
  std::optional<Value> key_of(const Value& value) const;
  Value value_of(const Value& key) const;

  /// A piece that no set told apart: a point, an open interval, or null.
  struct Piece {
    Interval extent;
    Value sample;  // a key; null for null
    bool is_point = false;
  };
  /// The pieces of the domain that the sets tell apart, ascending, null last.
  std::vector<Piece> pieces(const std::vector<const ValueSet*>& sets) const;

  /// A value of the set, as simple as can be: a boundary before what lies between, null last;
  /// nullopt: the set is empty.
  std::optional<Value> witness(const ValueSet& set) const;
  bool is_empty(const ValueSet& set) const { return !witness(set).has_value(); }
  /// The set as unary tests: `[0.6..0.8)`, `"甲", "乙"`, `not("甲")`, `-`.
  std::string describe(const ValueSet& set) const;

 private:
  Type type_;
  bool null_ = true;
  std::optional<std::vector<Value>> keys_;  // a finite domain, ascending
  ValueSet allowed_ = ValueSet::everything();
};

/// The best sample of some pieces; nullopt: there are none.
std::optional<Value> best_sample(const std::vector<const Domain::Piece*>& pieces);

}  // namespace zhaoshang
