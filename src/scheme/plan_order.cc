#include "scheme/plan_order.h"

#include <algorithm>
#include <map>

#include "scheme/plan_diagnostics.h"

namespace zhaoshang {

namespace {

/// What is worked out as one: a field, an assessment, or all folds of one pass over a streamed
/// table.
struct Item {
  enum class Kind : std::uint8_t { kField, kAssessment, kStream };
  Kind kind = Kind::kField;
  std::uint32_t table = 0;  // of a field and a stream
  std::size_t index = 0;    // of a field and an assessment
  auto operator<=>(const Item&) const = default;
};

/// Walks from every item to what it reads, depth first.
class Order {
 public:
  Order(const Plan& plan, Diagnostics& diagnostics) : plan_(plan), diagnostics_(diagnostics) {
    for (const PlanTable& table : plan_.tables()) {
      for (const Field& field : table.fields) {
        if (field.fold) folds_[field.fold->child].push_back(field.fold.get());
      }
    }
  }

  void check() {
    for (std::size_t k = 0; k < plan_.assessments.size(); ++k)
      enter({Item::Kind::kAssessment, 0, k});
    for (const auto& [table, folds] : folds_) enter({Item::Kind::kStream, table, 0});
    for (std::uint32_t table = 0; table < plan_.tables().size(); ++table) {
      for (std::size_t field = 0; field < plan_.table(table).fields.size(); ++field)
        enter({Item::Kind::kField, table, field});
    }
  }

 private:
  enum class State : std::uint8_t { kOpen, kDone };

  void enter(const Item& item) {
    if (const auto known = states_.find(item); known != states_.end()) {
      if (known->second == State::kOpen) report(item);
      return;
    }
    states_[item] = State::kOpen;
    path_.push_back(item);
    switch (item.kind) {
      case Item::Kind::kField: read(plan_.table(item.table).fields[item.index]); break;
      case Item::Kind::kAssessment: read(plan_.assessments[item.index]); break;
      case Item::Kind::kStream:
        for (const Fold* fold : folds_[item.table]) {
          read(fold->filter);
          read(fold->element);
        }
        break;
    }
    path_.pop_back();
    states_[item] = State::kDone;
  }

  void read(const NodePtr& program) {
    if (!program) return;
    visit(*program, [&](const Node& node) {
      const bool reads = node.kind == NodeKind::kFrameField || node.kind == NodeKind::kField;
      if (reads) enter({Item::Kind::kField, node.table, node.index});
    });
  }
  void read(const Program& program) { read(program.root); }

  void read(const Field& field) {
    if (field.fold) enter({Item::Kind::kStream, field.fold->child, 0});
    if (field.assessment) enter({Item::Kind::kAssessment, 0, *field.assessment});
    read(field.program);
    if (field.kind == Field::Kind::kNative && field.name == "group") {
      for (const PlanGroup& each : plan_.groups) read(each.holds);
    }
    if (!field.target) return;
    const TargetPlan& target = plan_.targets[*field.target];
    for (const Program* program : {&target.is, &target.applies, &target.missing}) read(*program);
  }

  void read(const AssessmentPlan& plan) {
    for (const Program* program : {&plan.applies, &plan.cap, &plan.floor}) read(*program);
    for (const IndicatorPlan& item : plan.indicators) read(plan, item);
    read(plan.score);
    if (plan.rank) {
      for (const RankPlan::Key& key : plan.rank->keys) read(key.by);
    }
    for (const RatingRulePlan& rule : plan.rating) {
      read(rule.when);
      read(rule.due);
    }
  }

  void read(const AssessmentPlan& assessment, const IndicatorPlan& item) {
    for (const auto& figure : {item.measure, item.target, item.completion}) {
      if (figure) enter({Item::Kind::kField, assessment.table, *figure});
    }
    read(item.applies);
    read(item.weight);
    for (const NodePtr* part :
         {&item.cap, &item.floor, &item.otherwise, &item.min_max_of, &item.min_max_low,
          &item.min_max_high, &item.min_max_all_equal, &item.score}) {
      read(*part);
    }
    for (const IndicatorPlan& nested : item.items) read(assessment, nested);
  }

  std::string name_of(const Item& item) const {
    switch (item.kind) {
      case Item::Kind::kField:
        return plan_.table(item.table).name + "." + plan_.table(item.table).fields[item.index].name;
      case Item::Kind::kAssessment: return plan_.assessments[item.index].name;
      case Item::Kind::kStream: return plan_.table(item.table).name;
    }
    return {};
  }

  /// Where the policy wrote it; nowhere for what the plan adds itself.
  Span span_of(const Item& item) const {
    switch (item.kind) {
      case Item::Kind::kField: return plan_.table(item.table).fields[item.index].span;
      case Item::Kind::kAssessment: return plan_.assessments[item.index].form->span;
      case Item::Kind::kStream: return folds_.at(item.table).front()->span;
    }
    return {};
  }

  bool is_shown(const Item& item) const {
    return item.kind != Item::Kind::kField || !plan_.table(item.table).fields[item.index].fold;
  }

  void report(const Item& again) {
    std::vector<std::string> names;
    const auto first = std::find(path_.begin(), path_.end(), again);
    for (auto each = first; each != path_.end(); ++each) {
      if (is_shown(*each)) names.push_back(name_of(*each));
    }
    names.push_back(name_of(again));
    diagnostics_.add(plan_diagnostics::cycle(span_of(again), names));
  }

  const Plan& plan_;
  Diagnostics& diagnostics_;
  std::map<std::uint32_t, std::vector<const Fold*>> folds_;
  std::map<Item, State> states_;
  std::vector<Item> path_;
};

}  // namespace

void check_order(const Plan& plan, Diagnostics& diagnostics) { Order(plan, diagnostics).check(); }

}  // namespace zhaoshang
