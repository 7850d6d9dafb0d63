#include "scheme/findings.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "engine/value/operations.h"
#include "scheme/figures_cache.h"
#include "scheme/finding_texts.h"
#include "scheme/message_text.h"
#include "scheme/provenance.h"

namespace zhaoshang {

namespace {

constexpr std::size_t kMostSources = 20;

/// Places joined by `;`, at most 20 and a count of the rest.
std::string joined_sources(const std::vector<std::string>& places) {
  std::string text;
  for (std::size_t i = 0; i < places.size() && i < kMostSources; ++i)
    text += (i == 0 ? "" : ";") + places[i];
  if (places.size() > kMostSources) text += fmt::format(";+{}", places.size() - kMostSources);
  return text;
}

/// A finding whose sources are still to be gathered from rows that stream by.
struct Open {
  Finding finding;
  std::vector<std::string> own;  // places of the row, and of missing cells
  /// What was read besides: by table the files and lines.
  std::map<std::uint32_t, std::set<std::pair<std::uint16_t, std::uint32_t>>> read;
  std::set<std::pair<const Fold*, std::uint32_t>> folds;  // whose rows are still to be fetched

  void add_own(std::string source) {
    if (!source.empty() && std::find(own.begin(), own.end(), source) == own.end())
      own.push_back(std::move(source));
  }
  void add_read(const TableRows& rows, std::uint32_t row) {
    if (row < rows.lines.size() && rows.lines[row] != 0)
      read[rows.table].emplace(rows.file_of[row], rows.lines[row]);
  }
};

class Judge {
 public:
  Judge(const Figures& figures, std::string_view stage) : figures_(figures), stage_(stage) {}

  void judge(const RequirementPlan& plan) {
    figures_.for_each_batch(
        plan.table, [&](const Data& data, const TableRows& rows) { judge_rows(plan, data, rows); });
  }

  std::vector<Finding> finish() {
    gather_streamed_sources();
    std::vector<Finding> findings;
    for (Open& open : open_) {
      open.finding.source = joined_sources(places_of(open));
      findings.push_back(std::move(open.finding));
    }
    return findings;
  }

 private:
  void judge_rows(const RequirementPlan& plan, const Data& data, const TableRows& rows);
  void add(const RequirementPlan& plan, const Data& data, const TableRows& rows, std::uint32_t row,
           Finding::Status status, std::optional<Date> date,
           const std::vector<MissingCell>& missing, const Provenance& read);
  std::optional<Date> day_of(const Data& data, const TableRows& rows, std::uint32_t row) const;
  std::vector<MissingCell> unknown_cells(const Data& data, const Program& program,
                                         const TableRows& rows, std::uint32_t row,
                                         Provenance& read) const;
  std::vector<std::string> places_of(const Open& open) const;
  using FindingsByParent = std::map<std::uint32_t, std::vector<std::size_t>>;
  using Asked = std::map<const Fold*, FindingsByParent>;
  void gather_streamed_sources();
  void gather(const Fold& fold, const FindingsByParent& parents, const Data& data,
              const TableRows& rows);

  const Figures& figures_;
  std::string stage_;
  std::vector<Open> open_;
};

std::optional<Date> Judge::day_of(const Data& data, const TableRows& rows,
                                  std::uint32_t row) const {
  const PlanTable& table = figures_.plan().table(rows.table);
  if (table.kind == PlanTable::Kind::kGrain) return rows.grain.span(row).last;
  if (table.schema.date.empty()) return std::nullopt;
  const auto index = figures_.plan().field_index(rows.table, table.schema.date);
  return index ? event_day(data.field(rows.table, *index).at(row)) : std::nullopt;
}

std::vector<MissingCell> Judge::unknown_cells(const Data& data, const Program& program,
                                              const TableRows& rows, std::uint32_t row,
                                              Provenance& read) const {
  read = provenance_of(figures_, data, *program.root, rows.table, row);
  return read.missing;
}

void Judge::judge_rows(const RequirementPlan& plan, const Data& data, const TableRows& rows) {
  if (rows.size == 0) return;
  const PlanTable& table = figures_.plan().table(plan.table);
  const bool is_grain = table.kind == PlanTable::Kind::kGrain;
  const DateSpan period = figures_.run().period.span;
  // A row of the calendar is judged in the run whose period holds its end, so that it is judged
  // once.
  std::vector<std::uint32_t> taken;
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    if (!is_grain ||
        (rows.grain.span(row).last >= period.first && rows.grain.span(row).last <= period.last))
      taken.push_back(row);
  }
  if (taken.empty()) return;
  Evaluator evaluator(data);
  const Frame all = Frame::of_rows(plan.table, taken);
  std::vector<std::uint32_t> applies;
  if (plan.when) {
    const Column when = evaluator.evaluate(*plan.when.root, all);
    for (std::uint32_t i = 0; i < taken.size(); ++i) {
      const Value value = when.at(i);
      if (value.is_true()) applies.push_back(taken[i]);
      if (!value.is_null()) continue;
      Provenance read;
      const auto missing = unknown_cells(data, plan.when, rows, taken[i], read);
      if (!missing.empty())
        add(plan, data, rows, taken[i], Finding::Status::kUndecided, day_of(data, rows, taken[i]),
            missing, read);
    }
  } else {
    applies = taken;
  }
  if (applies.empty()) return;
  const Frame part = Frame::of_rows(plan.table, applies);
  const Column held = evaluator.evaluate(*plan.require.root, part);
  const auto due =
      plan.due ? std::optional(evaluator.evaluate(*plan.due.root, part)) : std::nullopt;
  for (std::size_t i = 0; i < applies.size(); ++i) {
    const Value value = held.at(i);
    if (value.is_true()) continue;
    const std::uint32_t row = applies[i];
    std::optional<Date> day = day_of(data, rows, row);
    std::optional<Date> due_day = plan.form->due_now ? std::nullopt
                                  : due              ? event_day(due->at(i))
                                  : is_grain         ? day
                                                     : std::nullopt;
    Provenance read;
    std::vector<MissingCell> missing;
    if (value.is_null()) {
      missing = unknown_cells(data, plan.require, rows, row, read);
    } else {
      read = provenance_of(figures_, data, *plan.require.root, rows.table, row);
    }
    Finding::Status status = Finding::Status::kFailed;
    if (due_day && *due_day > figures_.run().as_of) {
      status = Finding::Status::kPending;
    } else if (!missing.empty()) {
      status = Finding::Status::kUndecided;
    }
    add(plan, data, rows, row, status, due_day ? due_day : day, missing, read);
  }
}

void Judge::add(const RequirementPlan& plan, const Data& data, const TableRows& rows,
                std::uint32_t row, Finding::Status status, std::optional<Date> date,
                const std::vector<MissingCell>& missing, const Provenance& read) {
  Open open;
  Finding& finding = open.finding;
  finding.severity = plan.form->severity;
  finding.stage = stage_;
  finding.rule = plan.form->head.id;
  finding.clause = plan.form->head.clause;
  finding.status = status;
  finding.date = date;
  finding.action = plan.form->action;
  const RowSubject subject = subject_of(figures_, rows, row, data);
  finding.subject_kind = subject.kind;
  finding.subject_id = subject.id;
  finding.subject = subject.name;
  finding.message = message_text(figures_, plan.message, data, rows.table, row);
  if (status == Finding::Status::kUndecided) {
    const std::string cells = cells_text(figures_, missing);
    finding.message =
        finding_texts::cannot_decide(finding.message, cells).in(figures_.run().language);
  }
  const bool is_grain = figures_.plan().table(rows.table).kind == PlanTable::Kind::kGrain;
  open.add_own(is_grain ? figures_.source(rows.table, row) : figures_.source(rows, row));
  for (const MissingCell& cell : missing) {
    open.add_own(cell.table == rows.table && !is_grain ? figures_.source(rows, cell.row)
                                                       : figures_.source(cell.table, cell.row));
  }
  for (const auto& [table, each] : read.rows) {
    if (figures_.plan().table(table).kind == PlanTable::Kind::kInput)
      open.add_read(table == rows.table ? rows : figures_.rows(table), each);
  }
  open.folds = read.folds;
  open_.push_back(std::move(open));
}

std::vector<std::string> Judge::places_of(const Open& open) const {
  std::vector<std::string> places = open.own;
  for (const auto& [table, lines] : open.read) {
    for (const auto& [file, line] : lines) {
      std::string place = fmt::format("{}:{}", figures_.files(table)[file], line);
      if (std::find(open.own.begin(), open.own.end(), place) == open.own.end())
        places.push_back(std::move(place));
    }
  }
  return places;
}

// The rows behind folds are fetched in a second pass, for the findings only.
void Judge::gather_streamed_sources() {
  std::map<std::uint32_t, Asked> wanted;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    for (const auto& [fold, parent] : open_[i].folds)
      wanted[fold->child][fold][parent].push_back(i);
  }
  for (const auto& each : wanted) {
    figures_.for_each_batch(each.first, [&](const Data& data, const TableRows& rows) {
      if (rows.size == 0) return;
      for (const auto& [fold, parents] : each.second) gather(*fold, parents, data, rows);
    });
  }
}

void Judge::gather(const Fold& fold, const FindingsByParent& parents, const Data& data,
                   const TableRows& rows) {
  const std::vector<std::uint32_t> parent_of = fold.path.empty()
                                                   ? std::vector<std::uint32_t>(rows.size, 0)
                                                   : figures_.follow(rows, fold.path);
  const auto note = [&](std::uint32_t row) {
    const auto found = parents.find(parent_of[row]);
    if (found == parents.end()) return;
    for (const std::size_t i : found->second) open_[i].add_read(rows, row);
  };
  if (!fold.filter) {
    for (std::uint32_t row = 0; row < rows.size; ++row) note(row);
    return;
  }
  const Frame all = Frame::all_rows(fold.child, rows.size);
  for (const std::uint32_t row : Evaluator(data).positions_where(*fold.filter, all)) note(row);
}

}  // namespace

std::string_view status_word(Finding::Status status) {
  switch (status) {
    case Finding::Status::kFailed: return "failed";
    case Finding::Status::kPending: return "pending";
    case Finding::Status::kUndecided: return "undecided";
  }
  return {};
}

std::vector<Finding> findings_of(const Figures& figures, std::string_view stage,
                                 const std::vector<RequirementPlan>& requirements) {
  Judge judge(figures, stage);
  for (const RequirementPlan& requirement : requirements) judge.judge(requirement);
  std::vector<Finding> findings = judge.finish();
  sort(findings);
  return findings;
}

void sort(std::vector<Finding>& findings) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.stage, finding.rule, finding.subject_kind, finding.subject_id,
                    finding.date, finding.message, finding.source);
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

bool any_error(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.severity == Severity::kError && finding.status != Finding::Status::kPending;
  });
}

}  // namespace zhaoshang
