#include "engine/base/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "engine/base/system_error.h"

extern char** environ;

namespace zhaoshang {
namespace {

const Message kStart{"运行", "run"};

/// Null-terminated, as exec wants it; points into `texts`.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with(
    const std::vector<std::pair<std::string, std::string>>& set) {
  std::vector<std::string> all;
  for (const auto& [name, value] : set) all.push_back(name + "=" + value);
  const std::size_t own = all.size();
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view variable(*each);
    bool is_set = false;
    for (std::size_t k = 0; k < own; ++k)
      is_set = is_set || variable.substr(0, variable.find('=')) == set[k].first;
    if (!is_set) all.emplace_back(variable);
  }
  return all;
}

std::string read_to_end(int descriptor) {
  std::string text;
  std::array<char, 4096> bytes{};
  while (true) {
    const ssize_t count = ::read(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(bytes.data(), static_cast<std::size_t>(count));
  }
}

/// Reads what a child says until it ends; closes `errors`.
ProcessEnd end_of(pid_t child, int errors) {
  ProcessEnd end;
  end.errors = read_to_end(errors);
  ::close(errors);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  end.ok = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return end;
}

}  // namespace

bool has_program(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? std::string_view("/usr/bin:/bin") : path;
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const std::string file = std::string(folders.substr(0, end)).append("/").append(name);
    if (end > 0 && ::access(file.c_str(), X_OK) == 0 && !std::filesystem::is_directory(file))
      return true;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return false;
}

ProcessEnd run_program(const std::vector<std::string>& command,
                       const std::vector<std::pair<std::string, std::string>>& set,
                       const std::string& output) {
  std::array<int, 2> errors{};
  if (::pipe2(errors.data(), O_CLOEXEC) != 0)
    throw SystemError::from_errno(kStart, command.front(), errno);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO);
  std::vector<std::string> arguments = command;
  std::vector<std::string> environment = environment_with(set);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, command.front().c_str(), &actions, nullptr,
                                    pointers_to(arguments).data(), pointers_to(environment).data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(errors[1]);
  if (failed != 0) {
    ::close(errors[0]);
    throw SystemError::from_errno(kStart, command.front(), failed);
  }
  return end_of(child, errors[0]);
}

ProcessEnd run_apart(const std::function<void()>& work) {
  std::array<int, 2> errors{};
  if (::pipe2(errors.data(), O_CLOEXEC) != 0)
    throw SystemError::from_errno(kStart, "zhaoshang", errno);
  const pid_t child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(errors[1], STDERR_FILENO);
    try {
      work();
    } catch (...) {
      ::_exit(EXIT_FAILURE);
    }
    ::_exit(EXIT_SUCCESS);
  }
  const int error = errno;
  ::close(errors[1]);
  if (child < 0) {
    ::close(errors[0]);
    throw SystemError::from_errno(kStart, "zhaoshang", error);
  }
  return end_of(child, errors[0]);
}

}  // namespace zhaoshang
