// Credits: credits.csv has its own rows; projects without any get theirs from the policy's rules,
// else from their unit and team.
#include <algorithm>

#include "engine/rules/allocation.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

constexpr std::string_view kCredits = "credits";
constexpr std::string_view kProjects = "projects";

/// Shares of those who share alike are told to the ten-thousandth.
const Decimal kShareQuantum = Decimal::scaled(1, -4);

std::vector<RowRef> rows_in(const Value& value) {
  std::vector<RowRef> rows;
  const List list = value.is(TypeKind::kList) ? value.list() : List{value};
  for (const Value& each : list) {
    if (each.is(TypeKind::kRow)) rows.push_back(each.row());
  }
  return rows;
}

/// The credits that the rules give to projects without rows of their own.
class CreditRules {
 public:
  CreditRules(const Figures& figures, std::uint32_t projects, const std::vector<bool>& has_own,
              std::vector<ExcessCredit>& excess)
      : figures_(figures),
        evaluator_(figures),
        all_(Frame::all_rows(projects, has_own.size())),
        has_own_(has_own),
        excess_(excess) {}

  void give(const PlanCredit& rule) {
    if (!rule.to || all_.size == 0) return;
    std::vector<std::uint32_t> where;
    for (std::uint32_t project = 0; project < all_.size; ++project) {
      if (!has_own_[project]) where.push_back(project);
    }
    if (rule.applies) {
      const std::vector<std::uint32_t> applies =
          evaluator_.positions_where(*rule.applies.root, all_);
      std::erase_if(where, [&](std::uint32_t project) {
        return !std::binary_search(applies.begin(), applies.end(), project);
      });
    }
    if (where.empty()) return;
    const Frame part = all_.at(where);
    const Column to = evaluator_.evaluate(*rule.to.root, part);
    const Column share = rule.share ? evaluator_.evaluate(*rule.share.root, part)
                                    : Column::constant(Value(1), part.size);
    for (std::size_t i = 0; i < where.size(); ++i)
      give(*rule.form, where[i], rows_in(to.at(i)), share.at(i));
  }

  std::vector<MadeCredit> made;

 private:
  void give(const CreditForm& form, std::uint32_t project, std::vector<RowRef> recipients,
            const Value& share) {
    const auto most = static_cast<std::size_t>(form.at_most.value_or(0));
    if (form.at_most && recipients.size() > most) {
      if (form.over == CreditForm::Over::kError)
        excess_.push_back({&form, project, recipients.size()});
      if (form.over != CreditForm::Over::kFirst) return;
      recipients.resize(most);
    }
    std::vector<Decimal> shares(recipients.size(),
                                share.is(TypeKind::kNumber) ? share.number() : Decimal());
    if (form.share == CreditForm::Share::kEqual) {
      std::vector<Value> keys;
      for (const RowRef& each : recipients) keys.emplace_back(figures_.id(each.table, each.row));
      if (const auto parts = split_equally(Decimal(1), keys, kShareQuantum)) shares = *parts;
    }
    for (std::size_t i = 0; i < recipients.size(); ++i)
      made.push_back({project, form.role, recipients[i], shares[i]});
  }

  const Figures& figures_;
  Evaluator evaluator_;
  Frame all_;
  const std::vector<bool>& has_own_;
  std::vector<ExcessCredit>& excess_;
};

}  // namespace

void Figures::complete_credits() {
  const auto credits = plan_.find_table(kCredits);
  const auto projects = plan_.find_table(kProjects);
  if (!credits || !projects) return;
  std::vector<bool> has_own(cache_->rows[*projects].size, false);
  Step to_project;
  to_project.target = *projects;
  to_project.id_column =
      static_cast<std::uint32_t>(*plan_.table(*credits).schema.index("project_id"));
  for (std::uint32_t project : follow_one(cache_->rows[*credits], to_project)) {
    if (project != kNoRow) has_own[project] = true;
  }
  CreditRules rules(*this, *projects, has_own, cache_->excess_credits);
  for (const PlanCredit& rule : plan_.credits) rules.give(rule);
  if (plan_.credits.empty()) {
    for (std::string_view name : {"unit", "team"}) {
      const Column to = field(*projects, name);
      for (std::uint32_t project = 0; project < has_own.size(); ++project) {
        const Value subject = to.at(project);
        if (!has_own[project] && subject.is(TypeKind::kRow))
          rules.made.push_back({project, "", subject.row(), Decimal(1)});
      }
    }
  }
  add_credits(*credits, rules.made);
}

void Figures::add_credits(std::uint32_t credits, const std::vector<MadeCredit>& made) {
  TableRows& rows = cache_->rows[credits];
  const TableSchema& schema = plan_.table(credits).schema;
  const std::uint32_t projects = *plan_.find_table(kProjects);
  std::vector<ColumnBuilder> builders;
  for (const ColumnSchema& each : schema.columns) builders.emplace_back(each.type());
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    for (std::size_t c = 0; c < schema.columns.size(); ++c)
      builders[c].append(rows.stored[c].at(row));
  }
  for (const MadeCredit& credit : made) {
    for (std::size_t c = 0; c < schema.columns.size(); ++c) {
      const std::string& name = schema.columns[c].name;
      Value value;
      if (name == "project_id") value = Value(id(projects, credit.project));
      if (name == "role" && !credit.role.empty()) value = Value(credit.role);
      if (name == "subject_kind")
        value = Value(std::string(words_of(*plan_.table(credit.to.table).subject).word));
      if (name == "subject_id") value = Value(id(credit.to.table, credit.to.row));
      if (name == "share") value = credit.share;
      builders[c].append(value);
    }
    // What a rule gave stands where the project's own row stands.
    const TableRows& from = cache_->rows[projects];
    rows.lines.push_back(from.lines[credit.project]);
    rows.file_of.push_back(
        static_cast<std::uint16_t>(cache_->files[credits].size() + from.file_of[credit.project]));
  }
  cache_->files[credits].insert(cache_->files[credits].end(), cache_->files[projects].begin(),
                                cache_->files[projects].end());
  rows.size += made.size();
  for (std::size_t c = 0; c < builders.size(); ++c) rows.stored[c] = builders[c].finish();
  rows.fields.clear();
  cache_->keys.erase(credits);
  std::erase_if(cache_->followed,
                [&](const auto& entry) { return std::get<0>(entry.first) == credits; });
}

const std::vector<ExcessCredit>& Figures::excess_credits() const { return cache_->excess_credits; }

}  // namespace zhaoshang
