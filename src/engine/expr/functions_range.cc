// Functions on ranges and points (DMN 10.3.4.9) and on spans of days. Each end of a range is a cut
// between points: just before or just after its value, or at infinity. With cuts every relation of
// the standard's table is two comparisons.
#include "engine/expr/function_kit.h"
#include "engine/value/operations.h"

namespace zhaoshang {

namespace {

struct Cut {
  int infinity = 0;  // -1 and 1: beyond all values
  Value value;
  int side = 0;  // -1: just before the value, 1: just after it
};

struct Extent {
  Cut start;
  Cut end;
  bool is_range = false;
};

bool is_point(const Value& value) {
  switch (value.kind()) {
    case TypeKind::kNumber:
    case TypeKind::kText:
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kDateTime:
    case TypeKind::kDaysDuration:
    case TypeKind::kMonthsDuration:
    case TypeKind::kMoney:
    case TypeKind::kQuantity: return true;
    default: return false;
  }
}

std::optional<Extent> extent_of(const Value& value) {
  if (is_point(value)) return Extent{{0, value, -1}, {0, value, 1}, false};
  if (!value.is(TypeKind::kRange)) return std::nullopt;
  const Range& range = value.range();
  Extent extent;
  extent.is_range = true;
  extent.start =
      range.start.is_null() ? Cut{-1, {}, 0} : Cut{0, range.start, range.start_included ? -1 : 1};
  extent.end = range.end.is_null() ? Cut{1, {}, 0} : Cut{0, range.end, range.end_included ? 1 : -1};
  return extent;
}

/// Less than zero: a lies before b. nullopt: their values have no order.
std::optional<int> compare(const Cut& a, const Cut& b) {
  if (a.infinity != 0 || b.infinity != 0) return a.infinity - b.infinity;
  const Value below = less(a.value, b.value);
  if (below.is_null()) return std::nullopt;
  if (below.is_true()) return -1;
  if (less(b.value, a.value).is_true()) return 1;
  return a.side - b.side;
}

/// Compares cuts and remembers whether any pair could not be.
class Comparison {
 public:
  int operator()(const Cut& a, const Cut& b) {
    const std::optional<int> order = compare(a, b);
    failed_ = failed_ || !order;
    return order.value_or(0);
  }
  Value result(bool truth) const { return failed_ ? Value() : Value(truth); }

 private:
  bool failed_ = false;
};

using Relation = bool (*)(const Extent& a, const Extent& b, Comparison& order);

bool before(const Extent& a, const Extent& b, Comparison& order) {
  return order(a.end, b.start) <= 0;
}

/// Both have the point where one ends and the other starts.
bool meets(const Extent& a, const Extent& b, Comparison& order) {
  const Cut end{0, a.end.value, 0};
  const Cut start{0, b.start.value, 0};
  return a.end.infinity == 0 && b.start.infinity == 0 && order(end, start) == 0 && a.end.side > 0 &&
         b.start.side < 0;
}

bool overlaps(const Extent& a, const Extent& b, Comparison& order) {
  const int first = order(a.end, b.start);
  const int second = order(b.end, a.start);
  return first > 0 && second > 0;
}

bool overlaps_before(const Extent& a, const Extent& b, Comparison& order) {
  return order(a.start, b.start) < 0 && order(a.end, b.start) > 0 && order(a.end, b.end) <= 0;
}

bool overlaps_after(const Extent& a, const Extent& b, Comparison& order) {
  return order(b.start, a.start) < 0 && order(b.end, a.start) > 0 && order(b.end, a.end) <= 0;
}

bool finishes(const Extent& a, const Extent& b, Comparison& order) {
  return order(a.end, b.end) == 0 && order(a.start, b.start) >= 0;
}

bool includes(const Extent& a, const Extent& b, Comparison& order) {
  return order(a.start, b.start) <= 0 && order(a.end, b.end) >= 0;
}

bool starts(const Extent& a, const Extent& b, Comparison& order) {
  return order(a.start, b.start) == 0 && order(a.end, b.end) <= 0;
}

bool coincides(const Extent& a, const Extent& b, Comparison& order) {
  return order(a.start, b.start) == 0 && order(a.end, b.end) == 0;
}

/// `converse`: the arguments change places.
Apply related(Relation relation, bool converse) {
  return [relation, converse](Arguments a) -> Value {
    const std::optional<Extent> first = extent_of(a[0]);
    const std::optional<Extent> second = extent_of(a[1]);
    if (!first || !second) return {};
    Comparison order;
    const bool truth =
        converse ? relation(*second, *first, order) : relation(*first, *second, order);
    return order.result(truth);
  };
}

/// Which arguments may be points.
enum class Points { kBoth, kNone, kFirst, kSecond, kAlike };

Function relation(std::string_view name, Points points, Relation holds, bool converse = false) {
  const Apply apply = related(holds, converse);
  const Result boolean = always(TypeKind::kBoolean);
  const Type any_range = Type::range(TypeKind::kAny);
  const Type any = TypeKind::kAny;
  const auto form = [&](std::string_view first, bool first_range, std::string_view second,
                        bool second_range) {
    return dynamic_entry({takes(first, first_range ? any_range : any),
                          takes(second, second_range ? any_range : any)},
                         boolean, apply);
  };
  Function function{name, {form("range1", true, "range2", true)}};
  if (points == Points::kBoth || points == Points::kFirst) {
    function.signatures.push_back(form("point", false, "range", true));
  }
  if (points == Points::kBoth || points == Points::kSecond) {
    function.signatures.push_back(form("range", true, "point", false));
  }
  if (points == Points::kBoth || points == Points::kAlike) {
    function.signatures.push_back(form("point1", false, "point2", false));
  }
  return function;
}

/// What two ranges have in common; null where that is nothing.
Value overlap(Arguments a) {
  const Extent first = *extent_of(a[0]);
  const Extent second = *extent_of(a[1]);
  Comparison order;
  const Cut& start = order(first.start, second.start) >= 0 ? first.start : second.start;
  const Cut& end = order(first.end, second.end) <= 0 ? first.end : second.end;
  const bool empty = order(start, end) >= 0;
  if (order.result(empty).is_null() || empty) return {};
  return Value(Range{start.value, end.value, start.side<0, end.side> 0});
}

/// Days from one date to another, both counted where the range has them.
Value days_in(Arguments a) {
  const Range& range = a[0].range();
  if (!range.start.is(TypeKind::kDate) || !range.end.is(TypeKind::kDate)) return {};
  const std::int64_t first = range.start.date().days() + (range.start_included ? 0 : 1);
  const std::int64_t last = range.end.date().days() - (range.end_included ? 0 : 1);
  return Decimal(last < first ? 0 : last - first + 1);
}

}  // namespace

void add_range_functions(std::vector<Function>& functions) {
  functions.push_back(relation("before", Points::kBoth, before));
  functions.push_back(relation("after", Points::kBoth, before, true));
  functions.push_back(relation("meets", Points::kNone, meets));
  functions.push_back(relation("met by", Points::kNone, meets, true));
  functions.push_back(relation("overlaps", Points::kNone, overlaps));
  functions.push_back(relation("overlaps before", Points::kNone, overlaps_before));
  functions.push_back(relation("overlaps after", Points::kNone, overlaps_after));
  functions.push_back(relation("finishes", Points::kFirst, finishes));
  functions.push_back(relation("finished by", Points::kSecond, finishes, true));
  functions.push_back(relation("includes", Points::kSecond, includes));
  functions.push_back(relation("during", Points::kFirst, includes, true));
  functions.push_back(relation("starts", Points::kFirst, starts));
  functions.push_back(relation("started by", Points::kSecond, starts, true));
  functions.push_back(relation("coincides", Points::kAlike, coincides));

  const Type any_range = Type::range(TypeKind::kAny);
  functions.push_back(
      {"overlap",
       {entry({takes("range1", any_range), takes("range2", any_range)}, like(0), overlap)}});
  functions.push_back(
      {"days in",
       {entry({takes("range", Type::range(TypeKind::kDate))}, always(Type::integer()), days_in)}});
}

}  // namespace zhaoshang
