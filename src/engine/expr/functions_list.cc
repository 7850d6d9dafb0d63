// List functions (DMN 10.3.4.4) that give lists, or ask a list for one of its items. Positions
// count from 1, and from -1 backwards.
#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "engine/expr/function_kit.h"
#include "engine/value/operations.h"

namespace zhaoshang {

namespace {

bool has(const List& list, const Value& element) {
  return std::any_of(list.begin(), list.end(),
                     [&](const Value& item) { return same(item, element); });
}

Value list_contains(Arguments a) { return has(a[0].list(), a[1]); }

Value sublist(Arguments a) {
  const List& list = a[0].list();
  const std::optional<std::size_t> start = index_of_position(a[1], list.size());
  if (!start) return {};
  std::size_t length = list.size() - *start;
  if (a.size() > 2) {
    const std::optional<std::int64_t> wanted = truncated(a[2]);
    if (!wanted || *wanted < 0) return {};
    length = std::min(length, static_cast<std::size_t>(*wanted));
  }
  const auto begin = list.begin() + static_cast<std::ptrdiff_t>(*start);
  return Value(List(begin, begin + static_cast<std::ptrdiff_t>(length)));
}

Value append(Arguments a) {
  List list = a[0].list();
  list.insert(list.end(), a.begin() + 1, a.end());
  return Value(std::move(list));
}

Value concatenate(Arguments a) {
  List all;
  for (const Value& list : a) all.insert(all.end(), list.list().begin(), list.list().end());
  return Value(std::move(all));
}

/// How often each value comes.
struct ValueHash {
  std::size_t operator()(const Value& value) const { return hash(value); }
};
struct ValueSame {
  bool operator()(const Value& a, const Value& b) const { return same(a, b); }
};
using Counts = std::unordered_map<Value, std::size_t, ValueHash, ValueSame>;

/// The values of a list at their `nth` coming: the first of each, or of each that comes again.
List nth_of_each(const List& list, std::size_t nth) {
  Counts counts;
  List kept;
  for (const Value& item : list) {
    if (++counts[item] == nth) kept.push_back(item);
  }
  return kept;
}

List distinct(const List& list) { return nth_of_each(list, 1); }

/// In the order of their first coming.
Value duplicate_values(Arguments a) {
  const List repeated = nth_of_each(a[0].list(), 2);
  Counts counts;
  for (const Value& item : repeated) counts[item] = 1;
  List ordered;
  for (const Value& item : distinct(a[0].list())) {
    if (counts.contains(item)) ordered.push_back(item);
  }
  return Value(std::move(ordered));
}

Value insert_before(Arguments a) {
  List list = a[0].list();
  const std::optional<std::size_t> index = index_of_position(a[1], list.size());
  if (!index) return {};
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(*index), a[2]);
  return Value(std::move(list));
}

Value remove(Arguments a) {
  List list = a[0].list();
  const std::optional<std::size_t> index = index_of_position(a[1], list.size());
  if (!index) return {};
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(*index));
  return Value(std::move(list));
}

Value list_replace(Arguments a) {
  List list = a[0].list();
  const std::optional<std::size_t> index = index_of_position(a[1], list.size());
  if (!index) return {};
  list[*index] = a[2];
  return Value(std::move(list));
}

Value reverse(Arguments a) {
  const List& list = a[0].list();
  return Value(List(list.rbegin(), list.rend()));
}

Value index_of(Arguments a) {
  List positions;
  const List& list = a[0].list();
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (same(list[i], a[1])) positions.emplace_back(Decimal(static_cast<std::int64_t>(i + 1)));
  }
  return Value(std::move(positions));
}

void flatten_into(List& out, const List& list) {
  for (const Value& item : list) {
    if (item.is(TypeKind::kList)) {
      flatten_into(out, item.list());
    } else {
      out.push_back(item);
    }
  }
}

Value flatten(Arguments a) {
  List flat;
  flatten_into(flat, a[0].list());
  return Value(std::move(flat));
}

Type flat_type(Types types) {
  Type element = types[0];
  while (element.is(TypeKind::kList)) element = Type(element.element());
  return Type::list(element);
}

/// Ascending; null where two items have no order. Equal items keep their places.
Value sort(Arguments a) {
  List list = a[0].list();
  for (const Value& item : list) {
    const bool ordered = item.kind() == list.front().kind() && !less(list.front(), item).is_null();
    if (!ordered) return {};
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const Value& x, const Value& y) { return less(x, y).is_true(); });
  return Value(std::move(list));
}

/// A list of what `element` says.
Result list_of(Result element) {
  return [element = std::move(element)](Types types) { return Type::list(element(types)); };
}

/// The common element type of lists and of the single values among `types`.
Type common_element(Types types) {
  Type type = element_type(types.front());
  for (const Type& other : types.subspan(1)) type = common_type(type, element_type(other));
  return type;
}

/// The element type of argument 0 together with an item that joins the list.
Result with_item(std::size_t item) {
  return [item](Types types) {
    Type type = element_type(types[0]);
    for (std::size_t i = item; i < types.size(); ++i) type = common_type(type, types[i]);
    return Type::list(type);
  };
}

}  // namespace

void add_list_functions(std::vector<Function>& functions) {
  const Parameter list = any_list("list");
  const Parameter position = takes("position", TypeKind::kNumber);
  const Parameter start = takes("start position", TypeKind::kNumber);
  const Parameter new_item = takes("newItem", TypeKind::kAny);
  const Parameter lists = rest("list", Type::list(TypeKind::kAny));
  const Result same_list = list_of(element_of(0));

  functions.push_back({"list contains",
                       {entry({list, takes("element", TypeKind::kAny)}, always(TypeKind::kBoolean),
                              list_contains)}});
  functions.push_back(
      {"sublist",
       {entry({list, start}, same_list, sublist),
        entry({list, start, takes("length", TypeKind::kNumber)}, same_list, sublist)}});
  functions.push_back(
      {"append", {entry({list, rest("item", TypeKind::kAny)}, with_item(1), append)}});
  functions.push_back({"concatenate", {entry({lists}, list_of(common_element), concatenate)}});
  functions.push_back({"union", {entry({lists}, list_of(common_element), [](Arguments a) {
                         const Value joined = concatenate(a);
                         return Value(distinct(joined.list()));
                       })}});
  functions.push_back({"distinct values", {entry({list}, same_list, [](Arguments a) {
                         return Value(distinct(a[0].list()));
                       })}});
  functions.push_back({"duplicate values", {entry({list}, same_list, duplicate_values)}});
  functions.push_back(
      {"insert before", {entry({list, position, new_item}, with_item(2), insert_before)}});
  functions.push_back({"remove", {entry({list, position}, same_list, remove)}});
  functions.push_back(
      {"list replace", {entry({list, position, new_item}, with_item(2), list_replace)}});
  functions.push_back({"reverse", {entry({list}, same_list, reverse)}});
  functions.push_back({"index of",
                       {entry({list, takes("match", TypeKind::kAny)},
                              always(Type::list(Type::integer())), index_of)}});
  functions.push_back({"flatten", {entry({list}, flat_type, flatten)}});
  functions.push_back({"sort", {entry({list}, same_list, sort)}});
}

}  // namespace zhaoshang
