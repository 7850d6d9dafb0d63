// Lines to records (RFC 4180). In: the lines of a text. Out: records of fields, each with its bytes
// in the record as written; lines within quotes are joined. Blank records are skipped. Judges
// neither width nor contents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/lines.h"

namespace zhaoshang {

/// One field: its text without quotes, and the bytes [begin, end) of the record that it came from.
struct RecordField {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

enum class RecordFault : std::uint8_t {
  kNone,
  kStrayQuote,     // `"x"y`: this record alone
  kUnclosedQuote,  // nothing can be read after it
  kTooLong,        // more than 16 MiB without a line end; nothing can be read after it
};

/// One record. Its texts live until the next one is read.
struct Record {
  std::size_t line = 0;  // where it starts, from 1
  std::string_view raw;  // as written, lines within quotes joined by \n
  std::vector<RecordField> fields;
  RecordFault fault = RecordFault::kNone;
  std::size_t fault_at = 0;  // the byte of `raw`
  std::size_t quote_at = 0;  // kStrayQuote: the quote that opened the field
};

/// Reads records one after the other.
class RecordReader {
 public:
  explicit RecordReader(std::unique_ptr<LineSource> lines);
  ~RecordReader();
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) noexcept;

  /// false: the text has ended. After a fault that ends the reading there are no more records.
  bool next(Record& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The record that starts at a byte of a held text, once more, for its places: its fields have no
/// text. `line`: the number of that line; `joined` keeps a record of several lines.
Record record_at(std::string_view text, std::size_t start, std::size_t line, std::string& joined);

/// Where the bytes [begin, end) of a record stand: line and column in characters, with the physical
/// line as excerpt.
Place place_in_record(const std::string& shown, const Record& record, std::size_t begin,
                      std::size_t end);

}  // namespace zhaoshang
