// Typed kernels say the same as the operations on values that they stand for, whatever the stores.
#include "engine/expr/kernels.h"

#include <doctest/doctest.h>

#include "engine/expr/evaluator.h"
#include "engine/value/operations.h"
#include "properties/random.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kRows = 40;

/// Some values of a kind, close enough together to be equal often.
Value some_value(Random& random, TypeKind kind) {
  const auto small = [&] { return Decimal(static_cast<std::int64_t>(random.below(4))); };
  switch (kind) {
    case TypeKind::kNumber: return small();
    case TypeKind::kMoney: return Money{small(), Currency::cny()};
    case TypeKind::kDate:
      return Date::from_days(19'000 + static_cast<std::int64_t>(random.below(4)));
    case TypeKind::kBoolean: return Value(random.one_in(2));
    case TypeKind::kText: {
      static const std::vector<std::string> kWords = {"甲", "乙", "", "丙丁"};
      return Value(random.of(kWords));
    }
    default: return {};
  }
}

Type type_of_kind(TypeKind kind) {
  return kind == TypeKind::kMoney ? Type::money(Currency::cny()) : Type(kind);
}

/// A column of a kind in one of its stores: its own, one value for all rows, or values of any kind.
Column some_column(Random& random, TypeKind kind, const std::shared_ptr<Dictionary>& shared) {
  if (random.one_in(5)) {
    return Column::constant(random.one_in(4) ? Value() : some_value(random, kind),
                            type_of_kind(kind), kRows);
  }
  const bool shares = kind == TypeKind::kText && random.one_in(2);
  const Type type = random.one_in(6) ? Type(TypeKind::kAny) : type_of_kind(kind);
  ColumnBuilder builder =
      shares ? ColumnBuilder(TypeKind::kText, kRows, shared) : ColumnBuilder(type, kRows);
  const bool has_nulls = random.one_in(2);
  for (std::size_t row = 0; row < kRows; ++row) {
    builder.append(has_nulls && random.one_in(4) ? Value() : some_value(random, kind));
  }
  return builder.finish();
}

const std::vector<TypeKind> kKinds = {TypeKind::kNumber, TypeKind::kMoney, TypeKind::kDate,
                                      TypeKind::kBoolean, TypeKind::kText};

TEST_CASE("comparisons of columns are the comparisons of their values") {
  Random random(23);
  const auto shared = std::make_shared<Dictionary>();
  std::size_t by_kernel = 0;
  for (int round = 0; round < 3000; ++round) {
    const TypeKind kind = random.of(kKinds);
    const Column a = some_column(random, kind, shared);
    const Column b = some_column(random, random.one_in(12) ? random.of(kKinds) : kind, shared);
    for (const Operator op : {Operator::kEqual, Operator::kNotEqual, Operator::kLess,
                              Operator::kLessEqual, Operator::kGreater, Operator::kGreaterEqual}) {
      const auto compared = compare_columns(op, a, b);
      if (!compared) continue;
      ++by_kernel;
      REQUIRE_EQ(compared->size(), kRows);
      for (std::size_t row = 0; row < kRows; ++row) {
        CAPTURE(to_feel(a.at(row)));
        CAPTURE(to_feel(b.at(row)));
        REQUIRE_EQ(to_feel(compared->at(row)), to_feel(apply(op, a.at(row), b.at(row))));
      }
    }
  }
  CHECK(by_kernel > 5000);
}

TEST_CASE("a test of texts runs once for each text and says what it says of each row") {
  Random random(29);
  const auto shared = std::make_shared<Dictionary>();
  for (int round = 0; round < 300; ++round) {
    const Column texts = some_column(random, TypeKind::kText, shared);
    const Value wanted = random.one_in(2)
                             ? some_value(random, TypeKind::kText)
                             : Value(List{some_value(random, TypeKind::kText), Value()});
    const auto test = [&](const Value& text) { return contains(text, wanted); };
    const auto tested = test_texts(texts, test);
    if (!tested) continue;
    for (std::size_t row = 0; row < kRows; ++row) {
      REQUIRE_EQ(to_feel(tested->at(row)), to_feel(test(texts.at(row))));
    }
  }
}

NodePtr local(std::uint32_t slot, const Type& type) {
  auto node = std::make_unique<Node>();
  node->kind = NodeKind::kLocal;
  node->slot = slot;
  node->type = type;
  return node;
}

/// Spans of days, a few of which end before they begin; with nulls, or with a range of another
/// form.
Column some_spans(Random& random) {
  ColumnBuilder builder(Type::range(TypeKind::kDate), kRows);
  const bool has_nulls = random.one_in(2);
  const bool has_others = random.one_in(6);
  for (std::size_t row = 0; row < kRows; ++row) {
    const Value first = some_value(random, TypeKind::kDate);
    const Value last = some_value(random, TypeKind::kDate);
    const bool is_null = has_nulls && random.one_in(4);
    const bool is_open = has_others && random.one_in(4);
    builder.append(is_null ? Value() : Value(Range{first, last, !is_open, true}));
  }
  return builder.finish();
}

TEST_CASE("days within spans, and the ends of spans, are those of the values") {
  Random random(33);
  const NoData no_data;
  Evaluator evaluator(no_data);
  std::size_t by_kernel = 0;
  for (int round = 0; round < 1000; ++round) {
    Frame frame;
    frame.size = kRows;
    frame.locals = {some_column(random, TypeKind::kDate, nullptr), some_spans(random)};
    const Column& days = frame.locals[0];
    const Column& spans = frame.locals[1];
    Node node;
    node.kind = NodeKind::kTestValue;
    node.type = TypeKind::kBoolean;
    node.children.push_back(local(1, Type::range(TypeKind::kDate)));
    const Column within = evaluator.evaluate(node, frame);
    if (test_spans(days, spans)) ++by_kernel;
    for (const char* const end : {"start", "end", "start included"}) {
      Node entry;
      entry.kind = NodeKind::kProperty;
      entry.name = end;
      entry.children.push_back(local(1, Type::range(TypeKind::kDate)));
      const Column ends = evaluator.evaluate(entry, frame);
      for (std::size_t row = 0; row < kRows; ++row)
        REQUIRE_EQ(to_feel(ends.at(row)), to_feel(property(spans.at(row), end)));
    }
    for (std::size_t row = 0; row < kRows; ++row) {
      const Value span = spans.at(row);
      REQUIRE_EQ(to_feel(within.at(row)),
                 to_feel(span.is_null() ? Value() : contains(days.at(row), span)));
    }
  }
  CHECK(by_kernel > 100);
}

TEST_CASE("truths of a column and back") {
  Random random(31);
  const auto shared = std::make_shared<Dictionary>();
  for (int round = 0; round < 300; ++round) {
    const TypeKind kind = random.one_in(3) ? random.of(kKinds) : TypeKind::kBoolean;
    const Column column = some_column(random, kind, shared);
    const Column again = column_of(truths_of(column));
    for (std::size_t row = 0; row < kRows; ++row) {
      const Value value = column.at(row);
      REQUIRE_EQ(to_feel(again.at(row)), to_feel(value.is(TypeKind::kBoolean) ? value : Value()));
    }
  }
}

TEST_CASE("and, or and lists of tests over columns are three-valued logic, row by row") {
  Random random(37);
  const auto shared = std::make_shared<Dictionary>();
  const NoData no_data;
  Evaluator evaluator(no_data);
  for (int round = 0; round < 1000; ++round) {
    const Column a = some_column(random, TypeKind::kBoolean, shared);
    const Column b = some_column(random, TypeKind::kBoolean, shared);
    Frame frame;
    frame.size = kRows;
    frame.locals = {a, b};
    for (const NodeKind kind : {NodeKind::kAnd, NodeKind::kOr, NodeKind::kTests}) {
      Node node;
      node.kind = kind;
      node.type = TypeKind::kBoolean;
      node.negated = kind == NodeKind::kTests && random.one_in(2);
      node.children.push_back(local(0, TypeKind::kBoolean));
      node.children.push_back(local(1, TypeKind::kBoolean));
      const Column result = evaluator.evaluate(node, frame);
      for (std::size_t row = 0; row < kRows; ++row) {
        const Value left = a.at(row), right = b.at(row);
        const Value wanted = kind == NodeKind::kAnd ? and3(left, right) : or3(left, right);
        REQUIRE_EQ(to_feel(result.at(row)), to_feel(node.negated ? not3(wanted) : wanted));
      }
    }
  }
}

}  // namespace
}  // namespace zhaoshang
