#include "engine/expr/kernels.h"

#include <algorithm>

namespace zhaoshang {

std::vector<std::uint8_t> truths_of(const Column& column) {
  std::vector<std::uint8_t> truths(column.size());
  const auto truth = [](const Value& value) -> std::uint8_t {
    return value.is_true() ? kTrue : value.is_false() ? kFalse : kUndecided;
  };
  if (const auto* booleans = column.as<Column::Booleans>()) {
    const Column::Nulls& nulls = column.nulls();
    if (nulls.empty()) return booleans->values;  // 1 and 0: kTrue and kFalse
    for (std::size_t i = 0; i < truths.size(); ++i) {
      truths[i] = nulls[i] != 0 ? kUndecided : booleans->values[i] != 0 ? kTrue : kFalse;
    }
    return truths;
  }
  if (column.is_constant()) {
    if (!truths.empty()) std::fill(truths.begin(), truths.end(), truth(column.at(0)));
    return truths;
  }
  for (std::size_t i = 0; i < truths.size(); ++i) truths[i] = truth(column.at(i));
  return truths;
}

void or_truths(std::vector<std::uint8_t>& truths, const std::vector<std::uint8_t>& others) {
  static_assert(kFalse == 0 && kTrue == 1 && kUndecided == 2);
  for (std::size_t i = 0; i < truths.size(); ++i) {
    // The bit of kUndecided stays only where that of kTrue is not set.
    const unsigned either = static_cast<unsigned>(truths[i]) | others[i];
    truths[i] = static_cast<std::uint8_t>((either & 1U) | (either & ~(either << 1U) & 2U));
  }
}

std::vector<std::uint32_t> true_positions(const std::vector<std::uint8_t>& truths) {
  std::vector<std::uint32_t> positions(truths.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    positions[count] = static_cast<std::uint32_t>(i);
    count += static_cast<std::size_t>(truths[i] == kTrue);
  }
  positions.resize(count);
  return positions;
}

Column column_of(std::vector<std::uint8_t> truths) {
  Column::Nulls nulls;
  const bool has_nulls = std::find(truths.begin(), truths.end(), kUndecided) != truths.end();
  if (has_nulls) {
    nulls.resize(truths.size());
    for (std::size_t i = 0; i < truths.size(); ++i) {
      nulls[i] = truths[i] == kUndecided ? 1 : 0;
      if (nulls[i] != 0) truths[i] = kFalse;
    }
  }
  const std::size_t size = truths.size();
  return Column(TypeKind::kBoolean, size, Column::Booleans{std::move(truths)}, std::move(nulls));
}

namespace {

bool is_equality(Operator op) { return op == Operator::kEqual || op == Operator::kNotEqual; }

/// Nulls of one side of a comparison: equality with null is a boolean, an order with it is unknown.
struct Side {
  const Column* column;
  bool is_null(std::size_t row) const {
    return nulls != nullptr && !nulls->empty() && (*nulls)[row] != 0;
  }
  const Column::Nulls* nulls;
};

Side side_of(const Column& column) {
  return {&column, column.is_constant() ? nullptr : &column.nulls()};
}

template <class T>
std::uint8_t compared(Operator op, const T& a, const T& b) {
  switch (op) {
    case Operator::kEqual: return a == b ? kTrue : kFalse;
    case Operator::kNotEqual: return a == b ? kFalse : kTrue;
    case Operator::kLess: return a < b ? kTrue : kFalse;
    case Operator::kLessEqual: return a <= b ? kTrue : kFalse;
    case Operator::kGreater: return a > b ? kTrue : kFalse;
    case Operator::kGreaterEqual: return a >= b ? kTrue : kFalse;
    default: return kUndecided;
  }
}

template <class A, class B>
Column compare_each(Operator op, const Column& a, const Column& b, A&& left, B&& right) {
  const Side side_a = side_of(a);
  const Side side_b = side_of(b);
  std::vector<std::uint8_t> truths(a.size());
  for (std::size_t i = 0; i < truths.size(); ++i) {
    const bool null_a = side_a.is_null(i);
    const bool null_b = side_b.is_null(i);
    if (null_a || null_b) {
      truths[i] = !is_equality(op)                                 ? kUndecided
                  : (null_a == null_b) == (op == Operator::kEqual) ? kTrue
                                                                   : kFalse;
    } else {
      truths[i] = compared(op, left(i), right(i));
    }
  }
  return column_of(std::move(truths));
}

Column compare_with_null(Operator op, const Column& column) {
  std::vector<std::uint8_t> truths(column.size());
  for (std::size_t i = 0; i < truths.size(); ++i) {
    truths[i] = !is_equality(op)                                ? kUndecided
                : column.is_null(i) == (op == Operator::kEqual) ? kTrue
                                                                : kFalse;
  }
  return column_of(std::move(truths));
}

std::optional<Column> compare_texts(Operator op, const Column& a, const Column& b) {
  if (!is_equality(op)) return std::nullopt;
  const auto* left = a.as<Column::Texts>();
  const auto* right = b.as<Column::Texts>();
  const auto code_in = [](const Column::Texts& texts, const Value& value) {
    return texts.dictionary->find(value.text());
  };
  const auto left_code = [&](std::size_t i) { return left->codes[i]; };
  if (left != nullptr && b.is_constant()) {
    if (!b.at(0).is(TypeKind::kText)) return std::nullopt;
    const std::uint32_t code = code_in(*left, b.at(0));
    return compare_each(op, a, b, left_code, [&](std::size_t) { return code; });
  }
  if (right != nullptr && a.is_constant()) return compare_texts(op, b, a);
  if (left == nullptr || right == nullptr) return std::nullopt;
  if (left->dictionary == right->dictionary) {
    return compare_each(op, a, b, left_code, [&](std::size_t i) { return right->codes[i]; });
  }
  // Of two dictionaries the codes of one are looked up in the other, once.
  if (right->dictionary->size() > a.size() + left->dictionary->size()) return std::nullopt;
  std::vector<std::uint32_t> translated(right->dictionary->size());
  for (std::uint32_t code = 0; code < translated.size(); ++code) {
    translated[code] = left->dictionary->find(right->dictionary->text(code));
  }
  return compare_each(op, a, b, left_code,
                      [&](std::size_t i) { return translated[right->codes[i]]; });
}

std::optional<Column> compare_dates(Operator op, const Column& a, const Column& b) {
  const auto* left = a.as<Column::Dates>();
  const auto* right = b.as<Column::Dates>();
  if ((left == nullptr && !(a.is_constant() && a.at(0).is(TypeKind::kDate))) ||
      (right == nullptr && !(b.is_constant() && b.at(0).is(TypeKind::kDate))) ||
      (left == nullptr && right == nullptr)) {
    return std::nullopt;
  }
  const std::int64_t left_day = left == nullptr ? a.at(0).date().days() : 0;
  const std::int64_t right_day = right == nullptr ? b.at(0).date().days() : 0;
  return compare_each(
      op, a, b, [&](std::size_t i) { return left != nullptr ? left->days[i] : left_day; },
      [&](std::size_t i) { return right != nullptr ? right->days[i] : right_day; });
}

/// The number of a constant in a column of numbers of the same measure.
std::optional<Decimal> number_like(const Column& constant, const Column& like) {
  const Value value = constant.at(0);
  if (value.kind() != like.type().kind()) return std::nullopt;
  if (value.is(TypeKind::kNumber)) return value.number();
  if (value.is(TypeKind::kMoney) && value.money().currency == like.type().currency())
    return value.money().amount;
  if (value.is(TypeKind::kQuantity) && value.quantity().unit == like.type().unit())
    return value.quantity().amount;
  return std::nullopt;
}

bool same_measure(const Type& a, const Type& b) {
  return a.kind() == b.kind() && a.currency() == b.currency() && a.unit() == b.unit();
}

std::optional<Column> compare_numbers(Operator op, const Column& a, const Column& b) {
  const auto* left = a.as<Column::Numbers>();
  const auto* right = b.as<Column::Numbers>();
  if (left != nullptr && right != nullptr) {
    if (!same_measure(a.type(), b.type())) return std::nullopt;
    return compare_each(
        op, a, b, [&](std::size_t i) { return left->values[i]; },
        [&](std::size_t i) { return right->values[i]; });
  }
  if (left != nullptr && b.is_constant()) {
    const auto constant = number_like(b, a);
    if (!constant) return std::nullopt;
    return compare_each(
        op, a, b, [&](std::size_t i) { return left->values[i]; },
        [&](std::size_t) { return *constant; });
  }
  if (right != nullptr && a.is_constant()) {
    const auto constant = number_like(a, b);
    if (!constant) return std::nullopt;
    return compare_each(
        op, a, b, [&](std::size_t) { return *constant; },
        [&](std::size_t i) { return right->values[i]; });
  }
  return std::nullopt;
}

}  // namespace

std::optional<Column> compare_columns(Operator op, const Column& a, const Column& b) {
  if (a.size() == 0 || (a.is_constant() && b.is_constant())) return std::nullopt;
  if (op < Operator::kEqual) return std::nullopt;
  if (a.is_constant() && a.at(0).is_null()) return compare_with_null(op, b);
  if (b.is_constant() && b.at(0).is_null()) return compare_with_null(op, a);
  if (a.as<Column::Texts>() != nullptr || b.as<Column::Texts>() != nullptr)
    return compare_texts(op, a, b);
  if (a.as<Column::Dates>() != nullptr || b.as<Column::Dates>() != nullptr)
    return compare_dates(op, a, b);
  return compare_numbers(op, a, b);
}

std::optional<Column> test_texts(const Column& column,
                                 const std::function<Value(const Value&)>& test) {
  const auto* texts = column.as<Column::Texts>();
  if (texts == nullptr || texts->dictionary->size() > column.size()) return std::nullopt;
  constexpr std::uint8_t kNotYet = 3;
  const auto truth = [&](const Value& value) -> std::uint8_t {
    const Value result = test(value);
    return result.is_true() ? kTrue : result.is_false() ? kFalse : kUndecided;
  };
  std::vector<std::uint8_t> by_code(texts->dictionary->size(), kNotYet);
  std::uint8_t of_null = kNotYet;
  std::vector<std::uint8_t> truths(column.size());
  constexpr std::size_t kFew = 64;  // words: all are tested before any is looked up
  if (column.nulls().empty() && by_code.size() <= kFew) {
    for (std::uint32_t code = 0; code < by_code.size(); ++code)
      by_code[code] = truth(texts->dictionary->value(code));
    for (std::size_t i = 0; i < truths.size(); ++i) truths[i] = by_code[texts->codes[i]];
    return column_of(std::move(truths));
  }
  for (std::size_t i = 0; i < truths.size(); ++i) {
    std::uint8_t& known = column.is_null(i) ? of_null : by_code[texts->codes[i]];
    if (known == kNotYet) known = truth(column.at(i));
    truths[i] = known;
  }
  return column_of(std::move(truths));
}

std::optional<Column> test_spans(const Column& days, const Column& spans) {
  const auto* within = spans.as<Column::Spans>();
  if (within == nullptr || !spans.nulls().empty() || !days.nulls().empty()) return std::nullopt;
  std::vector<std::uint8_t> truths(spans.size());
  const auto test = [&](const auto& day_of) {
    for (std::size_t i = 0; i < truths.size(); ++i) {
      const std::int64_t day = day_of(i);
      truths[i] = within->first[i] <= day && day <= within->last[i] ? kTrue : kFalse;
    }
    return column_of(std::move(truths));
  };
  if (const auto* each = days.as<Column::Dates>())
    return test([&](std::size_t i) { return each->days[i]; });
  if (!days.is_constant() || !days.at(0).is(TypeKind::kDate)) return std::nullopt;
  const std::int64_t day = days.at(0).date().days();
  return test([&](std::size_t) { return day; });
}

std::optional<Column> test_range(const Column& column, const Range& range) {
  std::optional<Column> both;
  const auto test = [&](const Value& end, Operator inside) {
    if (end.is_null()) return true;
    const auto column_inside =
        compare_columns(inside, column, Column::constant(end, column.size()));
    if (!column_inside) return false;
    std::vector<std::uint8_t> truths = truths_of(*column_inside);
    if (both) {
      const std::vector<std::uint8_t> others = truths_of(*both);
      for (std::size_t i = 0; i < truths.size(); ++i) {
        if (truths[i] != kFalse && others[i] != kTrue) truths[i] = others[i];
      }
    }
    both = column_of(std::move(truths));
    return true;
  };
  const bool is_done =
      test(range.start, range.start_included ? Operator::kGreaterEqual : Operator::kGreater) &&
      test(range.end, range.end_included ? Operator::kLessEqual : Operator::kLess);
  return is_done ? both : std::nullopt;
}

}  // namespace zhaoshang
