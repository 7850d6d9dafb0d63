// Whom a row is about. In: a row of any table. Out: a subject's kind, id and name, as results show
// them.
#pragma once

#include <string>
#include <string_view>

#include "scheme/figures.h"

namespace zhaoshang {

struct RowSubject {
  std::string kind, id, name;
};

/// The word for one row of a table: vacancies, a vacancy.
std::string singular(std::string_view table);
/// Whether each row of a table has an id of its own, by which results can name it.
bool has_own_id(const TableSchema& schema);
/// The subject that a row is, or that it names; a row with an id of its own that is no subject
/// speaks for itself.
RowSubject subject_of(const Figures& figures, const TableRows& rows, std::uint32_t row,
                      const Data& data);
/// The subject a row is, as a recipient.
RowSubject recipient_at(const Figures& figures, RowRef row);

}  // namespace zhaoshang
