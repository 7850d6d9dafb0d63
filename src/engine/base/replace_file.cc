#include "engine/base/replace_file.h"

#include <unistd.h>

#include <cerrno>
#include <exception>
#include <system_error>
#include <utility>

#include "engine/base/output.h"
#include "engine/base/system_error.h"

namespace zhaoshang {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& path, const std::error_code& error) {
  throw SystemError::from_errno({"替换", "replace"}, path, error.value());
}

}  // namespace

FileReplacement::FileReplacement(const std::string& path, std::string_view text) : path_(path) {
  if (path == "-") {  // standard output
    text_ = text;
    return;
  }
  try {
    const fs::file_status before = fs::status(path);
    target_ = fs::exists(before) ? fs::canonical(path) : fs::path(path);
    if (fs::exists(before) && !fs::is_regular_file(before)) {
      text_ = text;
      return;
    }
    // Told of the path that was asked for, not of the file beside it.
    folder_ = target_.has_parent_path() ? target_.parent_path().string() : ".";
    if (::access(folder_.c_str(), W_OK) != 0)
      throw SystemError::from_errno({"创建", "create"}, path, errno);
    beside_ =
        (target_.parent_path() / ("." + target_.filename().string() + ".zhaoshang-new")).string();
    Output out = Output::file(beside_);
    out.write(text);
    out.close();
    if (fs::exists(before)) fs::permissions(beside_, before.permissions());
  } catch (const fs::filesystem_error& error) {
    remove();
    fail(path, error.code());
  } catch (...) {
    remove();
    throw;
  }
}

FileReplacement::FileReplacement(FileReplacement&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      folder_(std::move(other.folder_)),
      beside_(std::exchange(other.beside_, {})),
      text_(std::move(other.text_)) {}

FileReplacement::~FileReplacement() { remove(); }

void FileReplacement::remove() const noexcept {
  if (!beside_.empty()) ::unlink(beside_.c_str());
}

void FileReplacement::put_in_place() {
  if (beside_.empty()) {
    Output out = Output::file(path_);
    out.write(text_);
    out.close();
    return;
  }
  std::error_code error;
  fs::rename(beside_, target_, error);
  if (error) fail(path_, error);
  beside_.clear();
  try {
    sync_folder(folder_);
  } catch (const std::exception&) {
    // A failure, or no memory to tell of it. The new text is there, whole; only after a power cut
    // it may be the old one, as whole.
  }
}

void replace_file(const std::string& path, std::string_view text) {
  FileReplacement(path, text).put_in_place();
}

}  // namespace zhaoshang
