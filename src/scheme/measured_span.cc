#include "scheme/measured_span.h"

#include <set>
#include <utility>

namespace zhaoshang {
namespace {

/// Follows fields to the scope names that they read in the end.
class ScopeNamesRead {
 public:
  explicit ScopeNamesRead(const Plan& plan) : plan_(plan) {}

  void enter(std::uint32_t table, std::uint32_t field) {
    if (!entered_.insert({table, field}).second) return;
    const Field& declared = plan_.field(table, field);
    if (declared.fold) {
      read(declared.fold->filter);
      read(declared.fold->element);
    }
    read(declared.program.root);
  }
  bool has(ScopeName name) const { return names_.contains(name); }

 private:
  void read(const NodePtr& program) {
    if (!program) return;
    visit(*program, [&](const Node& node) {
      if (node.kind == NodeKind::kFrameField || node.kind == NodeKind::kField)
        enter(node.table, node.index);
      if (node.kind == NodeKind::kGlobal &&
          node.index <= static_cast<std::uint32_t>(ScopeName::kAsOf))
        names_.insert(static_cast<ScopeName>(node.index));
    });
  }

  const Plan& plan_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> entered_;
  std::set<ScopeName> names_;
};

}  // namespace

bool grows_over_year(const Plan& plan, std::uint32_t table, std::uint32_t field) {
  ScopeNamesRead names(plan);
  names.enter(table, field);
  return names.has(ScopeName::kToDate) && !names.has(ScopeName::kPeriod);
}

}  // namespace zhaoshang
