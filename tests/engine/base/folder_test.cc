#include "engine/base/folder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "engine/base/system_error.h"
#include "support/temp_folder.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

TEST_CASE("a folder's names are all there, hidden ones too") {
  const TempFolder folder;
  folder.write("b.csv", "");
  folder.write(".hidden", "");
  folder.write("下级/a.csv", "");
  std::vector<std::string> names = names_in_folder(folder.path().string());
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{".hidden", "b.csv", "下级"});
}

TEST_CASE("why a folder cannot be listed") {
  const TempFolder folder;
  folder.write("file", "");
  CHECK(list_folder(folder.at("none")).error == ENOENT);
  CHECK(list_folder(folder.at("file")).error == ENOTDIR);
  CHECK_THROWS_AS(names_in_folder(folder.at("none")), SystemError);
}

TEST_CASE("a tree is removed with all that is in it, and nothing that a link leads to") {
  const TempFolder folder;
  folder.write("kept/notes.txt", "注意");
  folder.write("tree/a/b/c.csv", "1\n");
  folder.write("tree/.hidden", "");
  fs::create_directory_symlink("../kept", folder.at("tree/link"));
  fs::create_symlink("nowhere", folder.at("tree/a/broken"));
  CHECK(remove_tree(folder.at("tree")) == 0);
  CHECK_FALSE(fs::exists(folder.at("tree")));
  CHECK(folder.read("kept/notes.txt") == "注意");
}

TEST_CASE("a link is removed itself, a file is a tree too, and none is well") {
  const TempFolder folder;
  folder.write("kept/notes.txt", "注意");
  fs::create_directory_symlink("kept", folder.at("link"));
  CHECK(remove_tree(folder.at("link")) == 0);
  CHECK(remove_tree(folder.at("kept/notes.txt")) == 0);
  CHECK(remove_tree(folder.at("kept/notes.txt")) == 0);
  CHECK(list_folder(folder.path().string()).names == std::vector<std::string>{"kept"});
}

}  // namespace
}  // namespace zhaoshang
