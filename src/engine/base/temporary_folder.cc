#include "engine/base/temporary_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <string_view>
#include <system_error>

#include "engine/base/folder.h"
#include "engine/base/system_error.h"

namespace zhaoshang {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = "zhaoshang.";
constexpr std::string_view kRandom = "XXXXXX";  // as mkdtemp() wants it

int open_folder(const std::string& path) {
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/// Whether a folder is one that mkdtemp() made for us, and no run holds it any more; `folder` is
/// locked then.
bool is_leftover(int folder) {
  struct stat status {};
  return ::fstat(folder, &status) == 0 && status.st_uid == ::geteuid() &&
         (status.st_mode & 07777U) == 0700U && ::flock(folder, LOCK_EX | LOCK_NB) == 0;
}

/// What cannot be removed, or be listed, does no harm to this run.
void remove_leftovers(const fs::path& parent) {
  for (const std::string& name : list_folder(parent.string()).names) {
    if (!name.starts_with(kPrefix) || name.size() != kPrefix.size() + kRandom.size()) continue;
    const std::string path = (parent / name).string();
    const int folder = open_folder(path);
    if (folder < 0) continue;
    if (is_leftover(folder)) remove_tree(path);
    ::close(folder);
  }
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  fs::path parent = fs::temp_directory_path(error);
  if (error) parent = "/tmp";
  remove_leftovers(parent);
  const std::string wanted = (parent / kPrefix).string() + std::string(kRandom);
  // Another run that cleans up may come between making and locking: then a new one is made.
  do {
    if (lock_ >= 0) ::close(lock_);
    path_ = wanted;
    if (::mkdtemp(path_.data()) == nullptr)
      throw SystemError::from_errno({"新建", "make"}, path_, errno);
    lock_ = open_folder(path_);
    if (lock_ >= 0) ::flock(lock_, LOCK_EX);
  } while (::access(path_.c_str(), F_OK) != 0);
}

TemporaryFolder::~TemporaryFolder() {
  try {
    remove_tree(path_);
  } catch (const std::bad_alloc&) {
    // The next run removes it; that the work is done, or why not, is told all the same.
  }
  if (lock_ >= 0) ::close(lock_);
}

}  // namespace zhaoshang
