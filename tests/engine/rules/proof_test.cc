// Proofs of decision tables: faults with their witnesses, and agreement with trying every input of
// random tables.
#include "engine/rules/proof.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

namespace zhaoshang {
namespace {

using Op = Operator;
using Row = ProofQuestion::Row;

Value number(const std::string& text) { return *Decimal::parse(text); }
ValueSet between(const Value& low, bool low_included, const Value& high, bool high_included) {
  return ValueSet::interval({low, high, low_included, high_included});
}
const ValueSet kAny = ValueSet::everything();

/// A column that is never empty.
ProofQuestion::Column column(const std::string& name, const Type& type) {
  return {name, Domain(type).without_null()};
}

std::string gaps(const ProofQuestion& question) {
  std::string all;
  for (const InputRegion& gap : prove(question).gaps) {
    all += witness_text(question, gap) + " of " + region_text(question, gap) + "; ";
  }
  return all;
}

std::string overlaps(const ProofQuestion& question) {
  std::string all;
  for (const TableProof::Overlap& overlap : prove(question).overlaps) {
    all += std::to_string(overlap.first) + "+" + std::to_string(overlap.second) + " " +
           witness_text(question, overlap.region) + "; ";
  }
  return all;
}

std::string dead_rows(const ProofQuestion& question) {
  std::string all;
  for (const TableProof::DeadRow& dead : prove(question).dead_rows) {
    all += std::to_string(dead.row) + ":";
    for (const std::size_t row : dead.hidden_by) all += " " + std::to_string(row);
    all += "; ";
  }
  return all;
}

ProofQuestion completion_table() {
  ProofQuestion question;
  question.columns = {column("completion", TypeKind::kNumber)};
  question.rows = {{ValueSet::comparing(Op::kGreaterEqual, 1)},
                   {between(number("0.6"), true, 1, false)},
                   {ValueSet::comparing(Op::kLess, number("0.6"))}};
  return question;
}

TEST_CASE("a complete table is sound") { CHECK(prove(completion_table()).is_sound()); }

TEST_CASE("gaps have a witness") {
  ProofQuestion question = completion_table();
  question.rows[1] = Row{between(number("0.6"), true, number("0.7"), true)};
  CHECK_EQ(gaps(question), "completion = 0.8 of completion in (0.7..1); ");
  question.rows[2] = Row{ValueSet::comparing(Op::kLess, number("0.5"))};
  CHECK_EQ(gaps(question), "completion = 0.5 of completion in [0.5..0.6), (0.7..1); ");
  question.gaps_allowed = true;
  CHECK(prove(question).is_sound());
}

TEST_CASE("an empty cell is an input of its own, which - and null meet") {
  ProofQuestion question = completion_table();
  question.columns[0].domain = Domain(Type(TypeKind::kNumber));
  CHECK_EQ(gaps(question), "completion = null of completion in null; ");
  question.rows.push_back(Row{ValueSet::null_only()});
  CHECK(prove(question).is_sound());
}

TEST_CASE("whole numbers have gaps of a unit, numbers do not") {
  ProofQuestion question;
  question.columns = {column("landed", Type::integer())};
  question.rows = {{ValueSet::comparing(Op::kGreaterEqual, 1)},
                   {ValueSet::comparing(Op::kLessEqual, 0)}};
  CHECK(prove(question).is_sound());
  question.columns = {column("landed", TypeKind::kNumber)};
  CHECK_EQ(gaps(question), "landed = 0.5 of landed in (0..1); ");
}

TEST_CASE("text needs declared values") {
  ProofQuestion question;
  question.columns = {column("class", TypeKind::kText)};
  question.rows = {{ValueSet::point("工业")},
                   {ValueSet::point("农业").unite(ValueSet::point("服务业"))}};
  CHECK_EQ(gaps(question), "class = \"其他\" of class in not(\"农业\", \"工业\", \"服务业\"); ");
  question.columns[0].domain =
      Domain::of_values(TypeKind::kText, {"工业", "农业", "服务业"}).without_null();
  CHECK(prove(question).is_sound());
  question.columns[0].domain =
      Domain::of_values(TypeKind::kText, {"工业", "农业", "服务业", "文旅"}).without_null();
  CHECK_EQ(gaps(question), "class = \"文旅\" of class in \"文旅\"; ");
}

TEST_CASE("gaps of several columns are few and wide, each with an input of its own") {
  ProofQuestion question;
  question.columns = {column("a", TypeKind::kNumber), column("b", TypeKind::kNumber)};
  question.rows = {
      {ValueSet::comparing(Op::kGreaterEqual, 0), ValueSet::comparing(Op::kGreaterEqual, 0)}};
  CHECK_EQ(gaps(question), "a = -1, b = 0 of a in < 0; a = 0, b = -1 of b in < 0; ");
}

TEST_CASE("no more gaps are told than asked for") {
  ProofQuestion question;
  question.columns = {column("a", TypeKind::kNumber)};
  for (int i = 0; i < 30; ++i) question.rows.push_back(Row{ValueSet::point(i)});
  question.most = 4;
  const TableProof proof = prove(question);
  CHECK_EQ(proof.gaps.size(), 1);  // one set: everything but 0..29
  question.columns.push_back(column("b", TypeKind::kNumber));
  for (int i = 0; i < 30; ++i)
    question.rows[static_cast<std::size_t>(i)].push_back(ValueSet::point(i));
  const TableProof wide = prove(question);
  CHECK_EQ(wide.gaps.size(), 4);
  CHECK(wide.more_gaps);
}

TEST_CASE("overlaps are faults of unique and any only") {
  ProofQuestion question = completion_table();
  question.rows[1] = Row{between(number("0.6"), true, 1, true)};
  CHECK_EQ(overlaps(question), "0+1 completion = 1; ");
  question.hit = HitPolicy::kAny;
  CHECK_EQ(overlaps(question), "0+1 completion = 1; ");
  question.same_outputs = [](std::size_t, std::size_t) { return true; };
  CHECK_EQ(overlaps(question), "");
  for (const HitPolicy hit : {HitPolicy::kFirst, HitPolicy::kPriority, HitPolicy::kCollect}) {
    question.hit = hit;
    CHECK(prove(question).is_sound());
  }
}

TEST_CASE("rows that can never match or never be chosen") {
  ProofQuestion question = completion_table();
  question.hit = HitPolicy::kFirst;
  question.rows.push_back(Row{ValueSet::point(number("0.8"))});
  CHECK_EQ(dead_rows(question), "3: 1; ");
  question.rows[3] = Row{kAny};
  CHECK_EQ(dead_rows(question), "3: 0 1 2; ");
  question.rows[3] = Row{between(2, true, 1, true)};
  CHECK_EQ(dead_rows(question), "3:; ");
  question.rows[3] = Row{ValueSet::point("x")};  // of another kind
  CHECK_EQ(dead_rows(question), "3:; ");
  question.rows = {
      {kAny}, {ValueSet::comparing(Op::kGreater, 3)}, {ValueSet::comparing(Op::kGreater, 5)}};
  question.hit = HitPolicy::kPriority;
  question.outranks = [](std::size_t a, std::size_t b) { return a > b; };
  CHECK_EQ(dead_rows(question), "");
  question.outranks = [](std::size_t a, std::size_t b) { return a == 1 && b == 2; };
  CHECK_EQ(dead_rows(question), "2: 1; ");
}

TEST_CASE("what a cell that is no set leaves open") {
  ProofQuestion question = completion_table();
  question.rows[1] = Row{std::nullopt};
  TableProof proof = prove(question);
  CHECK(proof.gaps.empty());
  CHECK(proof.overlaps.empty());
  CHECK(proof.unproved == std::vector<std::size_t>{1});
  // A gap that not even that row could cover is told.
  question.columns.push_back(column("b", TypeKind::kBoolean));
  question.rows = {{ValueSet::comparing(Op::kGreaterEqual, 1), kAny},
                   {std::nullopt, ValueSet::point(true)}};
  CHECK_EQ(gaps(question), "completion = 0, b = false of completion in < 1, b in false; ");
  // Under first, one that hides it whatever it means is told as well.
  question.hit = HitPolicy::kFirst;
  question.rows = {
      {kAny, ValueSet::point(true)}, {std::nullopt, ValueSet::point(true)}, {kAny, kAny}};
  CHECK_EQ(dead_rows(question), "1: 0; ");
  CHECK(prove(question).unproved.empty());
}

TEST_CASE("a table without inputs or without rows") {
  ProofQuestion question;
  question.columns = {column("a", TypeKind::kNumber)};
  CHECK_EQ(gaps(question), "a = 0 of -; ");
  question.columns = {};
  question.rows = {{}};
  CHECK(prove(question).is_sound());
  question.rows = {{}, {}};
  CHECK_EQ(prove(question).overlap_count, 1);
}

/// Every input of small columns, tried.
class EveryInput {
 public:
  EveryInput(const ProofQuestion& question, int top) : question_(question) {
    probes_.push_back(Value());
    for (int half = -1; half <= 2 * top + 1; ++half)
      probes_.push_back(Decimal::scaled(half * 5, -1));
    holders_.resize(question.columns.size());
    for (std::size_t column = 0; column < holders_.size(); ++column) {
      for (const Value& probe : probes_) {
        std::uint64_t rows = 0;
        for (std::size_t row = 0; row < question.rows.size(); ++row) {
          if (question.rows[row][column]->contains(probe)) rows |= std::uint64_t{1} << row;
        }
        holders_[column].push_back(rows);
      }
    }
  }

  /// Calls `visitor(input, rows)` for every input and the rows that match it.
  template <typename Visitor>
  void visit(const Visitor& visitor) const {
    std::vector<std::size_t> input(holders_.size());
    while (true) {
      std::uint64_t rows = ~std::uint64_t{0} >> (64 - question_.rows.size());
      for (std::size_t column = 0; column < input.size(); ++column)
        rows &= holders_[column][input[column]];
      visitor(input, rows);
      std::size_t column = 0;
      while (column < input.size() && ++input[column] == probes_.size()) input[column++] = 0;
      if (column == input.size()) return;
    }
  }
  const Value& probe(std::size_t i) const { return probes_[i]; }

 private:
  const ProofQuestion& question_;
  std::vector<Value> probes_;
  std::vector<std::vector<std::uint64_t>> holders_;
};

class RandomTables {
 public:
  explicit RandomTables(unsigned seed) : random_(seed) {}
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  ValueSet cell(int top) {
    switch (below(8)) {
      case 0:
      case 1: return ValueSet::everything();
      case 2: return ValueSet::point(below(top + 1));
      case 3: return ValueSet::point(below(top + 1)).complement();
      case 4: return ValueSet::comparing(Operator::kLess, below(top + 1));
      case 5:
        return ValueSet::comparing(Operator::kGreaterEqual, below(top + 1))
            .with_null(below(2) == 0);
      case 6: return ValueSet::null_only().unite(ValueSet::point(below(top + 1)));
      default: {
        const int low = below(top + 1);
        return ValueSet::interval({low, low + 1 + below(2), below(2) == 0, below(2) == 0});
      }
    }
  }

  ProofQuestion table(int top) {
    ProofQuestion question;
    const int columns = 1 + below(5);
    const int rows = 1 + below(columns < 3 ? 40 : 20);
    for (int column = 0; column < columns; ++column) {
      question.columns.push_back(
          {std::string(1, static_cast<char>('a' + column)), Domain(TypeKind::kNumber)});
    }
    // Wide tables are given rows with many dashes, or next to nothing would be covered.
    for (int row = 0; row < rows; ++row) {
      Row cells;
      for (int column = 0; column < columns; ++column) {
        cells.emplace_back(below(columns) < 2 ? cell(top) : ValueSet::everything());
      }
      question.rows.push_back(std::move(cells));
    }
    question.hit = HitPolicy::kFirst;
    question.most = 100'000;
    return question;
  }

 private:
  std::mt19937 random_;
};

bool holds(const InputRegion& region, const EveryInput& inputs,
           const std::vector<std::size_t>& input) {
  for (std::size_t column = 0; column < input.size(); ++column) {
    if (!region.sets[column].contains(inputs.probe(input[column]))) return false;
  }
  return true;
}

bool matches(const Row& row, const std::vector<Value>& input) {
  for (std::size_t column = 0; column < row.size(); ++column) {
    if (!row[column]->contains(input[column])) return false;
  }
  return true;
}

TEST_CASE("random tables: gaps, overlaps and dead rows are those that trying every input finds") {
  RandomTables tables(2013);
  std::size_t complete = 0;
  for (int round = 0; round < 1000; ++round) {
    const int top = round % 3 == 0 ? 1 : 2;
    ProofQuestion question = tables.table(top);
    CAPTURE(round);
    const EveryInput inputs(question, top + 3);
    const TableProof proof = prove(question);
    question.hit = HitPolicy::kUnique;
    const TableProof unique = prove(question);
    REQUIRE_FALSE(proof.gave_up);
    if (proof.gaps.empty()) ++complete;

    std::uint64_t chosen = 0;
    std::uint64_t matched = 0;
    std::vector<std::uint64_t> with(question.rows.size());
    bool gaps_agree = true;
    inputs.visit([&](const std::vector<std::size_t>& input, std::uint64_t rows) {
      bool in_gap = false;
      for (const InputRegion& gap : proof.gaps) in_gap = in_gap || holds(gap, inputs, input);
      gaps_agree = gaps_agree && in_gap == (rows == 0);
      matched |= rows;
      chosen |= rows & (~rows + 1);
      for (std::size_t row = 0; row < with.size(); ++row) {
        if ((rows >> row & 1) != 0) with[row] |= rows;
      }
    });
    CHECK(gaps_agree);

    std::uint64_t dead = 0;
    for (const TableProof::DeadRow& row : proof.dead_rows) dead |= std::uint64_t{1} << row.row;
    CHECK_EQ(dead, ~chosen & (~std::uint64_t{0} >> (64 - question.rows.size())));

    std::vector<std::uint64_t> overlapping(question.rows.size());
    for (std::size_t row = 0; row < overlapping.size(); ++row) {
      overlapping[row] = matched & (std::uint64_t{1} << row);
    }
    for (const TableProof::Overlap& overlap : unique.overlaps) {
      overlapping[overlap.first] |= std::uint64_t{1} << overlap.second;
      overlapping[overlap.second] |= std::uint64_t{1} << overlap.first;
      CHECK(matches(question.rows[overlap.first], overlap.region.witness));
      CHECK(matches(question.rows[overlap.second], overlap.region.witness));
    }
    CHECK(overlapping == with);

    for (const InputRegion& gap : proof.gaps) {
      const bool covered = std::any_of(question.rows.begin(), question.rows.end(),
                                       [&](const Row& row) { return matches(row, gap.witness); });
      CHECK_FALSE(covered);
    }
  }
  CHECK_GT(complete, 100);
}

/// Cuts the whole space into `count` boxes, each by one cut of a random column.
std::vector<std::vector<Interval>> partition(std::size_t columns, std::size_t count,
                                             std::mt19937& random) {
  std::vector<std::vector<Interval>> boxes = {std::vector<Interval>(columns)};
  for (Interval& side : boxes[0]) side = {0, 1'000'000, true, false};
  while (boxes.size() < count) {
    std::vector<Interval>& box = boxes[random() % boxes.size()];
    const std::size_t column = random() % columns;
    const std::int64_t low = *box[column].low.number().to_int64();
    const std::int64_t high = *box[column].high.number().to_int64();
    if (high - low < 2) continue;
    const Decimal cut(
        low + 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low - 1)));
    std::vector<Interval> other = box;
    box[column].high = cut;
    other[column].low = cut;
    boxes.push_back(std::move(other));
  }
  return boxes;
}

TEST_CASE("200 rows of six columns are proved with little work") {
  std::mt19937 random(7);
  for (const std::size_t columns : {std::size_t{1}, std::size_t{3}, std::size_t{6}}) {
    ProofQuestion question;
    for (std::size_t column = 0; column < columns; ++column) {
      const ValueSet bounds = ValueSet::interval({0, 1'000'000, true, false});
      question.columns.push_back(
          {"c" + std::to_string(column), Domain(TypeKind::kNumber).within(bounds).without_null()});
    }
    for (const std::vector<Interval>& box : partition(columns, 200, random)) {
      Row row;
      for (const Interval& side : box) row.emplace_back(ValueSet::interval(side));
      question.rows.push_back(std::move(row));
    }
    question.work = 2'000'000;  // some milliseconds
    CHECK(prove(question).is_sound());
    question.rows.erase(question.rows.begin() + 100);
    const TableProof proof = prove(question);
    CHECK_FALSE(proof.gaps.empty());
    CHECK_FALSE(proof.gave_up);
  }
}

}  // namespace
}  // namespace zhaoshang
