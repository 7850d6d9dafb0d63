// ProbeData: one row in which some figures have values and nothing else is known; facts follow from
// them. In: a plan and values. Out: the columns that an award's expressions read.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "engine/expr/environment.h"
#include "scheme/plan.h"

namespace zhaoshang {

/// A figure of a table.
using FieldKey = std::pair<std::uint32_t, std::uint32_t>;
/// What figures are taken to be.
using Settings = std::map<FieldKey, Value>;

class ProbeData : public Data {
 public:
  ProbeData(const Plan& plan, Settings settings) : plan_(plan), settings_(std::move(settings)) {}
  void set(FieldKey figure, Value value);

  Column field(std::uint32_t table, std::uint32_t index) const override;
  std::size_t row_count(std::uint32_t) const override { return 1; }
  Value global(std::uint32_t global, std::optional<Date> day) const override;
  Value call(std::uint32_t, std::span<const Value>, std::optional<RowRef>) const override {
    return {};
  }

 private:
  const Plan& plan_;
  Settings settings_;
  mutable std::map<FieldKey, Column> known_;
};

}  // namespace zhaoshang
