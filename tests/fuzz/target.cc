#include "fuzz/target.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace zhaoshang {

const FuzzTarget* find_target(std::string_view name) {
  static constexpr std::array<FuzzTarget, 9> kTargets{{{"amount", fuzz_amount},
                                                       {"csv", fuzz_csv},
                                                       {"feel", fuzz_feel},
                                                       {"policy", fuzz_policy},
                                                       {"receipt", fuzz_receipt},
                                                       {"table", fuzz_table},
                                                       {"template", fuzz_template},
                                                       {"workspace", fuzz_workspace},
                                                       {"yaml", fuzz_yaml}}};
  for (const FuzzTarget& each : kTargets) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

void silence_standard_output() {
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  require(nowhere >= 0 && ::dup2(nowhere, STDOUT_FILENO) >= 0, "/dev/null opens");
  ::close(nowhere);
}

MemoryFile::MemoryFile(std::string_view bytes)
    : descriptor_(::memfd_create("fuzzed", MFD_CLOEXEC)) {
  require(descriptor_ >= 0, "there is memory for a file");
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    require(written > 0, "a file in memory is written");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

MemoryFile::~MemoryFile() { ::close(descriptor_); }

std::string MemoryFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

}  // namespace zhaoshang
