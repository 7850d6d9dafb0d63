// Random decision tables, as they are written, against trying every input that their bounds tell
// apart: what the loader says of gaps, overlaps and rows that cannot matter must be what the cells
// come to when they are evaluated. ZHAOSHANG_TABLES says how many, if not 10 000.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/expr/evaluator.h"
#include "engine/expr/expression_text.h"
#include "engine/policy/document.h"
#include "properties/random.h"
#include "scheme/plan_values.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kTables = 10'000;
constexpr std::size_t kMostRows = 40;

std::size_t tables_wanted() {
  const char* const written = std::getenv("ZHAOSHANG_TABLES");
  return written == nullptr ? kTables : static_cast<std::size_t>(std::atol(written));
}

/// A kind of input: how its values are written, in order, and its type.
struct Kind {
  std::string name;
  Type type;
  std::vector<std::string> bounds;   // what cells compare with
  std::vector<std::string> between;  // a value below all, between each two, above all
  bool has_order = true;
};

const std::vector<Kind>& kinds() {
  static const std::vector<std::string> kWords{"科员", "副科级", "正科级"};
  static const std::vector<Kind> kAll = {
      {"number", TypeKind::kNumber, {"1", "1.5", "2"}, {"0", "1.2", "1.7", "3"}},
      {"integer", Type::integer(), {"1", "2", "4"}, {"0", "3", "5"}},
      {"money",
       Type::money(Currency::cny()),
       {"1万元", "3万元", "1亿元"},
       {"0元", "2万元", "4万元", "2亿元"}},
      {"date",
       TypeKind::kDate,
       {"@\"2022-01-01\"", "@\"2022-01-02\"", "@\"2022-03-01\""},
       {"@\"2021-12-31\"", "@\"2022-02-01\"", "@\"2022-03-02\""}},
      {"words", TypeKind::kText, {"\"平台\"", "\"镇街\"", "\"部门\""}, {}, false},
      {"scale",
       Type::scaled_text(std::make_shared<const std::vector<std::string>>(kWords)),
       {"\"科员\"", "\"副科级\"", "\"正科级\""},
       {}},
      {"truth", TypeKind::kBoolean, {"true", "false"}, {}, false},
  };
  return kAll;
}

/// Inputs by name, of known types; texts have declared values.
class TypedInputs : public EmptyEnvironment {
 public:
  std::vector<const Kind*> columns;

  std::vector<Checker::Variable> variables() const {
    std::vector<Checker::Variable> all;
    for (std::size_t k = 0; k < columns.size(); ++k) all.push_back({name(k), columns[k]->type});
    return all;
  }
  static std::string name(std::size_t column) { return "c" + std::to_string(column); }
  std::vector<std::string> declared_values(const Node& node) const override {
    if (node.kind != NodeKind::kLocal || columns[node.slot]->name != "words") return {};
    return {"平台", "镇街", "部门"};
  }
};

Value value_of(const std::string& written) {
  ExpressionText text(written);
  EmptyEnvironment environment;
  const AstPtr ast = parse_expression(text.source, text.diagnostics);
  REQUIRE(ast != nullptr);
  const NodePtr node = Checker(environment, text.diagnostics).check_with(*ast, std::nullopt, {});
  REQUIRE(node != nullptr);
  return *constant_value(*node);
}

/// A table as written, and what was drawn.
struct Written {
  std::string yaml;
  HitPolicy hit = HitPolicy::kUnique;
  bool incomplete = false;
  std::size_t rows = 0;
  std::vector<std::size_t> outputs;  // of each row: 0 comes first
  std::vector<bool> asks_null;       // of each column
};

class Writer {
 public:
  explicit Writer(Random& random) : random_(random) {}

  Written table(TypedInputs& inputs) {
    inputs.columns.clear();
    const std::size_t columns = 1 + random_.below(5);
    for (std::size_t k = 0; k < columns; ++k) inputs.columns.push_back(&random_.of(kinds()));
    Written written;
    written.asks_null.assign(columns, false);
    written.hit =
        random_.of<HitPolicy>({HitPolicy::kUnique, HitPolicy::kUnique, HitPolicy::kAny,
                               HitPolicy::kFirst, HitPolicy::kPriority, HitPolicy::kCollect,
                               HitPolicy::kRuleOrder, HitPolicy::kOutputOrder});
    written.incomplete = random_.one_in(8);
    written.yaml = "hit: " + std::string(hit_policy_word(written.hit)) + "\n";
    if (written.incomplete) written.yaml += "incomplete: allowed\n";
    written.yaml += "inputs: [";
    for (std::size_t k = 0; k < columns; ++k)
      written.yaml += (k > 0 ? ", " : "") + TypedInputs::name(k);
    written.yaml += "]\noutputs: [{name: r, values: '\"高\", \"中\", \"低\"'}]\nrules:\n";
    // A partition of the space now and then, so that tables without a fault come up.
    const std::vector<std::vector<std::string>> rows =
        random_.one_in(3) ? partition(inputs) : any_rows(inputs);
    for (const std::vector<std::string>& row : rows) add_row(row, written);
    return written;
  }

 private:
  using Rows = std::vector<std::vector<std::string>>;

  Rows any_rows(const TypedInputs& inputs) {
    const std::size_t most = random_.one_in(4) ? kMostRows : 8;
    Rows rows(1 + random_.below(most));
    for (auto& row : rows) {
      for (const Kind* kind : inputs.columns) row.push_back(cell(*kind));
    }
    return rows;
  }

  /// Rows that part the space: each is split in two by one column's bound, at random.
  Rows partition(const TypedInputs& inputs) {
    Rows rows{std::vector<std::string>(inputs.columns.size(), "-")};
    for (std::size_t k = 0; k < inputs.columns.size(); ++k) {
      const Kind& kind = *inputs.columns[k];
      Rows parts;
      for (const auto& row : rows) {
        const std::string& bound = random_.of(kind.bounds);
        const bool whole = rows.size() * 2 > kMostRows || random_.one_in(3);
        for (const std::string& test :
             whole            ? std::vector<std::string>{"-"}
             : kind.has_order ? std::vector<std::string>{"< " + bound, ">= " + bound}
                              : std::vector<std::string>{bound, "not(" + bound + ")"}) {
          parts.push_back(row);
          parts.back()[k] = test;
        }
      }
      rows = std::move(parts);
    }
    random_.shuffle(rows);
    return rows;
  }

  std::string cell(const Kind& kind) {
    if (random_.one_in(3)) return "-";
    switch (random_.below(8)) {
      case 0:
        return random_.one_in(3) ? random_.of<std::string>({"null", "not(null)"}) : test(kind);
      case 1: return "not(" + test(kind) + ")";
      case 2: return test(kind) + ", " + test(kind);
      case 3: return "not(" + test(kind) + ", " + test(kind) + ")";
      case 4:
        return "? != " + random_.of(kind.bounds) + " and not(? = " + random_.of(kind.bounds) + ")";
      default: return test(kind);
    }
  }

  std::string test(const Kind& kind) {
    std::size_t low = random_.below(kind.bounds.size());
    std::size_t high = random_.below(kind.bounds.size());
    if (!kind.has_order) return kind.bounds[low];
    if (low > high) std::swap(low, high);
    switch (random_.below(4)) {
      case 0: return kind.bounds[low];
      case 1:
        return random_.of<std::string>({"[", "("}) + kind.bounds[low] + ".." + kind.bounds[high] +
               random_.of<std::string>({"]", ")"});
      default: return random_.of<std::string>({"< ", "<= ", "> ", ">= "}) + kind.bounds[low];
    }
  }

  void add_row(const std::vector<std::string>& cells, Written& written) {
    written.yaml += "  - {if: [";
    for (std::size_t k = 0; k < cells.size(); ++k) {
      written.yaml += (k > 0 ? ", '" : "'") + cells[k] + "'";
      if (cells[k].find("null") != std::string::npos) written.asks_null[k] = true;
    }
    written.outputs.push_back(random_.below(3));
    const std::vector<std::string> words{"高", "中", "低"};
    written.yaml += "], then: ['\"" + words[written.outputs.back()] + "\"']}\n";
    ++written.rows;
  }

  Random& random_;
};

/// For each column, the rows whose cell holds each of its points, as bits.
using Points = std::vector<std::vector<std::uint64_t>>;

std::uint64_t rows_at(const DecisionTable& table, std::size_t column, const Type& type,
                      const Value& value) {
  const NoData no_data;
  Frame outer = Frame::single();
  for (std::size_t k = 0; k < table.inputs.size(); ++k)
    outer.locals.push_back(Column::constant(Value(), TypeKind::kNull, 1));
  Frame frame;
  frame.outer = &outer;
  frame.size = 1;
  ColumnBuilder builder(type, 1);
  builder.append(value);
  frame.locals.push_back(builder.finish());
  std::uint64_t rows = 0;
  for (std::size_t row = 0; row < table.rules.size(); ++row) {
    const NodePtr& test = table.rules[row].tests[column];
    if (!test || Evaluator(no_data).evaluate(*test, frame).at(0).is_true())
      rows |= std::uint64_t{1} << row;
  }
  return rows;
}

Points points_of(const DecisionTable& table, const TypedInputs& inputs, const Written& written) {
  Points points;
  for (std::size_t k = 0; k < inputs.columns.size(); ++k) {
    const Kind& kind = *inputs.columns[k];
    points.emplace_back();
    for (const auto* list : {&kind.bounds, &kind.between}) {
      for (const std::string& value : *list)
        points.back().push_back(rows_at(table, k, kind.type, value_of(value)));
    }
    if (written.asks_null[k]) points.back().push_back(rows_at(table, k, kind.type, Value()));
    std::sort(points.back().begin(), points.back().end());
    points.back().erase(std::unique(points.back().begin(), points.back().end()),
                        points.back().end());
  }
  return points;
}

/// What trying everything finds.
struct Tried {
  bool gap = false;
  std::uint64_t matched = 0;
  std::uint64_t chosen = 0;
  std::vector<std::uint64_t> with;  // for each row, those that match together with it
};

class Trial {
 public:
  Trial(const Points& points, const Written& written) : points_(points), written_(written) {
    tried.with.resize(written.rows);
    const std::uint64_t all =
        written.rows == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << written.rows) - 1;
    go(0, all);
  }
  Tried tried;

 private:
  void go(std::size_t column, std::uint64_t rows) {
    if (rows == 0 || column == points_.size()) {
      note(rows);
      return;
    }
    for (const std::uint64_t held : points_[column]) go(column + 1, rows & held);
  }
  void note(std::uint64_t rows) {
    if (rows == 0) tried.gap = true;
    if (rows == 0 || !seen_.insert(rows).second) return;
    tried.matched |= rows;
    std::size_t best = 3;
    for (std::size_t row = 0; row < written_.rows; ++row) {
      if ((rows >> row & 1) == 0) continue;
      tried.with[row] |= rows;
      best = std::min(best, written_.outputs[row]);
    }
    if (written_.hit == HitPolicy::kFirst) {
      tried.chosen |= rows & (~rows + 1);
      return;
    }
    for (std::size_t row = 0; row < written_.rows; ++row) {
      const bool is_best = written_.hit != HitPolicy::kPriority || written_.outputs[row] == best;
      if ((rows >> row & 1) != 0 && is_best) tried.chosen |= std::uint64_t{1} << row;
    }
  }
  const Points& points_;
  const Written& written_;
  std::set<std::uint64_t> seen_;
};

/// What the loader said.
struct Told {
  std::vector<std::string> gaps;     // the witnesses
  std::set<std::size_t> impossible;  // rows, from 0
  std::set<std::size_t> dead;
  std::size_t overlaps = 0;
  std::size_t all_overlaps = 0;  // where only the first are told
  bool unproved = false;
};

Told told_by(const Diagnostics& diagnostics, std::size_t first_line) {
  Told told;
  for (const Diagnostic& each : diagnostics.sorted()) {
    const std::size_t row = each.place.line - first_line;
    if (each.slug == "table-gap")
      told.gaps.push_back(each.text.en.substr(std::string("no row covers ").size()));
    if (each.slug == "table-impossible-row") told.impossible.insert(row);
    if (each.slug == "table-dead-row") told.dead.insert(row);
    if (each.slug == "table-overlap") ++told.overlaps;
    if (each.slug == "more-table-overlaps")
      told.all_overlaps = static_cast<std::size_t>(std::stoul(each.text.en));
    if (each.slug == "table-unproved" || each.slug == "table-too-large") told.unproved = true;
  }
  told.overlaps = std::max(told.overlaps, told.all_overlaps);
  return told;
}

/// The rows that match a witness, `c0 = 1, c1 = "甲"`.
std::uint64_t rows_at_witness(const DecisionTable& table, const TypedInputs& inputs,
                              const std::string& witness) {
  std::uint64_t rows = ~std::uint64_t{0};
  for (std::size_t k = 0; k < inputs.columns.size(); ++k) {
    const std::string head = TypedInputs::name(k) + " = ";
    const std::size_t begin = witness.find(head);
    REQUIRE(begin != std::string::npos);
    const std::string next = ", " + TypedInputs::name(k + 1) + " = ";
    const std::size_t end = k + 1 < inputs.columns.size() ? witness.find(next) : witness.size();
    const std::string value = witness.substr(begin + head.size(), end - begin - head.size());
    rows &= rows_at(table, k, inputs.columns[k]->type, value_of(value));
  }
  return rows;
}

std::size_t overlapping_pairs(const Tried& tried, const Written& written) {
  std::size_t pairs = 0;
  for (std::size_t a = 0; a < written.rows; ++a) {
    for (std::size_t b = a + 1; b < written.rows; ++b) {
      const bool differs =
          written.hit == HitPolicy::kUnique || written.outputs[a] != written.outputs[b];
      if ((tried.with[a] >> b & 1) != 0 && differs) ++pairs;
    }
  }
  return pairs;
}

std::set<std::size_t> rows_in(std::uint64_t rows, std::size_t count) {
  std::set<std::size_t> all;
  for (std::size_t row = 0; row < count; ++row) {
    if ((rows >> row & 1) != 0) all.insert(row);
  }
  return all;
}

TEST_CASE("what is said of a table as it is loaded is what trying every input finds") {
  Random random(20221123);
  Writer writer(random);
  const std::size_t wanted = tables_wanted();
  REQUIRE_GT(wanted, 0);
  std::size_t sound = 0;
  for (std::size_t round = 0; round < wanted; ++round) {
    TypedInputs inputs;
    const Written written = writer.table(inputs);
    CAPTURE(written.yaml);
    std::string types;
    for (const Kind* kind : inputs.columns) types += kind->name + " ";
    CAPTURE(types);
    const SourceFile file("table.yaml", written.yaml);
    Diagnostics diagnostics;
    const auto root = load_document(file, diagnostics);
    REQUIRE(root.has_value());
    const TableForm form = read_table_file(*root, diagnostics);
    const auto table = ValueCompiler(inputs, diagnostics, Rigour::kEval)
                           .compile_table(form, {std::nullopt, inputs.variables()});
    REQUIRE(table != nullptr);
    const Told told = told_by(diagnostics, table->rules[0].span.place().line);
    const Tried tried = Trial(points_of(*table, inputs, written), written).tried;

    CHECK_FALSE(told.unproved);
    CHECK_EQ(!told.gaps.empty(), tried.gap && !written.incomplete);
    for (const std::string& gap : told.gaps) CHECK_EQ(rows_at_witness(*table, inputs, gap), 0);
    const std::set<std::size_t> all = rows_in(~std::uint64_t{0}, written.rows);
    const std::set<std::size_t> matched = rows_in(tried.matched, written.rows);
    const std::set<std::size_t> chosen = rows_in(tried.chosen, written.rows);
    for (const std::size_t row : all) {
      CAPTURE(row);
      CHECK_EQ(told.impossible.contains(row), !matched.contains(row));
      CHECK_EQ(told.dead.contains(row), matched.contains(row) && !chosen.contains(row));
    }
    const bool one_only = written.hit == HitPolicy::kUnique || written.hit == HitPolicy::kAny;
    CHECK_EQ(told.overlaps, one_only ? overlapping_pairs(tried, written) : 0);
    if (diagnostics.empty()) ++sound;
  }
  CHECK_GT(sound, wanted / 20);
}

}  // namespace
}  // namespace zhaoshang
