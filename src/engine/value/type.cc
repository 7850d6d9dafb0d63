#include "engine/value/type.h"

#include <algorithm>

namespace zhaoshang {

Type Type::money(Currency currency) {
  Type type(TypeKind::kMoney);
  type.currency_ = currency;
  return type;
}

Type Type::quantity(Unit unit) {
  Type type(TypeKind::kQuantity);
  type.unit_ = unit;
  return type;
}

Type Type::range(Type element) {
  Type type(TypeKind::kRange);
  type.element_ = std::make_shared<const Type>(std::move(element));
  return type;
}

Type Type::list(Type element) {
  Type type(TypeKind::kList);
  type.element_ = std::make_shared<const Type>(std::move(element));
  return type;
}

Type Type::context(std::vector<Field> fields) {
  Type type(TypeKind::kContext);
  type.fields_ = std::make_shared<const std::vector<Field>>(std::move(fields));
  return type;
}

Type Type::row(std::uint32_t table) {
  Type type(TypeKind::kRow);
  type.table_ = table;
  return type;
}

Type Type::integer() {
  Type type(TypeKind::kNumber);
  type.integer_ = true;
  return type;
}

Type Type::scaled_text(std::shared_ptr<const std::vector<std::string>> words) {
  Type type(TypeKind::kText);
  type.scale_ = std::move(words);
  return type;
}

const Type& Type::element() const {
  static const Type kUnknown;
  return element_ ? *element_ : kUnknown;
}

const std::vector<Type::Field>& Type::fields() const {
  static const std::vector<Field> kNone;
  return fields_ ? *fields_ : kNone;
}

bool operator==(const Type& a, const Type& b) {
  if (a.kind_ != b.kind_ || a.integer_ != b.integer_) return false;
  switch (a.kind_) {
    case TypeKind::kMoney: return a.currency_ == b.currency_;
    case TypeKind::kQuantity: return a.unit_ == b.unit_;
    case TypeKind::kRow: return a.table_ == b.table_;
    case TypeKind::kText:
      return a.scale_ == b.scale_ || (a.scale_ && b.scale_ && *a.scale_ == *b.scale_);
    case TypeKind::kRange:
    case TypeKind::kList: return a.element_ == b.element_ || a.element() == b.element();
    case TypeKind::kContext:
      return std::equal(a.fields().begin(), a.fields().end(), b.fields().begin(), b.fields().end(),
                        [](const Type::Field& x, const Type::Field& y) {
                          return x.name == y.name && x.type == y.type;
                        });
    default: return true;
  }
}

std::string type_name(const Type& type) {
  switch (type.kind()) {
    case TypeKind::kAny: return "Any";
    case TypeKind::kNull: return "null";
    case TypeKind::kNumber: return "number";
    case TypeKind::kText: return "string";
    case TypeKind::kBoolean: return "boolean";
    case TypeKind::kDate: return "date";
    case TypeKind::kTime: return "time";
    case TypeKind::kDateTime: return "date and time";
    case TypeKind::kDaysDuration: return "days and time duration";
    case TypeKind::kMonthsDuration: return "years and months duration";
    case TypeKind::kMoney:
      return type.currency().is_none() ? "money" : "money(" + type.currency().word() + ')';
    case TypeKind::kQuantity:
      return type.unit().is_none() ? "quantity" : "quantity(" + type.unit().word() + ')';
    case TypeKind::kRange: return "range<" + type_name(type.element()) + '>';
    case TypeKind::kList: return "list<" + type_name(type.element()) + '>';
    case TypeKind::kContext: {
      if (type.fields().empty()) return "context";
      std::string text = "context<";
      for (const Type::Field& field : type.fields()) {
        if (!text.ends_with('<')) text += ", ";
        text += field.name + ": " + type_name(field.type);
      }
      return text + '>';
    }
    case TypeKind::kRow: return "row";
    case TypeKind::kFunction: return "function";
  }
  return "";
}

Type common_type(const Type& a, const Type& b) {
  if (a == b || b.is(TypeKind::kNull)) return a;
  if (a.is(TypeKind::kNull)) return b;
  if (a.kind() != b.kind()) return TypeKind::kAny;
  switch (a.kind()) {
    case TypeKind::kText:
      if (a.scale() && b.scale()) return TypeKind::kText;  // two scales have no order in common
      return a.scale() ? a : b;                        // a word of the scale, or meant to be one
    case TypeKind::kNumber: return TypeKind::kNumber;  // one of the two is not always whole
    case TypeKind::kList: return Type::list(common_type(a.element(), b.element()));
    case TypeKind::kRange: return Type::range(common_type(a.element(), b.element()));
    default: return TypeKind::kAny;
  }
}

}  // namespace zhaoshang
