#include "workspace/publish.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <new>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "engine/base/folder.h"
#include "engine/base/output.h"
#include "engine/base/system_error.h"
#include "engine/base/threads.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kLongestWait{10};
constexpr std::chrono::milliseconds kBetweenTries{50};

[[noreturn]] void fail(const Message& doing, const fs::path& path, int error) {
  throw SystemError::from_errno(doing, path.string(), error);
}

void check(const std::error_code& error, const Message& doing, const fs::path& path) {
  if (error) fail(doing, path, error.value());
}

const Message kCreate{"创建", "create"};
const Message kExchange{"替换", "replace"};

// The names that a folder has while it is made, and while two renames replace it: hidden, and ours
// alone. Who holds the lock finds only leftovers there.
constexpr std::string_view kFresh = ".zhaoshang-new";
constexpr std::string_view kOld = ".zhaoshang-old";

fs::path beside(const fs::path& folder, std::string_view ending) {
  return folder.parent_path() / ("." + folder.filename().string() + std::string(ending));
}

void remove_leftover(const fs::path& path) {
  if (const int error = remove_tree(path.string()); error != 0) {
    fail({"删除", "remove"}, path, error);
  }
}

bool has_text(const fs::path& path, const std::string& text) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(path, error)) &&
         fs::file_size(path, error) == text.size() && !error && read_file(path.string()) == text;
}

/// Writes files and waits until they outlast a power cut: all at once, since the file system then
/// commits them together (12 files: 2 ms instead of 45 one after the other).
void write_all(const fs::path& folder, const std::vector<const ResultFile*>& files) {
  on_threads(static_cast<unsigned>(files.size()), [&](unsigned number) {
    const ResultFile& file = *files[number];
    Output out = Output::file((folder / file.name).string());
    out.write(file.text);
    out.close();
  });
}

/// A second name for a file; a copy where the file system has no links.
void link_or_copy(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_hard_link(from, to, error);
  if (!error) return;
  error.clear();
  fs::copy_file(from, to, error);
  check(error, {"复制", "copy"}, from);
}

/// Whatever a folder holds under a name, with all that is below it.
void carry_over(const fs::path& from, const fs::path& to) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(from, error);
  check(error, {"读取", "read"}, from);
  if (fs::is_symlink(status)) {
    fs::copy_symlink(from, to, error);
    check(error, {"复制", "copy"}, from);
  } else if (fs::is_directory(status)) {
    fs::create_directory(to, error);
    check(error, kCreate, to);
    for (const std::string& name : names_in_folder(from.string())) {
      carry_over(from / name, to / name);
    }
  } else {
    link_or_copy(from, to);
  }
}

/// Removes what runs that were cut short have left among the results. One that stopped between the
/// two renames has left the old folder under its hidden name alone: it is the folder.
void clean_up(const fs::path& results) {
  std::vector<std::string> names = names_in_folder(results.string());
  std::erase_if(names, [](const std::string& name) {
    return !name.starts_with('.') || !(name.ends_with(kFresh) || name.ends_with(kOld));
  });
  for (const std::string& name : names) {
    const fs::path folder = results / name.substr(1, name.size() - 1 - kOld.size());
    std::error_code error;
    if (name.ends_with(kOld) && !fs::exists(fs::symlink_status(folder, error))) {
      fs::rename(results / name, folder);
    } else {
      remove_leftover(results / name);
    }
  }
}

/// The folder and the one that takes its place.
class Publication {
 public:
  explicit Publication(const fs::path& folder)
      : folder_(folder), fresh_(beside(folder, kFresh)), old_(beside(folder, kOld)) {}

  bool would_change(const std::vector<ResultFile>& files,
                    const std::vector<std::string>& dropped) const {
    const bool stands = std::all_of(files.begin(), files.end(), [&](const ResultFile& each) {
      return has_text(folder_ / each.name, each.text);
    });
    const bool drops = std::any_of(dropped.begin(), dropped.end(), [&](const std::string& name) {
      return fs::exists(folder_ / name);
    });
    return !stands || drops || !fs::is_directory(folder_);
  }

  void write(const std::vector<ResultFile>& files, const std::vector<std::string>& dropped) {
    std::error_code error;
    fs::create_directory(fresh_, error);
    check(error, kCreate, fresh_);
    std::set<std::string> done(dropped.begin(), dropped.end());
    std::vector<const ResultFile*> changed;
    for (const ResultFile& each : files) {
      done.insert(each.name);
      if (has_text(folder_ / each.name, each.text)) {
        link_or_copy(folder_ / each.name, fresh_ / each.name);
      } else {
        changed.push_back(&each);
      }
    }
    write_all(fresh_, changed);
    // An answer other than yes or no throws: without the rest of the folder nothing is published.
    if (fs::is_directory(folder_)) {
      for (const std::string& name : names_in_folder(folder_.string())) {
        if (!done.contains(name)) carry_over(folder_ / name, fresh_ / name);
      }
    }
    sync_folder(fresh_.string());
  }

  /// The new folder stands where the old one stood, or nothing has changed.
  void put_in_place(bool can_exchange) {
    if (!fs::exists(fs::symlink_status(folder_))) {
      fs::rename(fresh_, folder_);
      undo_ = &Publication::take_away;
    } else if (can_exchange && exchange()) {
      undo_ = &Publication::exchange_back;
    } else {
      replace_by_renaming();
      undo_ = &Publication::rename_back;
    }
    try {
      sync_folder(folder_.parent_path().string());
    } catch (...) {
      // Where it cannot be undone either, the new folder stands, whole: that is no failure to tell.
      if ((this->*undo_)()) throw;
    }
  }

  /// Removes the folder that was replaced, or the one that will not take its place. What cannot be
  /// removed now is a leftover of the next run.
  void remove_other() const noexcept {
    remove_quietly(fresh_);
    // Where a failure left no folder, the old one is all there is.
    if (::access(folder_.c_str(), F_OK) == 0) remove_quietly(old_);
  }

 private:
  static void remove_quietly(const fs::path& path) noexcept {
    try {
      remove_tree(path.string());
    } catch (const std::bad_alloc&) {
      // Left to the next run.
    }
  }

  // How each way of putting the folder in place is undone. false: the new folder still stands.
  bool take_away() const { return ::rename(folder_.c_str(), fresh_.c_str()) == 0; }
  bool exchange_back() const {
    return ::renameat2(AT_FDCWD, fresh_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_EXCHANGE) == 0;
  }
  bool rename_back() const {
    if (!take_away()) return false;
    ::rename(old_.c_str(), folder_.c_str());  // else clean_up() does it
    return true;
  }

  /// false: the file system cannot.
  bool exchange() const {
    if (::renameat2(AT_FDCWD, fresh_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_EXCHANGE) == 0) {
      return true;
    }
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) fail(kExchange, folder_, errno);
    return false;
  }

  /// Two renames, after the first of which clean_up() knows what to do.
  void replace_by_renaming() const {
    fs::rename(folder_, old_);
    if (::rename(fresh_.c_str(), folder_.c_str()) == 0) return;
    const int error = errno;
    ::rename(old_.c_str(), folder_.c_str());
    fail(kExchange, folder_, error);
  }

  fs::path folder_;
  fs::path fresh_;
  fs::path old_;
  bool (Publication::*undo_)() const = nullptr;
};

/// The folder's path with a parent and without a slash at its end.
fs::path tidy(const std::string& folder) {
  fs::path path = fs::path(folder).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  return path.has_parent_path() ? path : fs::path(".") / path;
}

}  // namespace

FolderLock::FolderLock(const std::string& folder)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail({"打开", "open"}, folder, errno);
  const auto give_up = std::chrono::steady_clock::now() + kLongestWait;
  while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    const int error = errno;
    if (error == EWOULDBLOCK && std::chrono::steady_clock::now() < give_up) {
      std::this_thread::sleep_for(kBetweenTries);
      continue;
    }
    ::close(descriptor_);
    // A file system without locks: nothing can be done about other writers.
    if (error == ENOTSUP || error == ENOSYS || error == ENOLCK) {
      descriptor_ = -1;
      return;
    }
    throw SystemError(
        {"另一个 zhaoshang 正在写入 " + folder, "another zhaoshang is writing to " + folder});
  }
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void publish(const std::string& folder, const std::vector<ResultFile>& files,
             const std::vector<std::string>& dropped, bool can_exchange) {
  const fs::path path = tidy(folder);
  try {
    fs::create_directories(path.parent_path());
    const FolderLock lock(path.parent_path().string());
    clean_up(path.parent_path());
    Publication publication(path);
    if (!publication.would_change(files, dropped)) return;
    try {
      publication.write(files, dropped);
      publication.put_in_place(can_exchange);
    } catch (...) {
      publication.remove_other();
      throw;
    }
    publication.remove_other();
  } catch (const fs::filesystem_error& error) {
    fail(kExchange, error.path1().empty() ? path : error.path1(), error.code().value());
  }
}

}  // namespace zhaoshang
