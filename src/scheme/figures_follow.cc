// Following references: from ids and dates to row numbers.
#include <algorithm>
#include <limits>

#include "domain/relations.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

/// Of several stints the row of the one that holds a day; kNoRow: none.
std::uint32_t stint_on(const std::vector<KeyIndex::Stint>& stints, Date day) {
  for (const KeyIndex::Stint& stint : stints) {
    if ((!stint.from || *stint.from <= day) && (!stint.to || day <= *stint.to)) return stint.row;
  }
  return kNoRow;
}

}  // namespace

std::uint32_t KeyIndex::find(const std::string& id, std::optional<Date> day) const {
  const auto found = rows.find(id);
  if (found == rows.end()) return kNoRow;
  const std::vector<Stint>& stints = found->second;
  return has_stints && day ? stint_on(stints, *day) : stints.back().row;
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

/// From the second step on the rows are of a held table: its references are worked out once.
const std::vector<std::uint32_t>& Figures::Cache::followed_step(const Figures& figures,
                                                                std::uint32_t from,
                                                                const Step& step) {
  auto key = std::make_tuple(from, step.id_column, step.kind_word);
  auto known = followed.find(key);
  if (known == followed.end()) {
    const std::vector<Step> alone{step};
    auto rows_there = PathFollower(figures, *this, alone).follow(rows[from]);
    known = followed.emplace(std::move(key), std::move(rows_there)).first;
  }
  return known->second;
}

PathFollower::PathFollower(const Figures& figures, Figures::Cache& cache,
                           const std::vector<Step>& path)
    : path_(path) {
  if (path_.empty()) return;  // to the county
  const Step& first = path_.front();
  index_ = &cache.key_index(figures.plan(), first.target);
  leads_to_county_ = figures.plan().table(first.target).kind == PlanTable::Kind::kCounty;
  for (std::size_t i = 1; i < path_.size(); ++i) {
    const Step& step = path_[i];
    if (step.by == Step::By::kSpan) {
      next_.push_back({nullptr, &figures.rows(step.target).grain, *step.date_column});
    } else {
      next_.push_back({&cache.followed_step(figures, path_[i - 1].target, step), nullptr, 0});
    }
  }
}

const std::vector<std::uint32_t>& PathFollower::follow(const TableRows& child) {
  if (path_.empty()) {
    at_.assign(child.size, 0);
    return at_;
  }
  at_.assign(child.size, kNoRow);
  first_step(child);
  for (const Next& next : next_) {
    if (next.grain != nullptr) {
      span_step(child, next.date_column, *next.grain);
    } else {
      held_step(*next.held);
    }
  }
  return at_;
}

void PathFollower::first_step(const TableRows& child) {
  const Step& step = path_.front();
  const Column& ids = child.stored[step.id_column];
  const auto* texts = ids.as<Column::Texts>();
  const bool by_subject = step.by == Step::By::kSubject;
  if (texts != nullptr && !by_subject) return by_code(child, *texts);
  const Column* kinds = by_subject ? &child.stored[step.kind_column] : nullptr;
  const Column* dates = step.date_column ? &child.stored[*step.date_column] : nullptr;
  for (std::size_t row = 0; row < child.size; ++row) {
    if (kinds != nullptr) {
      const Value kind = kinds->at(row);
      if (!kind.is(TypeKind::kText) || kind.text() != step.kind_word) continue;
      if (leads_to_county_) {
        at_[row] = 0;
        continue;
      }
    }
    const Value id = ids.at(row);
    if (id.is(TypeKind::kText)) at_[row] = index_->find(id.text(), date_at(dates, row));
  }
}

/// Ids repeat in long tables: each is looked up once, unless its stint depends on the day.
void PathFollower::by_code(const TableRows& child, const Column::Texts& texts) {
  look_up(*texts.dictionary);
  const Step& step = path_.front();
  const Column& ids = child.stored[step.id_column];
  const bool by_day = index_->has_stints && step.date_column.has_value();
  const Column* dates = by_day ? &child.stored[*step.date_column] : nullptr;
  const auto* days = by_day && dates->nulls().empty() ? dates->as<Column::Dates>() : nullptr;
  if (days != nullptr && ids.nulls().empty()) return by_code_and_day(texts, days->days);
  const auto day_of = [&](std::size_t row) -> std::optional<std::int64_t> {
    const auto day = date_at(dates, row);
    return day ? std::optional(day->days()) : std::nullopt;
  };
  const bool has_nulls = !ids.nulls().empty();
  for (std::size_t row = 0; row < child.size; ++row) {
    if (has_nulls && ids.is_null(row)) continue;
    const Named& named = named_[texts.codes[row]];
    at_[row] = named.row;
    if (!by_day || named.row == kNoRow) continue;
    const std::optional<std::int64_t> day = day_of(row);
    if (!day) continue;
    if (named.has_several) {
      at_[row] = index_->find(texts.dictionary->text(texts.codes[row]), Date::from_days(*day));
    } else if (*day < named.first || *day > named.last) {
      at_[row] = kNoRow;
    }
  }
}

/// Rows that all have an id and a day: most of long tables.
void PathFollower::by_code_and_day(const Column::Texts& texts,
                                   const std::vector<std::int64_t>& days) {
  const std::uint32_t* codes = texts.codes.data();
  for (std::size_t row = 0; row < days.size(); ++row) {
    const Named& named = named_[codes[row]];
    const bool is_there = days[row] >= named.first && days[row] <= named.last;
    at_[row] = is_there ? named.row : kNoRow;
    if (named.has_several)
      at_[row] = index_->find(texts.dictionary->text(codes[row]), Date::from_days(days[row]));
  }
}

void PathFollower::look_up(const Dictionary& dictionary) {
  if (dictionary_ != &dictionary) named_.clear();
  dictionary_ = &dictionary;
  const std::size_t codes = dictionary.size();
  named_.reserve(codes);
  for (auto code = static_cast<std::uint32_t>(named_.size()); code < codes; ++code) {
    const auto entry = index_->rows.find(dictionary.text(code));
    named_.emplace_back();
    if (entry == index_->rows.end()) continue;
    const KeyIndex::Stint& latest = entry->second.back();
    const auto days = [](std::optional<Date> day, std::int32_t open) {
      return day ? static_cast<std::int32_t>(day->days()) : open;
    };
    named_.back() = {latest.row, days(latest.from, std::numeric_limits<std::int32_t>::min()),
                     days(latest.to, std::numeric_limits<std::int32_t>::max()),
                     entry->second.size() > 1};
  }
}

void PathFollower::held_step(const std::vector<std::uint32_t>& next) {
  for (std::uint32_t& row : at_) {
    if (row != kNoRow) row = next[row];
  }
}

void PathFollower::span_step(const TableRows& child, std::uint32_t date_column,
                             const GrainRows& grain) {
  const Column& dates = child.stored[date_column];
  const auto* days = dates.as<Column::Dates>();
  if (days != nullptr && dates.nulls().empty()) {
    for (std::size_t row = 0; row < child.size; ++row) {
      if (at_[row] != kNoRow) at_[row] = grain.find(at_[row], days->days[row]);
    }
    return;
  }
  for (std::size_t row = 0; row < child.size; ++row) {
    if (at_[row] == kNoRow) continue;
    const auto day = event_day(dates.at(row));
    at_[row] = day ? grain.find(at_[row], day->days()) : kNoRow;
  }
}

std::vector<std::uint32_t> Figures::follow(const TableRows& child,
                                           const std::vector<Step>& path) const {
  return PathFollower(*this, *cache_, path).follow(child);
}

}  // namespace zhaoshang
