#include "scheme/plan_expressions.h"

#include <utility>

namespace zhaoshang {
namespace {

class Expressions {
 public:
  Expressions(const Plan& plan, const std::function<void(const Node&)>& visit)
      : plan_(plan), visit_(visit) {}

  void visit() {
    look(plan_.roster);
    look(plan_.attendance.requirements);
    for (const AssessmentPlan& each : plan_.assessments) look(each);
    look(plan_.reward);
    for (const TargetPlan& each : plan_.targets) {
      look_all(each.is, each.applies, each.missing);
      look(each.phases);
    }
    for (const PlanCredit& each : plan_.credits) look_all(each.applies, each.to, each.share);
    for (const PlanGroup& each : plan_.groups) look(each.holds);
  }

 private:
  template <typename... Each>
  void look_all(const Each&... each) {
    (look(each), ...);
  }
  template <typename Each>
  void look(const std::vector<Each>& all) {
    for (const Each& each : all) look(each);
  }
  void look(const NodePtr& root) {
    if (root) visit_(*root);
  }
  void look(const Program& program) { look(program.root); }
  void look(const MessagePlan& message) {
    for (const MessagePlan::Part& part : message.parts) look(part.expression);
  }
  void look(const RequirementPlan& each) {
    look_all(each.when, each.require, each.due, each.message);
  }
  void look(const RankPlan::Key& key) { look(key.by); }
  void look(const IndicatorPlan& each) {
    look_all(each.applies, each.weight, each.cap, each.floor, each.otherwise, each.min_max_of,
             each.min_max_low, each.min_max_high, each.min_max_all_equal, each.score, each.items);
  }
  void look(const RatingRulePlan& each) { look_all(each.when, each.due); }
  void look(const AssessmentPlan& each) {
    look_all(each.applies, each.indicators, each.score, each.cap, each.floor, each.counted_when,
             each.rating, each.requirements);
    if (each.rank) look(each.rank->keys);
  }
  void look(const InstalmentPlan& each) { look_all(each.share, each.on); }
  void look(const AwardPlan& each) {
    look_all(each.due, each.when, each.amount, each.to, each.excluded, each.awaits, each.among,
             each.shares, each.excluded_note, each.awaits_note, each.quota_first, each.quota_by,
             each.pay);
  }
  void look(const PoolPlan& each) { look_all(each.amount, each.by); }
  void look(const CapPlan& each) { look_all(each.to, each.within_span); }
  void look(const ClawbackPlan& each) { look_all(each.when, each.share); }
  void look(const RewardPlan& reward) {
    look_all(reward.awards, reward.pools, reward.caps, reward.clawbacks, reward.requirements,
             reward.notice_from, reward.notice_days, reward.notice_text);
  }

  const Plan& plan_;
  const std::function<void(const Node&)>& visit_;
};

}  // namespace

void each_rule_expression(const Plan& plan, const std::function<void(const Node&)>& visit) {
  Expressions(plan, visit).visit();
}

}  // namespace zhaoshang
