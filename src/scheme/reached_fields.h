// What a run that prints one table of figures needs to work out. In: a plan and that table. Out:
// the fields that its rows or a rule read, directly or through one another. A pass over a long
// table leaves out the folds that are not among them.
#pragma once

#include <cstdint>
#include <vector>

#include "scheme/plan.h"

namespace zhaoshang {

class ReachedFields {
 public:
  /// All fields of all tables.
  ReachedFields() = default;
  /// Those of `printed`, of every rule, and what these read.
  ReachedFields(const Plan& plan, std::uint32_t printed);

  bool contains(std::uint32_t table, std::uint32_t field) const {
    return reaches_all_ || fields_[table][field];
  }

 private:
  void read(const Plan& plan, const Node& root);
  void add(const Plan& plan, std::uint32_t table, std::uint32_t field);

  bool reaches_all_ = true;
  std::vector<std::vector<bool>> fields_;  // by table
};

}  // namespace zhaoshang
