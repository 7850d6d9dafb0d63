#include "workspace/publish.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <thread>

#include "engine/base/system_error.h"
#include "support/temp_folder.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;

/// Every file below a folder with its text, hidden ones included.
Files files_in(const TempFolder& folder) {
  Files files;
  for (const auto& each : fs::recursive_directory_iterator(folder.path())) {
    if (!each.is_regular_file()) continue;
    const std::string name = each.path().lexically_relative(folder.path()).string();
    files[name] = folder.read(name);
  }
  return files;
}

ino_t inode(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_ino;
}

TEST_CASE("a first publication makes the folders that are missing") {
  const TempFolder folder;
  publish(folder.at("results/2022"), {{"a.csv", "1\n"}, {"b.csv", ""}});
  CHECK(files_in(folder) == Files{{"results/2022/a.csv", "1\n"}, {"results/2022/b.csv", ""}});
  publish(folder.at("results/2023/"), {{"a.csv", "2\n"}});
  CHECK(folder.read("results/2023/a.csv") == "2\n");
}

TEST_CASE("what has changed is replaced, the rest is the same file, and notes stay") {
  for (const bool can_exchange : {true, false}) {
    const TempFolder folder;
    const std::string results = folder.at("results/2022");
    publish(results, {{"a.csv", "1\n"}, {"b.csv", "2\n"}});
    folder.write("results/2022/notes.txt", "注意");
    folder.write("results/2022/more/deep.txt", "x");
    fs::create_symlink("notes.txt", folder.at("results/2022/link"));
    const ino_t b = inode(folder.at("results/2022/b.csv"));
    const ino_t notes = inode(folder.at("results/2022/notes.txt"));
    publish(results, {{"a.csv", "changed\n"}, {"b.csv", "2\n"}, {"c.csv", "3\n"}}, {},
            can_exchange);
    CHECK(files_in(folder) == Files{{"results/2022/a.csv", "changed\n"},
                                    {"results/2022/b.csv", "2\n"},
                                    {"results/2022/c.csv", "3\n"},
                                    {"results/2022/link", "注意"},
                                    {"results/2022/more/deep.txt", "x"},
                                    {"results/2022/notes.txt", "注意"}});
    CHECK(inode(folder.at("results/2022/b.csv")) == b);
    CHECK(inode(folder.at("results/2022/notes.txt")) == notes);
    CHECK(fs::is_symlink(folder.at("results/2022/link")));
  }
}

TEST_CASE("names that are dropped go; a single stage leaves those of the others") {
  const TempFolder folder;
  const std::string results = folder.at("results/2022");
  publish(results, {{"roster.csv", "1"}, {"roster.receipt.json", "{}"}, {"awards.csv", "2"}});
  publish(results, {{"roster.csv", "new"}});
  CHECK(files_in(folder).size() == 3);
  publish(results, {{"roster.csv", "new"}, {"receipt.json", "{}"}}, {"roster.receipt.json", "x"});
  CHECK(files_in(folder) == Files{{"results/2022/awards.csv", "2"},
                                  {"results/2022/receipt.json", "{}"},
                                  {"results/2022/roster.csv", "new"}});
}

TEST_CASE("nothing is touched where nothing would change") {
  const TempFolder folder;
  const std::string results = folder.at("results/2022");
  publish(results, {{"a.csv", "1\n"}});
  const ino_t before = inode(results);
  publish(results, {{"a.csv", "1\n"}}, {"gone.csv"});
  CHECK(inode(results) == before);
  publish(results, {{"a.csv", "2\n"}}, {"gone.csv"});
  CHECK(inode(results) != before);
}

TEST_CASE("leftovers of runs that were cut short are cleaned up") {
  const TempFolder folder;
  folder.write("results/.2022.zhaoshang-new/a.csv", "half");
  folder.write("results/.2021.zhaoshang-new/a.csv", "half");
  folder.write("results/.2020.zhaoshang-old/a.csv", "whole");  // between the two renames
  folder.write("results/.2019.zhaoshang-old/a.csv", "old");    // after them
  folder.write("results/2019/a.csv", "new");
  folder.write("results/.keep", "");
  publish(folder.at("results/2022"), {{"a.csv", "1"}});
  CHECK(files_in(folder) == Files{{"results/.keep", ""},
                                  {"results/2019/a.csv", "new"},
                                  {"results/2020/a.csv", "whole"},
                                  {"results/2022/a.csv", "1"}});
}

TEST_CASE("where it fails the folder stays as it was and nothing is left beside it") {
  const TempFolder folder;
  publish(folder.at("results/2022"), {{"a.csv", "1"}});
  CHECK_THROWS_AS(publish(folder.at("results/2022"), {{"a.csv", "2"}, {"no/such/folder.csv", ""}}),
                  SystemError);
  CHECK(files_in(folder) == Files{{"results/2022/a.csv", "1"}});
  CHECK(std::distance(fs::directory_iterator(folder.at("results")), {}) == 1);
  folder.write("file", "");
  CHECK_THROWS_AS(publish(folder.at("file/2022"), {{"a.csv", "1"}}), SystemError);
}

TEST_CASE("a reader sees one publication or the other, never half of one") {
  const TempFolder folder;
  const std::string results = folder.at("results/2022");
  publish(results, {{"a.csv", "0"}, {"b.csv", "0"}});
  std::thread writer([&] {
    for (int i = 1; i <= 50; ++i) {
      publish(results, {{"a.csv", std::to_string(i)}, {"b.csv", std::to_string(i)}});
    }
  });
  int differing = 0;
  for (int i = 0; i < 300; ++i) {
    // What is opened together stays together: the folder itself is held open.
    const int held = ::open(results.c_str(), O_RDONLY | O_DIRECTORY);
    REQUIRE(held >= 0);
    std::string texts[2];
    bool both = true;
    for (int file = 0; file < 2; ++file) {
      char text[8] = {};
      const int opened = ::openat(held, file == 0 ? "a.csv" : "b.csv", O_RDONLY);
      both = both && opened >= 0 && ::read(opened, text, 7) > 0;
      texts[file] = text;
      if (opened >= 0) ::close(opened);
    }
    ::close(held);
    if (both && texts[0] != texts[1]) ++differing;
  }
  writer.join();
  CHECK(differing == 0);
  CHECK(folder.read("results/2022/b.csv") == "50");
}

TEST_CASE("writers wait for each other") {
  const TempFolder folder;
  const int held = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY);
  REQUIRE(::flock(held, LOCK_EX) == 0);
  std::thread releases([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(120));
    ::close(held);
  });
  const auto start = std::chrono::steady_clock::now();
  { const FolderLock lock(folder.path().string()); }
  CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(100));
  releases.join();
  CHECK_THROWS_AS(FolderLock("/nowhere"), SystemError);
}

}  // namespace
}  // namespace zhaoshang
