// Figures as they are with rulings at an end of their range. In: figures whose take_rulings() says
// which end. Out: the same data, facts that rest on a ruling worked out anew, so that what is kept
// of them stays as it is on record.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <utility>

#include "scheme/figures.h"

namespace zhaoshang {

/// Whether a ruling may decide part of an expression, in it or in a fact that it names.
bool asks_for_ruling(const Node& node, const Plan& plan);
bool is_ruling(const Node& node);

class RulingData : public Data {
 public:
  explicit RulingData(const Figures& figures) : figures_(figures) {}

  Column field(std::uint32_t table, std::uint32_t field) const override;
  std::size_t row_count(std::uint32_t table) const override { return figures_.row_count(table); }
  Value global(std::uint32_t global, std::optional<Date> at) const override {
    return figures_.global(global, at);
  }
  Value call(std::uint32_t function, std::span<const Value> arguments,
             std::optional<RowRef> row) const override {
    return figures_.call(function, arguments, row);
  }

 private:
  const Figures& figures_;
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, Column> anew_;
};

}  // namespace zhaoshang
