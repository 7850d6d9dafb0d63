#include "commands/missing_caps.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "commands/reading_diagnostics.h"

namespace zhaoshang {
namespace {

/// What an amount does as the figures that it rests on grow.
enum class Growth {
  kBounded,
  kUnknown,  // it rests on a value that is worked out elsewhere in a way not looked into
  kGrows,
};

Growth most(Growth a, Growth b) { return std::max(a, b); }

/// Reads the amounts of one policy.
class Amounts {
 public:
  explicit Amounts(const Policy& policy) : policy_(policy) {}

  Growth growth(const ValueForm& value, const std::string& table) {
    if (value.cap) return Growth::kBounded;
    if (const auto* feel = std::get_if<Feel>(&value.is)) return growth(*feel, table);
    if (const auto* form = std::get_if<TableForm>(&value.is)) return results(*form, table);
    if (const auto* brackets = std::get_if<BracketForm>(&value.is)) return growth(*brackets);
    if (const auto* sheet = std::get_if<std::vector<SheetLine>>(&value.is))
      return growth(*sheet, table);
    return Growth::kUnknown;
  }

  /// Whether a cap is written anywhere in an amount.
  static bool has_cap(const ValueForm& value) {
    if (value.cap) return true;
    const auto* sheet = std::get_if<std::vector<SheetLine>>(&value.is);
    return sheet != nullptr && std::any_of(sheet->begin(), sheet->end(), [](const SheetLine& line) {
             return line.step == SheetLine::Step::kCap || (line.value && has_cap(*line.value));
           });
  }

 private:
  Growth growth(const Feel& feel, const std::string& table) {
    return feel.ast ? growth(*feel.ast, table) : Growth::kUnknown;
  }

  Growth results(const TableForm& form, const std::string& table) {
    Growth all = Growth::kBounded;
    for (const TableForm::Rule& rule : form.rules) {
      for (const auto& result : rule.results)
        if (result) all = most(all, growth(*result, table));
    }
    return all;
  }

  /// An amount for the bracket is one; a rate, a bare number or a share, grows with the amount.
  static Growth growth(const BracketForm& brackets) {
    Growth all = Growth::kBounded;
    for (const TableForm::Rule& rule : brackets.table.rules) {
      for (const auto& result : rule.results) {
        if (!result || !result->ast || result->ast->kind != AstKind::kLiteral)
          all = most(all, Growth::kUnknown);
        else if (result->ast->value.is(TypeKind::kNumber))
          all = Growth::kGrows;
      }
    }
    return all;
  }

  Growth growth(const std::vector<SheetLine>& sheet, const std::string& table) {
    Growth running = Growth::kBounded;
    for (const SheetLine& line : sheet) {
      if (!line.value || line.step == SheetLine::Step::kMinus) continue;
      if (line.step == SheetLine::Step::kCap)
        running = line.when ? most(running, Growth::kBounded) : Growth::kBounded;
      else
        running = most(running, growth(*line.value, table));
    }
    return running;
  }

  Growth growth(const Ast& ast, const std::string& table) {
    switch (ast.kind) {
      case AstKind::kLiteral: return Growth::kBounded;
      case AstKind::kName: return named(ast.text, table);
      case AstKind::kIf:
        return most(growth(*ast.children[1], table), growth(*ast.children[2], table));
      case AstKind::kPath: return Growth::kUnknown;
      case AstKind::kCall: return called(ast, table);
      case AstKind::kNegate: return growth(*ast.children[0], table);
      case AstKind::kBinary: return both(ast, table);
      default: return Growth::kUnknown;
    }
  }

  Growth both(const Ast& ast, const std::string& table) {
    // What is taken off, and what is divided by, let nothing grow.
    const bool first_only = ast.op == Operator::kSubtract || ast.op == Operator::kDivide;
    const Growth first = growth(*ast.children[0], table);
    return first_only ? first : most(first, growth(*ast.children[1], table));
  }

  Growth called(const Ast& ast, const std::string& table) {
    static const std::set<std::string_view> kFollows = {
        "whole steps", "begun steps", "proportional steps",
        "floor",       "ceiling",     "round up",
        "round down",  "decimal",     "max"};
    Growth least = Growth::kGrows;
    for (const AstPtr& each : ast.children) least = std::min(least, growth(*each, table));
    if (ast.text == "min") return ast.children.size() > 1 ? least : Growth::kUnknown;
    if (ast.text == "sum") return Growth::kGrows;
    if (kFollows.contains(ast.text) && !ast.children.empty()) {
      return growth(*ast.children.front(), table);
    }
    return Growth::kUnknown;
  }

  /// A parameter is what it is; a fact is looked into; anything else is a column.
  Growth named(const std::string& name, const std::string& table) {
    const auto& parameters = policy_.parameters;
    if (std::any_of(parameters.begin(), parameters.end(),
                    [&](const ParameterForm& each) { return each.name == name; }))
      return Growth::kBounded;
    for (const FactForm& fact : policy_.facts) {
      if (fact.table != table || fact.name != name) continue;
      if (!inside_.insert(name).second) return Growth::kUnknown;
      const Growth found = growth(fact.value, table);
      inside_.erase(name);
      return found;
    }
    return Growth::kGrows;
  }

  const Policy& policy_;
  std::set<std::string> inside_;  // facts that are being looked into
};

bool names(const std::vector<Located<std::string>>& ids, const std::string& id) {
  return std::any_of(ids.begin(), ids.end(),
                     [&](const Located<std::string>& each) { return each.value == id; });
}

/// Whether a rule of settlement limits what the award comes to.
bool is_limited(const RewardForm& reward, const AwardForm& award) {
  const auto holds = [&](const auto& ids) { return ids.empty() || names(ids, award.head.id); };
  return std::any_of(reward.caps.begin(), reward.caps.end(),
                     [&](const CapForm& cap) { return holds(cap.of); }) ||
         std::any_of(reward.pools.begin(), reward.pools.end(), [&](const PoolForm& pool) {
           return pool.over.word != "report" && holds(pool.draws);
         });
}

}  // namespace

void check_caps(const Policy& policy, Diagnostics& diagnostics) {
  const auto& awards = policy.reward.awards;
  const auto capped = std::find_if(awards.begin(), awards.end(), [](const AwardForm& each) {
    return Amounts::has_cap(each.amount);
  });
  if (capped == awards.end()) return;
  Amounts amounts(policy);
  for (const AwardForm& award : awards) {
    const bool is_paid =
        award.kind == AwardForm::Kind::kGrant || award.kind == AwardForm::Kind::kFund;
    if (!is_paid || Amounts::has_cap(award.amount) || is_limited(policy.reward, award)) continue;
    if (amounts.growth(award.amount, award.table) == Growth::kGrows)
      diagnostics.add(policy_reading_fault::no_cap(award.head, capped->head.id));
  }
}

}  // namespace zhaoshang
