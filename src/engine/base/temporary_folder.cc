#include "engine/base/temporary_folder.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <system_error>

#include "engine/base/folder.h"
#include "engine/base/system_error.h"

namespace zhaoshang {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  fs::path parent = fs::temp_directory_path(error);
  if (error) parent = "/tmp";
  path_ = (parent / "zhaoshang.XXXXXX").string();
  if (::mkdtemp(path_.data()) == nullptr)
    throw SystemError::from_errno({"新建", "make"}, path_, errno);
}

TemporaryFolder::~TemporaryFolder() {
  try {
    remove_tree(path_);
  } catch (const std::bad_alloc&) {
    // What is temporary may be left; that the work is done, or why not, is told all the same.
  }
}

}  // namespace zhaoshang
