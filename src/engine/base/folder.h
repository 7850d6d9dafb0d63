// Folders: what is in one, and their removal. The only place that lists folders: the standard
// library's way of it ends the programme where there is no memory for a name.
#pragma once

#include <string>
#include <vector>

namespace zhaoshang {

/// The names in a folder, in no order, or why they cannot be listed.
struct FolderListing {
  std::vector<std::string> names;  // hidden ones too, without "." and ".."
  int error = 0;                   // of errno; 0: none, and the names are all there are
};

/// Throws only std::bad_alloc.
FolderListing list_folder(const std::string& folder);

/// The same; throws SystemError where the folder cannot be listed.
std::vector<std::string> names_in_folder(const std::string& folder);

/// Removes a file, a link (not what it leads to), or a folder with all that is in it; well where
/// there is none. Returns 0, or the errno of what could not be removed. Throws only std::bad_alloc.
int remove_tree(const std::string& path);

}  // namespace zhaoshang
