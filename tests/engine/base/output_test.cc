#include "engine/base/output.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "engine/base/system_error.h"

namespace zhaoshang {
namespace {

/// A folder of its own that goes away with the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "output_test_XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

TEST_CASE("what is written is read back") {
  const Folder folder;
  const std::string long_line(100'000, 'x');
  {
    Output out = Output::file(folder.file("a.txt"));
    out.write("招商\n");
    out.write(long_line);
    out.write("\n");
    out.write("");
    out.close();
  }
  CHECK(read_file(folder.file("a.txt")) == "招商\n" + long_line + "\n");
  {
    Output out = Output::file(folder.file("a.txt"));
    Output moved = std::move(out);
    moved.write("short");
    moved.close();
  }
  CHECK(read_file(folder.file("a.txt")) == "short");
}

TEST_CASE("a full device is an error, not silence") {
  Output out = Output::file("/dev/full");
  out.write("x");
  CHECK_THROWS_AS(out.close(), SystemError);
  Output large = Output::file("/dev/full");
  CHECK_THROWS_AS(large.write(std::string(100'000, 'x')), SystemError);
}

TEST_CASE("a device that cannot be synchronised closes well") {
  Output out = Output::file("/dev/null");
  out.write("x");
  CHECK_NOTHROW(out.close());
}

TEST_CASE("failures say what could not be done, where and why, in both languages") {
  const auto message_of = [](auto&& action) {
    try {
      action();
    } catch (const SystemError& error) {
      CHECK(std::string(error.what()) == error.message().en);
      return error.message();
    }
    return Message{};
  };
  const Message missing = message_of([] { read_file("/nowhere/a.csv"); });
  CHECK(missing.en == "cannot read /nowhere/a.csv: No such file or directory");
  CHECK(missing.zh == "不能读取 /nowhere/a.csv: 没有这个文件或文件夹");
  const Message folder = message_of([] { read_file("/tmp"); });
  CHECK(folder.en == "cannot read /tmp: Is a directory");
  const Message created = message_of([] { Output::file("/nowhere/b.csv"); });
  CHECK(created.en == "cannot create /nowhere/b.csv: No such file or directory");
  const Message full = message_of([] {
    Output out = Output::file("/dev/full");
    out.write("x");
    out.close();
  });
  CHECK(full.zh == "不能写入 /dev/full: 磁盘已满");
}

}  // namespace
}  // namespace zhaoshang
