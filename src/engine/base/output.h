// Checked output: what could not be written is an error, at the latest when closed. Nothing else
// writes files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zhaoshang {

/// A file or standard output, written whole. Every short write, failed flush or failed close throws
/// SystemError.
class Output {
 public:
  /// Creates (truncates) a file with mode 0644; `-` is standard output.
  static Output file(std::string path);
  /// Standard output (descriptor 1); close() flushes and leaves it open.
  static Output standard();
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();

  void write(std::string_view text);
  /// Flushes what is buffered; for a file also fsync and close. Must be called: the destructor only
  /// drops the descriptor.
  void close();

 private:
  Output(int descriptor, std::string path, bool owned);
  void flush();

  int descriptor_;
  std::string path_;
  bool owned_;
  std::string buffer_;
};

/// Makes what a folder holds outlast a power cut. A file system that cannot is none the worse.
/// Throws SystemError.
void sync_folder(const std::string& folder);

/// Reads a whole file, `-`: standard input; throws SystemError.
std::string read_file(const std::string& path);
/// The same, but no further than one byte past `most`: who has a limit sees that it is exceeded,
/// and a file without an end does no harm.
std::string read_file(const std::string& path, std::size_t most);

}  // namespace zhaoshang
