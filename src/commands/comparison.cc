#include "commands/comparison.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "engine/value/exact_sum.h"

namespace zhaoshang {
namespace {

using Row = std::vector<Cell>;

/// A table whose columns are found by name.
class Rows {
 public:
  Rows(const ResultSet& set, std::string_view name) {
    const auto found = set.find(name);
    if (found != set.end()) table_ = &found->second;
  }
  const std::vector<Row>& all() const {
    static const std::vector<Row> kNone;
    return table_ == nullptr ? kNone : table_->rows;
  }
  const std::string& text(const Row& row, std::string_view column) const {
    static const std::string kEmpty;
    for (std::size_t k = 0; k < table_->columns.size(); ++k) {
      if (table_->columns[k].name == column) return row[k].text;
    }
    return kEmpty;
  }

 private:
  const ReportTable* table_ = nullptr;
};

/// What a result is about, and which of its cells may move.
struct Kind {
  std::string_view table;
  std::vector<std::string_view> key;
  std::string_view subject_kind, subject_id, subject;
  std::string_view what;  // the column that names the assessment or award
  std::vector<std::string_view> compared;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> kAll{
      {"assessment",
       {"subject_kind", "subject_id", "assessment"},
       "subject_kind",
       "subject_id",
       "subject",
       "assessment",
       {"score", "rank", "rating", "barred"}},
      {"awards",
       {"recipient_kind", "recipient_id", "award", "project_id", "instalment"},
       "recipient_kind",
       "recipient_id",
       "recipient",
       "award",
       {"amount", "status"}}};
  return kAll;
}

/// Rows by what they are about; equal ones are told apart by their number.
std::map<std::vector<std::string>, const Row*> by_key(const Rows& rows, const Kind& kind) {
  std::map<std::vector<std::string>, const Row*> keyed;
  for (const Row& row : rows.all()) {
    std::vector<std::string> key;
    for (const std::string_view column : kind.key) key.push_back(rows.text(row, column));
    key.emplace_back();
    for (int number = 1; !keyed.emplace(key, &row).second; ++number)
      key.back() = std::to_string(number);
  }
  return keyed;
}

std::optional<Decimal> number(const std::string& text) {
  return text.empty() ? std::optional(Decimal()) : Decimal::parse(text);
}

/// The places of an assessment on one side.
class Places {
 public:
  explicit Places(const ResultSet& set) : rows_(set, "assessment") {
    for (const Row& row : rows_.all()) {
      const auto rank = Decimal::parse(rows_.text(row, "rank"));
      if (rank) places_[list_of(row)].emplace_back(rows_.text(row, "subject_id"), *rank);
    }
  }
  /// Who stands before a subject in its list, as far as both have a place.
  std::set<std::string> before(const Row& row) const {
    std::set<std::string> ahead;
    const auto rank = Decimal::parse(rows_.text(row, "rank"));
    const auto list = places_.find(list_of(row));
    if (!rank || list == places_.end()) return ahead;
    for (const auto& [subject, place] : list->second)
      if (place < *rank) ahead.insert(subject);
    return ahead;
  }

 private:
  /// Those who are ranked together: of one assessment, kind and group.
  std::string list_of(const Row& row) const {
    return rows_.text(row, "assessment") + '\x1f' + rows_.text(row, "subject_kind") + '\x1f' +
           rows_.text(row, "group");
  }

  Rows rows_;
  std::map<std::string, std::vector<std::pair<std::string, Decimal>>> places_;
};

/// Who has come to stand before a subject that did not before.
std::string passed_by(const Places& a, const Row* before, const Places& b, const Row* after) {
  if (before == nullptr || after == nullptr) return {};
  const std::set<std::string> was = a.before(*before);
  std::string text;
  for (const std::string& each : b.before(*after))
    if (!was.contains(each)) text += (text.empty() ? "" : ";") + each;
  return text;
}

/// By how much a figure moved; empty: no figure.
Cell change(const std::string& before, const std::string& after) {
  const auto from = number(before), to = number(after);
  if (!from || !to || (before.empty() && after.empty())) return {};
  return {Cell::Kind::kNumber, (*to - *from).to_string()};
}

void compare_rows(const Kind& kind, const Rows& a, const Row* before, const Rows& b,
                  const Row* after, ReportTable& moves) {
  const auto either = [&](std::string_view column) {
    return after != nullptr ? b.text(*after, column) : a.text(*before, column);
  };
  for (const std::string_view column : kind.compared) {
    const std::string was = before != nullptr ? a.text(*before, column) : std::string();
    const std::string is = after != nullptr ? b.text(*after, column) : std::string();
    if (was == is) continue;
    moves.rows.push_back({text_cell(either(kind.subject_kind)), text_cell(either(kind.subject_id)),
                          text_cell(either(kind.subject)), text_cell(either(kind.what)),
                          text_cell(either("project_id")), plain_cell(std::string(column)),
                          text_cell(was), text_cell(is), change(was, is), Cell{}});
  }
}

/// Puts who passed a subject beside the place that it lost.
void tell_passed(std::vector<Row>& moves, std::size_t from, const std::string& text) {
  constexpr std::size_t kFigure = 5;
  for (std::size_t k = from; k < moves.size(); ++k)
    if (moves[k][kFigure].text == "rank") moves[k].back() = text_cell(text);
}

/// How many rows of an award are granted, and what they come to.
struct Total {
  std::size_t count = 0;
  ExactSum sum;
};

std::map<std::string, Total> totals(const Rows& rows, std::string_view by) {
  std::map<std::string, Total> all;
  for (const Row& row : rows.all()) {
    const std::string& status = rows.text(row, "status");
    const bool counts = status.empty() || status == "granted" || status == "reversed";
    Total& total = all[by.empty() ? std::string("payouts") : rows.text(row, by)];
    const auto amount = number(rows.text(row, "amount"));
    if (!counts || !amount) continue;
    ++total.count;
    total.sum.add(*amount);
  }
  return all;
}

}  // namespace

ReportTable moves_between(const ResultSet& a, const ResultSet& b) {
  ReportTable moves;
  moves.name = "moves";
  moves.columns = {{"subject_kind", "对象类别"},
                   {"subject_id", "对象编号"},
                   {"subject", "对象"},
                   {"of", "考核或奖项"},
                   {"project_id", "项目编号"},
                   {"figure", "指标"},
                   {"a", "A"},
                   {"b", "B"},
                   {"change", "变动"},
                   {"passed_by", "被超过"}};
  const Places places_a(a), places_b(b);
  for (const Kind& kind : kinds()) {
    const Rows left(a, kind.table), right(b, kind.table);
    const auto before = by_key(left, kind), after = by_key(right, kind);
    std::set<std::vector<std::string>> keys;
    for (const auto& [key, row] : before) keys.insert(key);
    for (const auto& [key, row] : after) keys.insert(key);
    for (const auto& key : keys) {
      const auto was = before.find(key);
      const auto is = after.find(key);
      const Row* const row_a = was == before.end() ? nullptr : was->second;
      const Row* const row_b = is == after.end() ? nullptr : is->second;
      const std::size_t from = moves.rows.size();
      compare_rows(kind, left, row_a, right, row_b, moves);
      if (kind.table == "assessment")
        tell_passed(moves.rows, from, passed_by(places_a, row_a, places_b, row_b));
    }
  }
  return moves;
}

ReportTable totals_of(const ResultSet& a, const ResultSet& b) {
  ReportTable table;
  table.name = "totals";
  table.columns = {{"of", "奖项"},         {"count_a", "A 笔数"},  {"count_b", "B 笔数"},
                   {"amount_a", "A 金额"}, {"amount_b", "B 金额"}, {"change", "变动"}};
  constexpr int kFen = 2;
  const auto add = [&](std::string_view name, std::string_view by) {
    auto left = totals(Rows(a, name), by), right = totals(Rows(b, name), by);
    std::set<std::string> keys;
    for (const auto& [key, total] : left) keys.insert(key);
    for (const auto& [key, total] : right) keys.insert(key);
    for (const std::string& key : keys) {
      const Decimal was = left[key].sum.total(), is = right[key].sum.total();
      table.rows.push_back({text_cell(key), plain_cell(std::to_string(left[key].count)),
                            plain_cell(std::to_string(right[key].count)), number_cell(was, kFen),
                            number_cell(is, kFen), number_cell(is - was, kFen)});
    }
  };
  add("awards", "award");
  add("payouts", "");
  return table;
}

}  // namespace zhaoshang
