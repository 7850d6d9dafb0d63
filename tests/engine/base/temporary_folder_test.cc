#include "engine/base/temporary_folder.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "support/temp_folder.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

/// Temporary folders go elsewhere for as long as it lives.
class OtherPlace {
 public:
  explicit OtherPlace(const std::string& folder) {
    const char* before = std::getenv("TMPDIR");
    if (before != nullptr) before_ = before;
    ::setenv("TMPDIR", folder.c_str(), 1);
  }
  ~OtherPlace() {
    if (before_.empty()) {
      ::unsetenv("TMPDIR");
    } else {
      ::setenv("TMPDIR", before_.c_str(), 1);
    }
  }

 private:
  std::string before_;
};

TEST_CASE("a temporary folder goes with what is in it") {
  const TempFolder place;
  const OtherPlace there(place.path().string());
  std::string path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    fs::create_directory(folder.path("below"));
    CHECK(fs::path(path).parent_path() == place.path());
  }
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("what runs that were cut short have left is removed, and nothing else") {
  const TempFolder place;
  place.write("zhaoshang.abcDEF/tables.xlsx", "half of it");
  place.write("zhaoshang.notes/notes.txt", "a person's");
  place.write("zhaoshang.file12", "");
  fs::create_directory_symlink("zhaoshang.notes", place.at("zhaoshang.link12"));
  place.write("zhaoshang.public/kept.txt", "mkdtemp() makes folders that nobody else may enter");
  fs::permissions(place.at("zhaoshang.abcDEF"), fs::perms::owner_all);
  const OtherPlace there(place.path().string());
  const TemporaryFolder held;
  const TemporaryFolder folder;
  CHECK(fs::exists(held.path()));
  CHECK_FALSE(fs::exists(place.at("zhaoshang.abcDEF")));
  CHECK(fs::exists(place.at("zhaoshang.file12")));
  CHECK(fs::exists(place.at("zhaoshang.public/kept.txt")));
  CHECK(fs::is_symlink(place.at("zhaoshang.link12")));
  CHECK(place.read("zhaoshang.notes/notes.txt") == "a person's");
}

}  // namespace
}  // namespace zhaoshang
