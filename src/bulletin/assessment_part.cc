// Assessments as a notice shows them.
#include <algorithm>

#include "bulletin/shown_cells.h"
#include "bulletin/table_parts.h"
#include "engine/value/operations.h"

namespace zhaoshang {
namespace {

/// Up to this many indicators show what was reached and how much of the target; more show their
/// scores alone.
constexpr std::size_t kMostInDetail = 3;

class AssessmentPart {
 public:
  AssessmentPart(const Figures& figures, std::size_t assessment, const NoticeWords& words)
      : figures_(figures),
        plan_(figures.plan().assessments[assessment]),
        result_(figures.assessment(assessment)),
        words_(words) {}

  ReportTable table() {
    choose_rows();
    add_subjects();
    add_indicators();
    add_column({"得分", "score"},
               [&](std::uint32_t row) { return number(result_.score.at(row), plan_.form->round); });
    add_column({"等次", "rating"}, [&](std::uint32_t row) {
      return shown_cell(result_.rating.at(row), figures_, {}, words_);
    });
    add_column({"原因", "reason"},
               [&](std::uint32_t row) { return text(words_.clauses(result_.reasons[row])); });
    add_column({"处理", "action"}, [&](std::uint32_t row) { return text(result_.actions[row]); });
    return std::move(table_);
  }

 private:
  Cell text(const std::string& text) const {
    return text.empty() ? shown_cell(Value(), figures_, {}, words_) : text_cell(text);
  }

  Cell number(const Value& value, const std::optional<Located<RoundingRule>>& round) const {
    return shown_cell(value, figures_,
                      {{"", round ? std::optional(round->value.quantum) : std::nullopt}, false},
                      words_);
  }

  /// By group and rank, then by id; whoever has no rank comes last.
  void choose_rows() {
    for (std::uint32_t row = 0; row < figures_.row_count(plan_.table); ++row) {
      if (result_.assessed.at(row).is_true()) rows_.push_back(row);
    }
    const bool by_group = plan_.form->rank && plan_.form->rank->within_group;
    const auto key = [&](std::uint32_t row) {
      const Value rank = result_.rank.at(row);
      return std::tuple(by_group ? place_of_group(row) : std::pair<std::size_t, std::string>(),
                        rank.is_null(), rank.is_null() ? Decimal() : rank.number(),
                        figures_.id(plan_.table, row));
    };
    std::stable_sort(rows_.begin(), rows_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    table_.rows.resize(rows_.size());
  }

  /// Groups stand in the order of the scheme, those that it does not name by their names.
  std::pair<std::size_t, std::string> place_of_group(std::uint32_t row) const {
    const std::string group = figures_.group(plan_.table, row);
    const std::vector<Group>& groups = figures_.plan().policy().groups;
    const auto found = std::find_if(groups.begin(), groups.end(),
                                    [&](const Group& each) { return each.name == group; });
    return {static_cast<std::size_t>(found - groups.begin()), group};
  }

  /// A column that says nothing of anyone is left out.
  template <class CellOf>
  void add_column(const Message& heading, const CellOf& cell_of) {
    std::vector<Cell> cells;
    for (const std::uint32_t row : rows_) cells.push_back(cell_of(row));
    const bool is_empty = std::all_of(cells.begin(), cells.end(), [](const Cell& cell) {
      return cell.kind == Cell::Kind::kEmpty;
    });
    if (is_empty && !rows_.empty()) return;
    const std::string& title = words_.of(heading);
    table_.columns.push_back({title, title});
    for (std::size_t i = 0; i < rows_.size(); ++i) table_.rows[i].push_back(std::move(cells[i]));
  }

  void add_subjects() {
    add_column({"名次", "rank"},
               [&](std::uint32_t row) { return number(result_.rank.at(row), {}); });
    add_column({"编号", "id"},
               [&](std::uint32_t row) { return text(figures_.id(plan_.table, row)); });
    add_column({"名称", "name"},
               [&](std::uint32_t row) { return text(figures_.label(plan_.table, row)); });
    add_column({"组别", "group"},
               [&](std::uint32_t row) { return text(figures_.group(plan_.table, row)); });
  }

  void add_indicators() {
    std::vector<const ItemResult*> leaves;
    for (const ItemResult& item : result_.items) {
      if (item.plan->items.empty()) leaves.push_back(&item);
    }
    const bool in_detail = leaves.size() <= kMostInDetail;
    for (const ItemResult* item : leaves) {
      if (in_detail) add_measure(*item);
      if (leaves.size() == 1) continue;  // its score is the total's
      const std::string title = title_of(*item) + (in_detail ? words_.of({"得分", " score"}) : "");
      add_column({title, title}, [&](std::uint32_t row) {
        return number(item->score.at(row), item->plan->form->round);
      });
    }
  }

  void add_measure(const ItemResult& item) {
    if (!item.plan->measure) return;
    const Field& measure = figures_.plan().field(plan_.table, *item.plan->measure);
    const ShownAs as = shown_as(measure);
    const std::string unit = measure.unit.empty() ? "" : "(" + measure.unit + ")";
    add_column({measure.title + unit, measure.title + unit}, [&](std::uint32_t row) {
      return shown_cell(item.actual.at(row), figures_, as, words_);
    });
    add_column({"目标" + unit, "target" + unit}, [&](std::uint32_t row) {
      return shown_cell(item.target.at(row), figures_, as, words_);
    });
    add_column({"完成率", "completion"}, [&](std::uint32_t row) {
      return shown_cell(item.completion.at(row), figures_, {{}, true}, words_);
    });
  }

  std::string title_of(const ItemResult& item) const {
    const std::string& own = item.plan->form->head.title;
    if (!own.empty() || !item.plan->measure) return own.empty() ? item.plan->id : own;
    return figures_.plan().field(plan_.table, *item.plan->measure).title;
  }

  const Figures& figures_;
  const AssessmentPlan& plan_;
  const AssessmentResult& result_;
  const NoticeWords& words_;
  std::vector<std::uint32_t> rows_;
  ReportTable table_;
};

}  // namespace

ReportTable table_of_assessment(const Figures& figures, std::size_t assessment,
                                const NoticeWords& words) {
  return AssessmentPart(figures, assessment, words).table();
}

}  // namespace zhaoshang
