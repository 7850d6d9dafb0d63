// The bytes of a CSV file as UTF-8 text. In: a file or a text in memory. Out: a stream of UTF-8
// that always ends in a newline, however often it is started. The whole file is looked at once,
// before the first row: its encoding is settled then, and what no row can carry (NUL, lone CR)
// reported.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/diagnostics.h"
#include "engine/table/bytes.h"
#include "engine/table/csv_reader.h"

namespace zhaoshang {

/// UTF-8 text read from front to back.
class TextStream {
 public:
  virtual ~TextStream() = default;
  /// Fills `to` unless the text ends; 0: it has ended. The last byte of a text is a newline.
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// A file that has been looked at.
class TextInput {
 public:
  /// BOM, else strict UTF-8 over the whole file, else strict GB18030. nullopt after a diagnostic:
  /// it is neither, or has NULs or lone CRs. `observe` sees every byte of the file once, in order.
  static std::optional<TextInput> open(const CsvFile& file, Diagnostics& diagnostics,
                                       const ByteObserver& observe = {});

  std::unique_ptr<TextStream> start() const;
  /// The whole text where it is held (files up to some MiB); empty for those that are streamed.
  std::string_view text() const { return held_ ? std::string_view(*held_) : std::string_view(); }
  bool is_held() const { return held_ != nullptr; }
  Encoding encoding() const { return encoding_; }
  /// Whether the file begins with a byte order mark.
  bool has_mark() const { return mark_ > 0; }

 private:
  std::string path_;
  Encoding encoding_ = Encoding::kUtf8;
  std::size_t mark_ = 0;                     // bytes of the BOM
  std::shared_ptr<const std::string> held_;  // decoded, ends in a newline
};

}  // namespace zhaoshang
