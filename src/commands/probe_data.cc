#include "commands/probe_data.h"

#include "engine/expr/evaluator.h"

namespace zhaoshang {

void ProbeData::set(FieldKey figure, Value value) {
  settings_[figure] = std::move(value);
  known_.clear();
}

Column ProbeData::field(std::uint32_t table, std::uint32_t index) const {
  const Field& field = plan_.field(table, index);
  if (const auto set = settings_.find({table, index}); set != settings_.end())
    return Column::constant(set->second, field.type, 1);
  const auto known = known_.find({table, index});
  if (known != known_.end()) return known->second;
  known_.emplace(FieldKey{table, index}, Column::constant(Value(), field.type, 1));
  if (field.kind == Field::Kind::kProgram && field.program) {
    known_.insert_or_assign(
        FieldKey{table, index},
        Evaluator(*this).evaluate(*field.program.root, Frame::all_rows(table, 1)));
  }
  return known_.at({table, index});
}

Value ProbeData::global(std::uint32_t global, std::optional<Date> day) const {
  return global < kFirstParameter ? Value() : plan_.global_on(global, day);
}

}  // namespace zhaoshang
