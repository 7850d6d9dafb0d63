// The bytes of a file, and bytes of one encoding as UTF-8. Failures of the system are SystemErrors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace zhaoshang {

enum class Encoding : std::uint8_t { kUtf8, kUtf16Le, kUtf16Be, kGb18030 };

/// "UTF-8", "GB18030" …: as iconv and people call it.
std::string encoding_name(Encoding encoding);

/// The bytes of a file from front to back.
class ByteFile {
 public:
  explicit ByteFile(const std::string& path);
  ByteFile(const ByteFile&) = delete;
  ByteFile& operator=(const ByteFile&) = delete;
  ~ByteFile();

  std::size_t size() const;
  /// Fills `to` unless the file ends.
  std::size_t read(char* to, std::size_t size);
  /// The same from a place of the file on; by several threads if need be.
  std::size_t read_at(std::size_t place, char* to, std::size_t size) const;

 private:
  /// Reads until there is enough, or no more. `read_from`: what is left, as ::read() answers.
  template <class ReadFrom>
  std::size_t fill(std::size_t size, const ReadFrom& read_from) const;
  [[noreturn]] void fail(const char* en, const char* zh) const;

  std::string path_;
  int descriptor_;
};

/// Hands on the bytes that a file has as it is opened, a block at a time, in order: the first
/// `most`, or all. What grows meanwhile, or has no end, is read no further.
void for_each_block(const std::string& path, std::optional<std::uint64_t> most,
                    const std::function<void(std::string_view)>& take);

/// iconv from one encoding to UTF-8, strict: a sequence that is none is an error.
class Converter {
 public:
  explicit Converter(Encoding encoding);
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter();

  /// Converts as much as is whole, appending to `out`; what is left of `bytes` waits for more.
  /// false: not in this encoding.
  bool convert(std::string_view& bytes, std::string& out);

 private:
  void* handle_;
};

}  // namespace zhaoshang
