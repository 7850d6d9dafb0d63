// Characters that nobody sees (of no width, turning the direction of writing) in texts of a table:
// two ids or names that look the same need not be. In: its rows, all at once or as they stream by.
// Out: warnings, each text where it first stands.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/table/csv_reader.h"
#include "engine/table/schema.h"

namespace zhaoshang {

/// Of one thread, or of one reading.
class HiddenCharacters {
 public:
  explicit HiddenCharacters(const TableSchema& schema);

  /// Warns of the texts of some rows.
  void add(const Batch& rows, const CsvReader& reader, Diagnostics& diagnostics);
  /// Whether there is anything to warn of, in rows without places.
  bool finds_any(const Batch& rows);

 private:
  /// A column of texts, and what is known of them.
  struct Texts {
    const Dictionary* dictionary = nullptr;
    std::size_t looked_at = 0;  // codes
    bool has_hidden = false;
    std::set<std::string> told;
  };

  /// Whether a text of the column has any; looks at each once.
  bool may_have_hidden(const Column& column, Texts& texts) const;

  std::vector<Texts> columns_;
};

}  // namespace zhaoshang
