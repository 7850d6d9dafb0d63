#include "engine/policy/form.h"

#include <algorithm>

namespace zhaoshang {
namespace {

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool Shape::allows(Kind wanted) const {
  if (kind == wanted) return true;
  // Of a text the section itself may judge the words, or read a name as one.
  if (wanted == Kind::kText && kind == Kind::kWord) return true;
  return kind == Kind::kEither &&
         std::any_of(of.begin(), of.end(), [&](const Shape& each) { return each.allows(wanted); });
}

bool Shape::has_words(const std::vector<std::string>& wanted) const {
  return words == wanted || std::any_of(of.begin(), of.end(),
                                        [&](const Shape& each) { return each.has_words(wanted); });
}

bool MapForm::Variant::has(std::string_view key) const {
  return holds(required, key) || holds(optional, key);
}

const KeyForm* MapForm::find(std::string_view key) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const KeyForm& each) { return each.key == key; });
  return found == keys.end() ? nullptr : &*found;
}

bool MapForm::may_demand(std::string_view key) const {
  return is_in_variant(key) || std::any_of(demands.begin(), demands.end(),
                                           [&](const Demand& each) { return each.needed == key; });
}

bool MapForm::is_in_variant(std::string_view key) const {
  return std::any_of(variants.begin(), variants.end(),
                     [&](const Variant& each) { return each.has(key); });
}

}  // namespace zhaoshang
