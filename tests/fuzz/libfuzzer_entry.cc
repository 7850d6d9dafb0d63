// Where libFuzzer enters: one executable a target, its name given by the build.
#include <cstddef>
#include <cstdint>

#include "fuzz/target.h"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerInitialize(int*, char***) {
  zhaoshang::silence_standard_output();
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const zhaoshang::FuzzTarget* const kTarget = zhaoshang::find_target(ZHAOSHANG_FUZZ_TARGET);
  kTarget->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
