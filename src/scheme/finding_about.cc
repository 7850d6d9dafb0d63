#include "scheme/finding_about.h"

#include <string>

namespace zhaoshang {

Finding finding_about(const Figures& figures, std::string_view stage, std::uint32_t table,
                      std::uint32_t row) {
  Finding finding;
  finding.stage = std::string(stage);
  const RowSubject subject = subject_of(figures, figures.rows(table), row, figures);
  finding.subject_kind = subject.kind;
  finding.subject_id = subject.id;
  finding.subject = subject.name;
  finding.source = figures.source(table, row);
  return finding;
}

}  // namespace zhaoshang
