// Following references: from ids and dates to row numbers.
#include <algorithm>
#include <limits>
#include <numeric>

#include "domain/relations.h"
#include "scheme/figures_cache.h"

namespace zhaoshang {

namespace {

/// Rows of a long table lead anywhere: what one so much further on leads to is asked for in
/// advance.
constexpr std::size_t kAhead = 16;

std::optional<Date> date_at(const Column* column, std::size_t row) {
  return column == nullptr ? std::nullopt : event_day(column->at(row));
}

}  // namespace

KeyIndex::KeyIndex(const TableSchema& schema, const TableRows& rows)
    : has_stints_(zhaoshang::has_stints(schema)) {
  if (schema.key.empty()) return;
  const Column& ids = rows.stored[*schema.index(schema.key.front())];
  const auto* const texts = ids.as<Column::Texts>();
  if (texts == nullptr) return;  // no row has an id: ids that there are stand as texts
  const Column* from = has_stints_ ? &rows.stored[*schema.index("from")] : nullptr;
  const auto to_index = schema.index("to");
  const Column* to = has_stints_ && to_index ? &rows.stored[*to_index] : nullptr;
  ids_ = texts->dictionary;
  starts_.assign(ids_->size() + 1, 0);
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    if (!ids.is_null(row)) ++starts_[texts->codes[row] + 1];
  }
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  stints_.resize(starts_.back());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    if (!ids.is_null(row))
      stints_[next[texts->codes[row]]++] = {row, date_at(from, row), date_at(to, row)};
  }
  if (!has_stints_) return;
  for (std::size_t code = 0; code + 1 < starts_.size(); ++code) {
    std::stable_sort(stints_.begin() + starts_[code], stints_.begin() + starts_[code + 1],
                     [](const Stint& a, const Stint& b) { return a.from < b.from; });
  }
}

std::span<const KeyIndex::Stint> KeyIndex::stints(std::string_view id) const {
  const std::uint32_t code = ids_ == nullptr ? kNoRow : ids_->find(id);
  if (code == kNoRow || code + 1 >= starts_.size()) return {};
  return std::span(stints_).subspan(starts_[code], starts_[code + 1] - starts_[code]);
}

std::uint32_t KeyIndex::find(std::string_view id, std::optional<Date> day) const {
  const std::span<const Stint> all = stints(id);
  if (all.empty()) return kNoRow;
  if (!has_stints_ || !day) return all.back().row;
  const auto holds = [&](const Stint& stint) {
    return (!stint.from || *stint.from <= *day) && (!stint.to || *day <= *stint.to);
  };
  const auto found = std::find_if(all.begin(), all.end(), holds);
  return found == all.end() ? kNoRow : found->row;
}

const KeyIndex& Figures::Cache::key_index(const Figures& figures, std::uint32_t table) {
  auto known = keys.find(table);
  if (known == keys.end()) {
    const TableSchema& schema = figures.plan().table(table).schema;
    known = keys.emplace(table, KeyIndex(schema, figures.rows(table))).first;
  }
  return known->second;
}

std::uint32_t Figures::find(std::uint32_t table, const std::string& id) const {
  if (plan_.table(table).kind == PlanTable::Kind::kCounty) return 0;
  return cache_->key_index(*this, table).find(id, std::nullopt);
}

/// From the second step on the rows are of a held table: its references are worked out once.
const std::vector<std::uint32_t>& Figures::Cache::followed_step(const Figures& figures,
                                                                std::uint32_t from,
                                                                const Step& step) {
  auto key = std::make_tuple(from, step.id_column, step.kind_word);
  auto known = followed.find(key);
  if (known == followed.end()) {
    const std::vector<Step> alone{step};
    auto rows_there = PathFollower(figures, *this, alone).follow(figures.rows(from));
    known = followed.emplace(std::move(key), std::move(rows_there)).first;
  }
  return known->second;
}

PathFollower::PathFollower(const Figures& figures, Figures::Cache& cache,
                           const std::vector<Step>& path)
    : path_(path) {
  if (path_.empty()) return;  // to the county
  const Step& first = path_.front();
  index_ = &cache.key_index(figures, first.target);
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
  const bool by_day = index_->has_stints() && step.date_column.has_value();
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
    if (row + kAhead < days.size()) __builtin_prefetch(&named_[codes[row + kAhead]]);
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
    const std::span<const KeyIndex::Stint> stints = index_->stints(dictionary.text(code));
    named_.emplace_back();
    if (stints.empty()) continue;
    const KeyIndex::Stint& latest = stints.back();
    const auto days = [](std::optional<Date> day, std::int32_t open) {
      return day ? static_cast<std::int32_t>(day->days()) : open;
    };
    named_.back() = {latest.row, days(latest.from, std::numeric_limits<std::int32_t>::min()),
                     days(latest.to, std::numeric_limits<std::int32_t>::max()), stints.size() > 1};
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
      if (row + kAhead < child.size && at_[row + kAhead] != kNoRow)
        grain.prefetch(at_[row + kAhead]);
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
