// Credits: credits.csv has its own rows; projects without any get theirs from the policy's rules,
// else from their unit and team.
#include <algorithm>
#include <set>

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

/// The roles that the file settles for each project. A role that no rule gives (or none) settles
/// the whole project: kEveryRole.
using OwnCredits = std::vector<std::set<std::string>>;
constexpr const char* kEveryRole = "*";

/// The credits that the rules give where the file has no rows of its own.
class CreditRules {
 public:
  CreditRules(const Figures& figures, std::uint32_t projects, const OwnCredits& own,
              std::vector<ExcessCredit>& excess)
      : figures_(figures),
        evaluator_(figures),
        all_(Frame::all_rows(projects, own.size())),
        own_(own),
        excess_(excess) {}

  void give(const PlanCredit& rule) {
    if (!rule.to || all_.size == 0) return;
    std::vector<std::uint32_t> where;
    for (std::uint32_t project = 0; project < all_.size; ++project) {
      const bool is_decided = own_[project].count(rule.form->role) != 0 ||
                              own_[project].count(kEveryRole) != 0 ||
                              (rule.form->role.empty() && !own_[project].empty());
      if (!is_decided) where.push_back(project);
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
      give(rule, where[i], rows_in(to.at(i)), share.at(i));
  }

  std::vector<MadeCredit> made;

 private:
  void give(const PlanCredit& rule, std::uint32_t project, std::vector<RowRef> recipients,
            const Value& share) {
    const CreditForm& form = *rule.form;
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
      made.push_back({project, form.role, recipients[i], shares[i], &rule, recipients, i});
  }

  const Figures& figures_;
  Evaluator evaluator_;
  Frame all_;
  const OwnCredits& own_;
  std::vector<ExcessCredit>& excess_;
};

}  // namespace

void Figures::complete_credits() const {
  const std::uint32_t credits = *plan_.find_table(kCredits);
  const std::uint32_t projects = *plan_.find_table(kProjects);
  OwnCredits own(row_count(projects));
  const TableSchema& schema = plan_.table(credits).schema;
  std::vector<Step> to_project(1);
  to_project[0].target = projects;
  to_project[0].id_column = static_cast<std::uint32_t>(*schema.index("project_id"));
  const TableRows& given = rows(credits);
  const std::vector<std::uint32_t> project_of = follow(given, to_project);
  for (std::uint32_t row = 0; row < project_of.size(); ++row) {
    if (project_of[row] == kNoRow) continue;
    const Value role = given.stored[*schema.index("role")].at(row);
    const std::string word = role.is(TypeKind::kText) ? std::string(role.text()) : std::string();
    const bool is_given = !word.empty() && std::any_of(plan_.credits.begin(), plan_.credits.end(),
                                                       [&](const PlanCredit& rule) {
                                                         return rule.form->role == word;
                                                       });
    own[project_of[row]].insert(is_given ? word : kEveryRole);
  }
  CreditRules rules(*this, projects, own, cache_->excess_credits);
  for (const PlanCredit& rule : plan_.credits) rules.give(rule);
  if (plan_.credits.empty()) {
    for (std::string_view name : {"unit", "team"}) {
      const Column to = field(projects, name);
      for (std::uint32_t project = 0; project < own.size(); ++project) {
        const Value subject = to.at(project);
        if (own[project].empty() && subject.is(TypeKind::kRow))
          rules.made.push_back({project, "", subject.row(), Decimal(1)});
      }
    }
  }
  add_credits(credits, std::move(rules.made));
}

void Figures::add_credits(std::uint32_t credits, std::vector<MadeCredit> made) const {
  TableRows& rows = mutable_rows(credits);
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
    const TableRows& from = this->rows(projects);
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
  cache_->made_credits = std::move(made);
}

const MadeCredit* Figures::made_credit(std::uint32_t table, std::uint32_t row) const {
  if (plan_.table(table).name != kCredits) return nullptr;
  const std::size_t count = row_count(table);
  const std::vector<MadeCredit>& made = cache_->made_credits;
  const std::size_t in_files = count - made.size();
  return row < in_files ? nullptr : &made[row - in_files];
}

const std::vector<ExcessCredit>& Figures::excess_credits() const {
  if (!plan_.credits.empty()) rows(*plan_.find_table(kCredits));  // which makes them
  return cache_->excess_credits;
}

}  // namespace zhaoshang
