#include "workspace/scan_keys.h"

#include <algorithm>
#include <limits>

#include "workspace/row_checks.h"

namespace zhaoshang {
namespace {

constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

}  // namespace

std::vector<ScanKeys::By> ScanKeys::ways(const TableSchema& schema) {
  if (schema.key.empty()) return {By::kNothing};
  if (is_keyed_by_day(schema)) return {By::kLatestDay, By::kDaySets};
  const CellKind kind = schema.find(schema.key.front())->kind;
  if (schema.key.size() > 1 || (kind != CellKind::kId && kind != CellKind::kText)) return {};
  return {By::kNothing, By::kCodes};
}

ScanKeys::ScanKeys(const TableSchema& schema, By by, unsigned workers, std::size_t parts)
    : by_(by), workers_(workers), parts_(parts) {
  for (const std::string& name : schema.key) key_.push_back(*schema.index(name));
}

bool ScanKeys::add(const ScanBatch& batch) {
  if (by_ == By::kNothing) return true;
  const auto* const ids = batch.rows.columns[key_[0]].as<Column::Texts>();
  if (ids == nullptr || !batch.rows.columns[key_[0]].nulls().empty()) return false;
  Worker& worker = workers_[batch.worker];
  const bool is_first = worker.ids == nullptr;
  worker.ids = ids->dictionary;
  if (by_ == By::kCodes) {
    // Codes are given in the order of what is new: those of rows that are all new ascend by one.
    std::uint32_t next = ids->codes.front();
    const auto before = static_cast<std::uint32_t>(ids->dictionary->size() - ids->codes.size());
    if (is_first ? next != 0 : next != before) return false;
    for (const std::uint32_t code : ids->codes) {
      if (code != next++) return false;
    }
    return true;
  }
  const Column& dates = batch.rows.columns[key_[1]];
  const auto* const days = dates.as<Column::Dates>();
  if (days == nullptr || !dates.nulls().empty()) return false;
  if (by_ == By::kDaySets) return worker.days.add(ids->codes, days->days);
  PartDays& part = parts_[batch.part];
  part.worker = batch.worker;
  return add_latest(part, *ids, days->days);
}

bool ScanKeys::add_latest(PartDays& part, const Column::Texts& ids,
                          const std::vector<std::int64_t>& days) {
  if (part.latest.size() < ids.dictionary->size()) {
    part.first.resize(ids.dictionary->size(), kNoDay);
    part.latest.resize(ids.dictionary->size(), kNoDay);
  }
  bool ascends = true;
  for (std::size_t row = 0; row < days.size(); ++row) {
    const std::uint32_t code = ids.codes[row];
    const auto day = static_cast<std::int32_t>(days[row]);
    ascends = ascends && day > part.latest[code];
    part.latest[code] = day;
    if (part.first[code] == kNoDay) part.first[code] = day;
  }
  return ascends;
}

/// For each worker the code that all agree on of each of its own.
std::vector<std::vector<std::uint32_t>> ScanKeys::common_codes() const {
  std::vector<std::vector<std::uint32_t>> codes;
  // Those of the first that read anything stay; what it did not see is counted on from there.
  const Dictionary* first = nullptr;
  Dictionary further;
  for (const Worker& worker : workers_) {
    std::vector<std::uint32_t>& own = codes.emplace_back();
    if (worker.ids == nullptr) continue;
    if (first == nullptr) first = worker.ids.get();
    own.reserve(worker.ids->size());
    for (std::uint32_t code = 0; code < worker.ids->size(); ++code) {
      const std::uint32_t known =
          worker.ids.get() == first ? code : first->find(worker.ids->text(code));
      const auto seen = static_cast<std::uint32_t>(first->size());
      own.push_back(known != kNoRow ? known : seen + further.code(worker.ids->text(code)));
    }
  }
  return codes;
}

bool ScanKeys::are_unique() const {
  if (by_ == By::kNothing) return true;
  const std::vector<std::vector<std::uint32_t>> codes = common_codes();
  if (by_ == By::kCodes) {
    // An id that two workers had has two codes for one.
    std::size_t seen = 0;
    std::uint32_t most = 0;
    for (const auto& own : codes) {
      seen += own.size();
      for (const std::uint32_t code : own) most = std::max(most, code + 1);
    }
    return seen == most;
  }
  if (by_ == By::kDaySets) {
    DaySets all;
    for (std::size_t worker = 0; worker < workers_.size(); ++worker) {
      for (std::uint32_t code = 0; code < codes[worker].size(); ++code) {
        if (!all.merge(codes[worker][code], workers_[worker].days, code)) return false;
      }
    }
    return true;
  }
  std::vector<std::int32_t> latest;
  for (const PartDays& part : parts_) {
    for (std::uint32_t code = 0; code < part.latest.size(); ++code) {
      if (part.latest[code] == kNoDay) continue;
      const std::uint32_t common = codes[part.worker][code];
      if (common >= latest.size()) latest.resize(common + 1, kNoDay);
      if (part.first[code] <= latest[common]) return false;
      latest[common] = part.latest[code];
    }
  }
  return true;
}

}  // namespace zhaoshang
