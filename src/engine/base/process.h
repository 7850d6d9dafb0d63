// Other programmes: whether they are there, and running one. In: a name and arguments. Out: whether
// it ended well. No shell is involved. Work of our own can be done in a process apart as well.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhaoshang {

/// Whether a programme of this name is found by PATH.
bool has_program(std::string_view name);

/// How another programme ended.
struct ProcessEnd {
  bool ok = false;
  std::string errors;  // what it wrote to standard error
};

/// Runs a programme to its end, with nothing on its standard input. `set`: variables of its
/// environment besides ours. `output`: the file that takes its standard output. Throws SystemError
/// where it cannot be started.
ProcessEnd run_program(const std::vector<std::string>& command,
                       const std::vector<std::pair<std::string, std::string>>& set = {},
                       const std::string& output = "/dev/null");

/// Does `work` in a copy of this process, and waits for it: for libraries that end a process where
/// they get no memory, or go on without it. It ends well where the work throws nothing. What it
/// leaves is on the disk; no thread may be at work. Throws SystemError where it cannot be started.
ProcessEnd run_apart(const std::function<void()>& work);

}  // namespace zhaoshang
