// The files of a folder through a target, one after the other, without libFuzzer:
//
//   fuzz_replay TARGET FOLDER...
//
// A target that does not come back, or ends the programme, says by the last name printed which
// file it was. No file at all is a failure.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/output.h"
#include "fuzz/target.h"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  using namespace zhaoshang;
  const FuzzTarget* const target = argc > 2 ? find_target(argv[1]) : nullptr;
  if (target == nullptr) {
    std::fputs("fuzz_replay TARGET FOLDER...\n", stderr);
    return 2;
  }
  std::vector<std::string> files;
  for (int k = 2; k < argc; ++k) {
    if (!fs::is_directory(argv[k])) continue;  // a target without regressions has no such folder
    for (const auto& each : fs::directory_iterator(argv[k])) files.push_back(each.path().string());
  }
  std::sort(files.begin(), files.end());
  silence_standard_output();
  for (const std::string& file : files) {
    std::fprintf(stderr, "%s\n", file.c_str());
    target->run(read_file(file));
  }
  std::fprintf(stderr, "%zu files\n", files.size());
  return files.empty() ? 1 : 0;
}
