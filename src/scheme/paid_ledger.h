// 已兑现: what earlier runs paid, from the table `awarded`, and what its rows and awards are about.
// Decides nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scheme/settlement.h"

namespace zhaoshang {

class PaidLedger {
 public:
  explicit PaidLedger(const Figures& figures);

  struct Row {
    std::string award, subject_kind, subject_id, recipient_kind, recipient_id, project_id,
        instalment;
    DateSpan year;
    Decimal amount;
    std::string source;
    std::uint32_t row = 0;  // of `awarded`
  };
  const std::vector<Row>& rows() const { return rows_; }
  /// Whether a row was paid in an earlier year than the run's.
  bool is_earlier(const Row& row) const { return row.year.last < year_.first; }
  bool is_own_year(const Row& row) const { return row.year == year_; }
  /// Marks what rows of the run's own year have paid of each award.
  void note_payments(std::vector<Award>& awards) const;

 private:
  DateSpan year_;
  std::vector<Row> rows_;
};

/// What an award or a payment is about under a word of `once` or `per`: the project, the recipient,
/// the recipient or subject of that kind, else the one of that kind that the subject, the recipient
/// or the project belongs to. No word, or `year`: all are about the same.
template <class Row>
std::string key_part(const Figures& figures, const Row& row, std::string_view word);

/// The same under several words; `year` says nothing here.
template <class Row>
std::string key_of(const Figures& figures, const Row& row,
                   const std::vector<Located<std::string>>& words) {
  std::string key;
  for (const auto& word : words) {
    if (word.value != "year") key += key_part(figures, row, word.value) + '\x1f';
  }
  return key;
}

extern template std::string key_part(const Figures&, const Award&, std::string_view);
extern template std::string key_part(const Figures&, const PaidLedger::Row&, std::string_view);

}  // namespace zhaoshang
