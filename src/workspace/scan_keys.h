// Whether a key comes twice among rows that several threads read in no order. In: the batches of a
// scan. Out: yes or no; which rows, RowChecks says, who sees them in order.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/table/schema.h"
#include "engine/table/table_scan.h"
#include "workspace/day_sets.h"

namespace zhaoshang {

/// Each worker, and each part, has what it saw for itself.
class ScanKeys {
 public:
  /// How a key is told apart from those before.
  enum class By : std::uint8_t {
    kNothing,    // no key, or the scan sees that it ascends
    kCodes,      // an id: a code of its own
    kLatestDay,  // an id and a day, the days of each id ascend: the latest is enough to know
    kDaySets,    // an id and a day in any order
  };

  /// The ways to try for a table, the cheapest first; none: its keys cannot be followed.
  static std::vector<By> ways(const TableSchema& schema);
  ScanKeys(const TableSchema& schema, By by, unsigned workers, std::size_t parts);

  /// false: a key comes twice, or days do not ascend where they should.
  bool add(const ScanBatch& batch);
  /// The same between what the workers saw; after the last batch.
  bool are_unique() const;

 private:
  /// The first and the latest day of each id in one part.
  struct PartDays {
    unsigned worker = 0;
    std::vector<std::int32_t> first;
    std::vector<std::int32_t> latest;
  };
  struct Worker {
    std::shared_ptr<const Dictionary> ids;
    DaySets days;
  };

  static bool add_latest(PartDays& part, const Column::Texts& ids,
                         const std::vector<std::int64_t>& days);
  std::vector<std::vector<std::uint32_t>> common_codes() const;

  By by_;
  std::vector<std::size_t> key_;  // columns
  std::vector<Worker> workers_;
  std::vector<PartDays> parts_;
};

}  // namespace zhaoshang
