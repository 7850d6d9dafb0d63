// Builds a Plan: declares tables and figures, then compiles every rule of every section. In: a
// Policy. Out: the Plan's members; every fault in the diagnostics.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scheme/plan.h"
#include "scheme/plan_values.h"

namespace zhaoshang {

class PlanBuilder {
 public:
  PlanBuilder(Plan& plan, Diagnostics& diagnostics);
  void build(const TableNames& streamed);

 private:
  // Declaring: plan_figures.cc
  void declare_parameters();
  void declare_figures();
  void declare_fact(const FactForm& fact);
  void declare_measure(const MeasureForm& measure);
  void declare_attendance();
  void declare_assessment(std::size_t assessment);
  Type place_type(const WordOrParameter* ties) const;
  void declare_prelude();
  Field* add_program(std::string_view table, const std::string& name, const ValueForm& form,
                     const Span& span);
  Field* add_native(std::uint32_t table, std::string name, Type type,
                    std::function<Column(const Figures&)> native);
  /// A figure that the plan itself defines in FEEL.
  Field* add_text(std::uint32_t table, const std::string& name, std::string definition);
  std::optional<std::uint32_t> table_known(std::string_view name, const Span& span);
  /// The same of a table whose rows a rule is about.
  std::optional<std::uint32_t> table_named(std::string_view name, const Span& span);

  // Compiling: plan_rules.cc
  void compile_credits();
  void compile_groups();
  void compile_figures();
  void compile_roster();
  void compile_attendance();
  void compile_assessments();
  void compile_reward();
  void compile_bulletins();
  Program recipients(const CreditForm& form, std::uint32_t projects);
  RequirementPlan requirement(const Requirement& form);
  std::vector<RequirementPlan> requirements(const std::vector<Requirement>& forms);
  MessagePlan message(const TextTemplate& text, std::optional<std::uint32_t> table);
  IndicatorPlan indicator(const AssessmentForm& assessment, const IndicatorForm& form,
                          IndicatorPlan::Part part, std::uint32_t table);
  AwardPlan award(const AwardForm& form);
  std::string heading_of(const Node* figure, const std::string& text) const;
  BulletinPartPlan bulletin_part(const BulletinPart& form);
  std::vector<RankPlan::Key> keys(const std::vector<RankKey>& forms, const ValueScope& scope);
  Program program(const std::optional<Feel>& feel, std::uint32_t table, TypeKind wanted,
                  std::string_view what);
  Program program(const Feel& feel, std::uint32_t table, TypeKind wanted, std::string_view what);
  Program program(const std::optional<Feel>& feel, std::uint32_t table);
  void check_default(const RatingForm& form, const Scale* scale);
  void check_weights(const AssessmentPlan& plan);
  void check_places(const AssessmentForm& form);
  std::vector<std::string> key_words() const;
  void check_key_word(const Located<std::string>& word, const AwardPlan& award);
  void check_per(const Located<std::string>& word, const std::vector<Located<std::string>>& of);
  void check_award_ids(const std::vector<Located<std::string>>& ids);

  Plan& plan_;
  Diagnostics& diagnostics_;
  ValueCompiler values_;
};

}  // namespace zhaoshang
