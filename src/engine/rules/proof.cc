#include "engine/rules/proof.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "engine/rules/cover.h"

namespace zhaoshang {
namespace {

using Pieces = std::vector<Domain::Piece>;

/// A column whose pieces are gathered into classes: pieces that the same rows hold.
struct ClassedColumn {
  Pieces pieces;
  std::vector<std::size_t> class_of;  // per piece
  std::size_t classes = 0;
};

/// The table as boxes, and the way back from boxes to values.
class BoxedTable {
 public:
  explicit BoxedTable(const ProofQuestion& question) : question_(question) {
    rows_.assign(question.rows.size(), {});
    std::size_t work = question.work;
    for (std::size_t column = 0; column < question.columns.size() && !too_large_; ++column) {
      add_column(column, work);
    }
  }

  /// Whether the boxes were too much work to make: there are none then.
  bool too_large() const { return too_large_; }

  const Box& space() const { return space_; }
  /// A cell that is no set counts as everything.
  const Box& row(std::size_t row) const { return rows_[row]; }
  bool is_known(std::size_t row) const {
    return std::all_of(question_.rows[row].begin(), question_.rows[row].end(),
                       [](const auto& cell) { return cell.has_value(); });
  }

  /// The values of a box, and of the part of it that the witness is to come from.
  InputRegion region(const Box& box, const Box& part) const {
    InputRegion region;
    for (std::size_t column = 0; column < box.size(); ++column) {
      ValueSet set;
      std::vector<const Domain::Piece*> candidates;
      for (std::size_t i = 0; i < columns_[column].pieces.size(); ++i) {
        const Domain::Piece& piece = columns_[column].pieces[i];
        const std::size_t number = columns_[column].class_of[i];
        if (box[column].test(number)) set = set.unite(set_of(piece));
        if (part[column].test(number)) candidates.push_back(&piece);
      }
      region.sets.push_back(std::move(set));
      const Domain& domain = question_.columns[column].domain;
      region.witness.push_back(domain.value_of(*best_sample(candidates)));
    }
    return region;
  }

 private:
  static ValueSet set_of(const Domain::Piece& piece) {
    return piece.sample.is_null() ? ValueSet::null_only() : ValueSet::interval(piece.extent);
  }

  void add_column(std::size_t column, std::size_t& work) {
    const Domain& domain = question_.columns[column].domain;
    std::vector<const ValueSet*> sets;
    for (const ProofQuestion::Row& row : question_.rows) {
      if (row[column]) sets.push_back(&*row[column]);
    }
    ClassedColumn classed;
    classed.pieces = domain.pieces(sets);
    const std::size_t needed = classed.pieces.size() * question_.rows.size();
    too_large_ = needed > work;
    if (too_large_) return;
    work -= needed;
    std::map<Bits, std::size_t> classes;  // by the rows that hold a piece
    for (const Domain::Piece& piece : classed.pieces) {
      Bits holders(question_.rows.size());
      for (std::size_t row = 0; row < question_.rows.size(); ++row) {
        const auto& cell = question_.rows[row][column];
        if (!cell || cell->contains(piece.sample)) holders.set(row);
      }
      classed.class_of.push_back(classes.emplace(std::move(holders), classes.size()).first->second);
    }
    classed.classes = classes.size();
    for (std::size_t row = 0; row < question_.rows.size(); ++row) {
      Bits held(classed.classes);
      for (const auto& [holders, number] : classes) {
        if (holders.test(row)) held.set(number);
      }
      rows_[row].push_back(std::move(held));
    }
    space_.push_back(Bits::all(classed.classes));
    columns_.push_back(std::move(classed));
  }

  const ProofQuestion& question_;
  std::vector<ClassedColumn> columns_;
  Box space_;
  std::vector<Box> rows_;
  bool too_large_ = false;
};

/// Answers one question.
class Prover {
 public:
  explicit Prover(const ProofQuestion& question)
      : question_(question), table_(question), search_(question.work) {}

  TableProof prove() {
    if (table_.too_large()) {
      proof_.gave_up = true;
      return std::move(proof_);
    }
    find_dead_rows();
    if (question_.hit == HitPolicy::kUnique || question_.hit == HitPolicy::kAny) find_overlaps();
    if (!question_.gaps_allowed) find_gaps();
    proof_.gave_up = search_.gave_up();
    return std::move(proof_);
  }

 private:
  /// Whether the first row is the one chosen wherever both match.
  bool wins(std::size_t first, std::size_t second) const {
    if (question_.hit == HitPolicy::kFirst) return first < second;
    return question_.hit == HitPolicy::kPriority && question_.outranks &&
           question_.outranks(first, second);
  }

  void find_dead_rows() {
    for (std::size_t row = 0; row < question_.rows.size(); ++row) {
      if (!search_.spend(question_.rows.size())) return;
      if (is_empty(table_.row(row))) {
        proof_.dead_rows.push_back({row, {}});
        continue;
      }
      std::vector<std::size_t> winners;
      std::vector<const Box*> boxes;
      for (std::size_t other = 0; other < question_.rows.size(); ++other) {
        if (other == row || !wins(other, row) || !table_.is_known(other)) continue;
        if (!meets(table_.row(other), table_.row(row))) continue;
        // One row that hides it all says more than many that do so together.
        const bool alone = contains(table_.row(other), table_.row(row));
        if (alone) winners.clear();
        winners.push_back(other);
        boxes.push_back(&table_.row(other));
        if (alone) break;
      }
      const bool hidden = !search_.find_uncovered(table_.row(row), boxes) && !search_.gave_up();
      if (hidden) proof_.dead_rows.push_back({row, std::move(winners)});
    }
  }

  void find_overlaps() {
    for (std::size_t first = 0; first < question_.rows.size(); ++first) {
      if (!search_.spend(question_.rows.size() - first)) return;
      for (std::size_t second = first + 1; second < question_.rows.size(); ++second) {
        if (!meets(table_.row(first), table_.row(second))) continue;
        if (question_.hit == HitPolicy::kAny && question_.same_outputs &&
            question_.same_outputs(first, second)) {
          continue;
        }
        if (!table_.is_known(first) || !table_.is_known(second)) {
          add_unproved(first);
          add_unproved(second);
          continue;
        }
        ++proof_.overlap_count;
        if (proof_.overlaps.size() == question_.most) continue;
        const Box both = intersection(table_.row(first), table_.row(second));
        proof_.overlaps.push_back({first, second, table_.region(both, both)});
      }
    }
  }

  /// Gaps that hold whatever the unknown cells mean; if there is none, whether the known rows alone
  /// leave none.
  void find_gaps() {
    std::vector<const Box*> all;
    std::vector<const Box*> known;
    for (std::size_t row = 0; row < question_.rows.size(); ++row) {
      all.push_back(&table_.row(row));
      if (table_.is_known(row)) known.push_back(all.back());
    }
    const std::vector<const Box*> rows = all;
    std::vector<Box> gaps;
    gaps.reserve(question_.most);
    while (const auto gap = search_.find_uncovered(table_.space(), all)) {
      proof_.more_gaps = gaps.size() == question_.most;
      if (proof_.more_gaps) return;
      // Gaps may cross: each is told whole, by an input that no other gap told before holds.
      gaps.push_back(widened(*gap, table_.space(), rows));
      proof_.gaps.push_back(table_.region(gaps.back(), *gap));
      all.push_back(&gaps.back());
      known.push_back(&gaps.back());
    }
    if (const auto open = search_.find_uncovered(table_.space(), known)) {
      for (std::size_t row = 0; row < question_.rows.size(); ++row) {
        if (!table_.is_known(row) && meets(*open, table_.row(row))) add_unproved(row);
      }
    }
  }

  void add_unproved(std::size_t row) {
    if (table_.is_known(row)) return;
    const auto place = std::lower_bound(proof_.unproved.begin(), proof_.unproved.end(), row);
    if (place == proof_.unproved.end() || *place != row) proof_.unproved.insert(place, row);
  }

  const ProofQuestion& question_;
  BoxedTable table_;
  CoverSearch search_;
  TableProof proof_;
};

void append(std::string& text, const std::string& part) {
  if (!text.empty()) text += ", ";
  text += part;
}

}  // namespace

TableProof prove(const ProofQuestion& question) { return Prover(question).prove(); }

std::string witness_text(const ProofQuestion& question, const InputRegion& region) {
  std::string text;
  for (std::size_t column = 0; column < question.columns.size(); ++column) {
    append(text, question.columns[column].name + " = " + to_feel(region.witness[column]));
  }
  return text;
}

std::string region_text(const ProofQuestion& question, const InputRegion& region) {
  std::string text;
  for (std::size_t column = 0; column < question.columns.size(); ++column) {
    const std::string tests = question.columns[column].domain.describe(region.sets[column]);
    if (tests != "-") append(text, question.columns[column].name + " in " + tests);
  }
  return text.empty() ? "-" : text;
}

}  // namespace zhaoshang
