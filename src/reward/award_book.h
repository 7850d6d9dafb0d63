// awarded.csv as a book of payments (`reward --book`): what a run granted is entered for the years
// to come, under the headings that the file has. In: the file as it is, a settlement. Out: the same
// file with rows at its end. What the book holds already for this year's awards is not entered
// again.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/replace_file.h"
#include "engine/table/headings.h"
#include "scheme/figures.h"
#include "scheme/settlement.h"
#include "workspace/publish.h"
#include "workspace/receipt.h"
#include "workspace/workspace.h"

namespace zhaoshang {

/// The book as it is to be, beside the one that stands, which nobody else enters anything in
/// meanwhile.
class BookEntry {
 public:
  BookEntry(FolderLock lock, FileReplacement book)
      : lock_(std::move(lock)), book_(std::move(book)) {}
  /// Throws SystemError.
  void put_in_place() { book_.put_in_place(); }

 private:
  FolderLock lock_;
  FileReplacement book_;
};

/// 兑现台账
class AwardBook {
 public:
  /// Reads the last file of the table; where there is none, data/awarded.csv is to be made.
  AwardBook(const Workspace& workspace, Diagnostics& diagnostics);

  /// false after a diagnostic: rows cannot be added to this file.
  bool is_usable() const { return is_usable_; }
  /// The file as it was read, for the receipt.
  ReceiptBook before() const;
  /// The book with a row more for all that was granted or taken back and is not in it yet; nullptr:
  /// nothing is. Throws SystemError.
  std::unique_ptr<BookEntry> prepare(const Settlement& settlement) const;

 private:
  /// A field of the file's records and what goes there.
  struct BookColumn {
    std::size_t field = 0;
    std::string name;
    std::string unit;  // of amounts
  };

  void use_canonical_headings(const TableSchema& schema);
  void use_own_headings(TableSchema schema, Diagnostics& diagnostics);
  std::string record_of(const Award& award, Decimal amount) const;
  Cell cell_of(const BookColumn& column, const Award& award, Decimal amount) const;

  const Figures& figures_;
  std::string folder_;
  std::string path_;   // as opened
  std::string shown_;  // in the workspace
  std::string text_;   // as it is; of a new file its headings
  bool is_new_ = false;
  std::string line_end_ = "\n";
  std::size_t fields_ = 0;
  std::vector<BookColumn> columns_;
  bool is_usable_ = true;
};

}  // namespace zhaoshang
