// What is fuzzed: readers of bytes from elsewhere, each a function of some bytes. Whatever they
// are, it comes back, having let go of all it took; what must hold of the outcome it requires. The
// same functions run under libFuzzer and, over the files of corpus/ and regressions/, under ctest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhaoshang {

struct FuzzTarget {
  std::string_view name;  // of its folders in corpus/ and regressions/
  void (*run)(std::string_view bytes);
};

void fuzz_amount(std::string_view bytes);
void fuzz_csv(std::string_view bytes);
void fuzz_feel(std::string_view bytes);
void fuzz_policy(std::string_view bytes);
void fuzz_receipt(std::string_view bytes);
void fuzz_table(std::string_view bytes);
void fuzz_template(std::string_view bytes);
void fuzz_workspace(std::string_view bytes);
void fuzz_yaml(std::string_view bytes);

/// All of the above by name; nullptr: no such target.
const FuzzTarget* find_target(std::string_view name);

/// Ends the programme with `what` where it does not hold, in a way that libFuzzer keeps the input.
void require(bool holds, std::string_view what);
/// What commands print goes nowhere from now on.
void silence_standard_output();

/// Bytes under a path, for what opens files itself; gone with the object. No disk is written.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes);
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile();

  std::string path() const;

 private:
  int descriptor_;
};

}  // namespace zhaoshang
