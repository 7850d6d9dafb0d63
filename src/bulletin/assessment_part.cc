// Assessments as a notice shows them: tables of those who were assessed, by group and rank.
#include <algorithm>

#include "bulletin/league_chart.h"
#include "bulletin/notice_time.h"
#include "bulletin/shown_cells.h"
#include "bulletin/table_parts.h"
#include "scheme/measured_span.h"

namespace zhaoshang {
namespace {

/// Up to this many indicators show what was reached and how much of the target; more show their
/// scores alone.
constexpr std::size_t kMostInDetail = 3;

/// A column of the whole league.
struct LeagueColumn {
  std::string heading;
  std::vector<Cell> cells;
  bool is_group = false;

  bool is_empty() const {
    return std::all_of(cells.begin(), cells.end(),
                       [](const Cell& cell) { return cell.kind == Cell::Kind::kEmpty; });
  }
};

class AssessmentPart {
 public:
  AssessmentPart(const Figures& figures, const Figures* before, std::size_t assessment,
                 const std::string& title, const NoticeWords& words)
      : figures_(figures),
        plan_(figures.plan().assessments[assessment]),
        result_(figures.assessment(assessment)),
        title_(title),
        words_(words) {
    if (before != nullptr && plan_.rank) take_ranks_before(before->assessment(assessment));
  }

  League league() {
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
    League league;
    league.tables = tables();
    league.charts = charts();
    return league;
  }

 private:
  /// An indicator with a completion, and how much of each row's target should be there by now.
  using ItemOfLeague = std::pair<const ItemResult*, std::vector<std::optional<Decimal>>>;

  Cell text(const std::string& text) const {
    return text.empty() ? shown_cell(Value(), figures_, {}, words_) : text_cell(text);
  }

  Cell number(const Value& value, const std::optional<Located<RoundingRule>>& round) const {
    return shown_cell(value, figures_,
                      {{"", round ? std::optional(round->value.quantum) : std::nullopt}, false},
                      words_);
  }

  /// Where all had one rank or none, nothing was ranked yet.
  void take_ranks_before(const AssessmentResult& before) {
    if (before.rank.size() != result_.rank.size()) return;
    std::optional<Decimal> first;
    bool differ = false;
    for (std::uint32_t row = 0; row < before.rank.size(); ++row) {
      const Value rank = before.rank.at(row);
      if (rank.is_null()) continue;
      differ = differ || (first && *first != rank.number());
      if (!first) first = rank.number();
    }
    if (differ) before_ = &before;
  }

  bool is_by_group() const { return plan_.form->rank && plan_.form->rank->within_group; }

  /// By group and rank, then by id; whoever has no rank comes last.
  void choose_rows() {
    for (std::uint32_t row = 0; row < figures_.row_count(plan_.table); ++row) {
      if (result_.assessed.at(row).is_true()) rows_.push_back(row);
    }
    const auto key = [&](std::uint32_t row) {
      const Value rank = result_.rank.at(row);
      return std::tuple(is_by_group() ? place_of_group(row) : std::pair<std::size_t, std::string>(),
                        rank.is_null(), rank.is_null() ? Decimal() : rank.number(),
                        figures_.id(plan_.table, row));
    };
    std::stable_sort(rows_.begin(), rows_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
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
    LeagueColumn column{words_.of(heading), {}, false};
    for (const std::uint32_t row : rows_) column.cells.push_back(cell_of(row));
    if (!column.is_empty()) columns_.push_back(std::move(column));
  }

  void add_subjects() {
    add_column({"名次", "rank"},
               [&](std::uint32_t row) { return number(result_.rank.at(row), {}); });
    if (before_ != nullptr) {
      add_column({"上期", "before"},
                 [&](std::uint32_t row) { return number(before_->rank.at(row), {}); });
      add_column({"升降", "move"}, [&](std::uint32_t row) { return move_of(row); });
    }
    add_column({"编号", "id"},
               [&](std::uint32_t row) { return text(figures_.id(plan_.table, row)); });
    add_column({"名称", "name"},
               [&](std::uint32_t row) { return text(figures_.label(plan_.table, row)); });
    const std::size_t columns = columns_.size();
    add_column({"组别", "group"},
               [&](std::uint32_t row) { return text(figures_.group(plan_.table, row)); });
    if (columns_.size() == columns) return;
    // The title tells the one group that all are of.
    const std::vector<Cell>& groups = columns_.back().cells;
    const bool is_one = std::all_of(groups.begin(), groups.end(),
                                    [&](const Cell& each) { return each == groups.front(); });
    columns_.back().is_group = true;
    if (is_one) columns_.pop_back();
  }

  /// ↑2: two places better than in the period before.
  Cell move_of(std::uint32_t row) const {
    const Value now = result_.rank.at(row);
    const Value then = before_->rank.at(row);
    if (now.is_null()) return text("");
    if (then.is_null()) return plain_cell(words_.of({"新", "new"}));
    const Decimal up = then.number() - now.number();
    if (up == Decimal()) return plain_cell(words_.of({"平", "same"}));
    return plain_cell((up > Decimal() ? "↑" : "↓") + up.abs().to_string());
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
    shows_score_ = leaves.size() != 1 || measured_.empty();
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
    const std::size_t columns = columns_.size();
    add_column({"完成率", "completion"}, [&](std::uint32_t row) {
      return shown_cell(item.completion.at(row), figures_, {{}, true}, words_);
    });
    if (columns_.size() == columns) return;  // nobody has a target
    add_column({"进度", "progress"}, [&](std::uint32_t row) {
      const Value completion = item.completion.at(row);
      return completion.is_null() ? text("") : plain_cell(bar_text(completion.number()));
    });
    measured_.emplace_back(&item, due_shares(item));
    add_against_time(measured_.back());
  }

  /// How much of each target should be there by now.
  std::vector<std::optional<Decimal>> due_shares(const ItemResult& item) const {
    std::vector<std::optional<Decimal>> shares(figures_.row_count(plan_.table));
    if (!item.plan->target) return shares;
    const Field& target = figures_.plan().field(plan_.table, *item.plan->target);
    if (!target.target) return shares;
    const std::vector<TargetParts> parts = figures_.all_target_parts(*target.target);
    const bool of_year = figures_.run().period.grain == CalendarGrain::kYear ||
                         grows_over_year(figures_.plan(), plan_.table, *item.plan->measure);
    for (std::size_t row = 0; row < parts.size(); ++row)
      shares[row] = due_share(parts[row], of_year, figures_);
    return shares;
  }

  /// Said while time is left for somebody's target.
  void add_against_time(const ItemOfLeague& measured) {
    const bool is_over = std::none_of(rows_.begin(), rows_.end(), [&](std::uint32_t row) {
      return measured.second[row] && *measured.second[row] < Decimal(1);
    });
    if (is_over) return;
    add_column({"比时间进度(百分点)", "ahead of time (points)"}, [&](std::uint32_t row) {
      const Value completion = measured.first->completion.at(row);
      const std::optional<Decimal>& share = measured.second[row];
      if (completion.is_null() || !share) return text("");
      return Cell{Cell::Kind::kNumber, signed_points(completion.number() - *share)};
    });
  }

  std::string title_of(const ItemResult& item) const {
    const std::string& own = item.plan->form->head.title;
    if (!own.empty() || !item.plan->measure) return own.empty() ? item.plan->id : own;
    return figures_.plan().field(plan_.table, *item.plan->measure).title;
  }

  /// One a group where ranks are within groups and there is more than one, else one.
  std::vector<League::OfGroup> tables() const {
    std::vector<League::OfGroup> tables;
    const bool splits =
        is_by_group() && !rows_.empty() &&
        figures_.group(plan_.table, rows_.front()) != figures_.group(plan_.table, rows_.back());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::string group = splits ? figures_.group(plan_.table, rows_[i]) : std::string();
      if (tables.empty() || tables.back().group != group) {
        tables.push_back({group, {}});
        for (const LeagueColumn& column : columns_) {
          if (!(splits && column.is_group))
            tables.back().table.columns.push_back({column.heading, column.heading});
        }
      }
      std::vector<Cell>& cells = tables.back().table.rows.emplace_back();
      for (const LeagueColumn& column : columns_) {
        if (!(splits && column.is_group)) cells.push_back(column.cells[i]);
      }
    }
    return tables;
  }

  std::vector<BarChart> charts() const {
    const LeagueChart chart(figures_, plan_.table, rows_, is_by_group(), words_);
    std::vector<BarChart> charts;
    for (const auto& [item, shares] : measured_) {
      const std::string title = title_ + words_.of({"：", ": "}) + title_of(*item) +
                                words_.of({"完成率", ", completion"});
      if (auto made = chart.of_completion(title, item->completion, shares))
        charts.push_back(std::move(*made));
    }
    if (!shows_score_) return charts;
    if (auto made = chart.of_scores(title_ + words_.of({"：得分", ": scores"}), result_.score))
      charts.push_back(std::move(*made));
    return charts;
  }

  const Figures& figures_;
  const AssessmentPlan& plan_;
  const AssessmentResult& result_;
  const std::string& title_;
  const NoticeWords& words_;
  const AssessmentResult* before_ = nullptr;
  std::vector<std::uint32_t> rows_;
  std::vector<LeagueColumn> columns_;
  std::vector<ItemOfLeague> measured_;  // those with a completion
  bool shows_score_ = true;             // it is no indicator's completion
};

}  // namespace

League league_of(const Figures& figures, const Figures* before, std::size_t assessment,
                 const std::string& title, const NoticeWords& words) {
  return AssessmentPart(figures, before, assessment, title, words).league();
}

}  // namespace zhaoshang
