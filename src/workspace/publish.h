// A period's folder of results, published whole. In: the files of a run. Out: results/<period>/
// with exactly them; a reader sees the old folder or the new one, never half of it, even if the
// machine stops. One writer at a time.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhaoshang {

/// A file of results.
struct ResultFile {
  std::string name;  // "awards.csv"
  std::string text;
};

/// Keeps other writers out of a folder (of the whole workspace, of results) for as long as it
/// lives.
class FolderLock {
 public:
  /// Waits some seconds for another writer, then throws SystemError.
  explicit FolderLock(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  int descriptor_;
};

/// Writes `files` beside `folder`, links what has not changed and everything else that the folder
/// holds (files of other stages, a person's notes) except the names in `dropped`, and exchanges the
/// two folders in one step. Does nothing where nothing would change. Throws SystemError; the folder
/// is then as it was. `can_exchange`: false takes the way of file systems that cannot, which is
/// else taken where it is needed.
void publish(const std::string& folder, const std::vector<ResultFile>& files,
             const std::vector<std::string>& dropped = {}, bool can_exchange = true);

}  // namespace zhaoshang
