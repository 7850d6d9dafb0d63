// Types of values, columns and expressions. In: names of types as policies write them. Out: Type,
// cheap to copy and compare. Says nothing of names or rows' contents.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/value/unit.h"

namespace zhaoshang {

enum class TypeKind : std::uint8_t {
  kAny,   // FEEL is dynamic here
  kNull,  // only null
  kNumber,
  kText,
  kBoolean,
  kDate,
  kTime,
  kDateTime,
  kDaysDuration,
  kMonthsDuration,
  kMoney,     // of a currency, or of one not known until a row is read (currency none)
  kQuantity,  // of a unit
  kRange,     // of an element
  kList,      // of an element
  kContext,   // of named fields; no fields: not known
  kRow,       // of a table
  kFunction,  // a built-in named as a value
};

/// A type. Values are shared and never change; two types are equal when they say the same.
class Type {
 public:
  struct Field;

  Type(TypeKind kind = TypeKind::kAny) : kind_(kind) {}  // NOLINT: a kind is a type
  static Type money(Currency currency);
  static Type quantity(Unit unit);
  static Type range(Type element);
  static Type list(Type element);
  static Type context(std::vector<Field> fields);
  static Type row(std::uint32_t table);
  /// A number that is always whole: counts, whole steps, integer columns. Decision tables may have
  /// unit gaps over it.
  static Type integer();
  /// Text whose words ascend in the order given (科员 < 副科级 < …): <, <=, >, >= compare places on
  /// the scale.
  static Type scaled_text(std::shared_ptr<const std::vector<std::string>> words);

  TypeKind kind() const { return kind_; }
  bool is(TypeKind kind) const { return kind_ == kind; }
  bool is_any() const { return kind_ == TypeKind::kAny; }
  bool is_integer() const { return integer_; }
  Currency currency() const { return currency_; }
  Unit unit() const { return unit_; }
  std::uint32_t table() const { return table_; }
  /// Of a list or range; Any where it is not known.
  const Type& element() const;
  const std::vector<Field>& fields() const;
  /// The words of a scale, lowest first; null for plain text.
  const std::shared_ptr<const std::vector<std::string>>& scale() const { return scale_; }

  friend bool operator==(const Type& a, const Type& b);

 private:
  TypeKind kind_;
  bool integer_ = false;
  Currency currency_;
  Unit unit_;
  std::uint32_t table_ = 0;
  std::shared_ptr<const Type> element_;
  std::shared_ptr<const std::vector<Field>> fields_;
  std::shared_ptr<const std::vector<std::string>> scale_;
};

struct Type::Field {
  std::string name;
  Type type;
};

/// The FEEL name of a type ("number", "years and months duration", "list<number>"), ours for
/// money(元), quantity(亩).
std::string type_name(const Type& type);
/// The type of values that may be either: equal types stay, anything else is Any; null gives way.
Type common_type(const Type& a, const Type& b);

}  // namespace zhaoshang
