// Following references: from ids and dates to row numbers.
#include <algorithm>

#include "domain/relations.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

std::uint32_t KeyIndex::find(const std::string& id, std::optional<Date> day) const {
  const auto found = rows.find(id);
  if (found == rows.end()) return kNoRow;
  const std::vector<Stint>& stints = found->second;
  if (!has_stints || !day) return stints.back().row;
  for (const Stint& stint : stints) {
    if ((!stint.from || *stint.from <= *day) && (!stint.to || *day <= *stint.to)) return stint.row;
  }
  return kNoRow;
}

namespace {

std::optional<Date> date_at(const Column* column, std::size_t row) {
  return column == nullptr ? std::nullopt : event_day(column->at(row));
}

KeyIndex index_of(const PlanTable& table, const TableRows& rows) {
  KeyIndex index;
  const TableSchema& schema = table.schema;
  if (schema.key.empty()) return index;
  index.has_stints = has_stints(schema);
  const Column& ids = rows.stored[*schema.index(schema.key.front())];
  const Column* from = index.has_stints ? &rows.stored[*schema.index("from")] : nullptr;
  const auto to_index = schema.index("to");
  const Column* to = index.has_stints && to_index ? &rows.stored[*to_index] : nullptr;
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    const Value id = ids.at(row);
    if (id.is(TypeKind::kText))
      index.rows[id.text()].push_back({row, date_at(from, row), date_at(to, row)});
  }
  if (index.has_stints) {
    for (auto& [id, stints] : index.rows) {
      std::stable_sort(
          stints.begin(), stints.end(),
          [](const KeyIndex::Stint& a, const KeyIndex::Stint& b) { return a.from < b.from; });
    }
  }
  return index;
}

}  // namespace

const KeyIndex& Figures::Cache::key_index(const Plan& plan, std::uint32_t table) {
  auto known = keys.find(table);
  if (known == keys.end())
    known = keys.emplace(table, index_of(plan.table(table), rows[table])).first;
  return known->second;
}

std::uint32_t Figures::find(std::uint32_t table, const std::string& id) const {
  if (plan_.table(table).kind == PlanTable::Kind::kCounty) return 0;
  return cache_->key_index(plan_, table).find(id, std::nullopt);
}

std::vector<std::uint32_t> Figures::follow_one(const TableRows& rows, const Step& step) const {
  std::vector<std::uint32_t> found(rows.size, kNoRow);
  const KeyIndex& index = cache_->key_index(plan_, step.target);
  const Column& ids = rows.stored[step.id_column];
  const Column* kinds = step.by == Step::By::kSubject ? &rows.stored[step.kind_column] : nullptr;
  const Column* dates = step.date_column ? &rows.stored[*step.date_column] : nullptr;
  const bool by_day = index.has_stints && dates != nullptr;
  // Ids repeat in long tables: each is looked up once, unless its stint depends on the day.
  std::vector<std::uint32_t> by_code;
  std::vector<const std::vector<KeyIndex::Stint>*> stints_by_code;
  const auto* texts = ids.as<Column::Texts>();
  if (texts != nullptr && kinds == nullptr) {
    const std::size_t codes = texts->dictionary->size();
    by_code.resize(codes, kNoRow);
    stints_by_code.resize(codes, nullptr);
    for (std::uint32_t code = 0; code < codes; ++code) {
      const auto entry = index.rows.find(texts->dictionary->text(code));
      if (entry == index.rows.end()) continue;
      by_code[code] = entry->second.back().row;
      stints_by_code[code] = &entry->second;
    }
  }
  for (std::size_t row = 0; row < rows.size; ++row) {
    if (!by_code.empty()) {
      if (ids.is_null(row)) continue;
      const std::uint32_t code = texts->codes[row];
      if (!by_day) {
        found[row] = by_code[code];
        continue;
      }
      if (stints_by_code[code] == nullptr) continue;
      const auto day = date_at(dates, row);
      if (!day) {
        found[row] = by_code[code];
        continue;
      }
      for (const KeyIndex::Stint& stint : *stints_by_code[code]) {
        if ((!stint.from || *stint.from <= *day) && (!stint.to || *day <= *stint.to)) {
          found[row] = stint.row;
          break;
        }
      }
      continue;
    }
    if (kinds != nullptr) {
      const Value kind = kinds->at(row);
      if (!kind.is(TypeKind::kText) || kind.text() != step.kind_word) continue;
      if (plan_.table(step.target).kind == PlanTable::Kind::kCounty) {
        found[row] = 0;
        continue;
      }
    }
    const Value id = ids.at(row);
    if (id.is(TypeKind::kText)) found[row] = index.find(id.text(), date_at(dates, row));
  }
  return found;
}

std::vector<std::uint32_t> Figures::follow(const TableRows& child,
                                           const std::vector<Step>& path) const {
  std::vector<std::uint32_t> at;
  bool started = false;
  for (const Step& step : path) {
    if (step.by == Step::By::kSpan) {
      const Column& dates = child.stored[*step.date_column];
      for (std::size_t row = 0; row < child.size; ++row) {
        const std::uint32_t subject = started ? at[row] : kNoRow;
        const auto day = event_day(dates.at(row));
        at[row] = subject == kNoRow || !day ? kNoRow : grain_row(step.target, subject, *day);
      }
      continue;
    }
    if (!started) {
      at = follow_one(child, step);
      started = true;
      continue;
    }
    // From the second step on the rows are of a held table: its references are worked out once.
    const std::uint32_t table = (&step - 1)->target;
    auto key = std::make_tuple(table, step.id_column, step.kind_word);
    auto known = cache_->followed.find(key);
    if (known == cache_->followed.end()) {
      known = cache_->followed.emplace(std::move(key), follow_one(cache_->rows[table], step)).first;
    }
    for (std::uint32_t& row : at) {
      if (row != kNoRow) row = known->second[row];
    }
  }
  return at;
}

}  // namespace zhaoshang
