// A file of which a new text takes the place in one step: whoever opens it, whenever the programme
// is stopped, finds the old text or the new one whole.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace zhaoshang {

/// A new text for a file, written beside it (`.NAME.zhaoshang-new`) and on the disk already; gone
/// again unless it is put in place. What is there and is no file (a pipe, a terminal) is written
/// when it is put in place; `-` is standard output.
class FileReplacement {
 public:
  /// The folder must be there; a link stays one; the rights of the file stay. Throws SystemError.
  FileReplacement(const std::string& path, std::string_view text);
  FileReplacement(FileReplacement&& other) noexcept;
  FileReplacement& operator=(FileReplacement&&) = delete;
  ~FileReplacement();

  /// Throws SystemError, and the file is then as it was.
  void put_in_place();

 private:
  void remove() const noexcept;

  std::string path_;
  std::filesystem::path target_;
  std::string folder_;  // of the target
  std::string beside_;  // empty: nothing is there
  std::string text_;    // of what is no file
};

/// Both steps at once.
void replace_file(const std::string& path, std::string_view text);

}  // namespace zhaoshang
