#include "engine/base/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string_view>
#include <utility>

#include "engine/base/system_error.h"

namespace zhaoshang {

namespace {

struct Closing {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, Closing>;

FolderListing names_of(DIR* folder) {
  FolderListing listing;
  while (true) {
    errno = 0;
    const dirent* const entry = ::readdir(folder);
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") listing.names.emplace_back(name);
  }
  listing.error = errno;
  return listing;
}

/// Names are followed from the open folder and links never, so that what is put in the place of a
/// folder meanwhile leads nowhere else.
int remove_below(int parent, const std::string& name) {
  if (::unlinkat(parent, name.c_str(), 0) == 0 || errno == ENOENT) return 0;
  if (errno != EISDIR && errno != EPERM) return errno;
  const int error = errno;  // EPERM: a folder on some file systems, on others a file that must stay
  const int descriptor =
      ::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) return errno == ENOTDIR ? error : errno;
  const OpenFolder folder(::fdopendir(descriptor));
  if (folder == nullptr) {
    const int why = errno;
    ::close(descriptor);
    return why;
  }
  const FolderListing listing = names_of(folder.get());
  if (listing.error != 0) return listing.error;
  for (const std::string& each : listing.names) {
    if (const int why = remove_below(descriptor, each); why != 0) return why;
  }
  return ::unlinkat(parent, name.c_str(), AT_REMOVEDIR) == 0 || errno == ENOENT ? 0 : errno;
}

}  // namespace

FolderListing list_folder(const std::string& folder) {
  const OpenFolder open(::opendir(folder.c_str()));
  if (open == nullptr) return {{}, errno};
  return names_of(open.get());
}

std::vector<std::string> names_in_folder(const std::string& folder) {
  FolderListing listing = list_folder(folder);
  if (listing.error != 0) {
    throw SystemError::from_errno({"列出", "list"}, folder, listing.error);
  }
  return std::move(listing.names);
}

int remove_tree(const std::string& path) { return remove_below(AT_FDCWD, path); }

}  // namespace zhaoshang
