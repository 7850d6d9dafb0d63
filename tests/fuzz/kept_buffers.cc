// io::LineReader takes 48 MiB for every text that it reads. AddressSanitizer marks them byte by
// byte when they are taken and when they are given back, which is nearly all that a short text
// costs: so in the fuzzers buffers of that size are kept, and taken again. What a text can reach of
// one is as fresh each time as if it had just been allocated, and poisoned when it has been given
// back.
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

#include <sanitizer/asan_interface.h>

namespace {

constexpr std::size_t kLarge = std::size_t{48} << 20U;
/// More than the longest text that is fuzzed comes to.
constexpr std::size_t kReached = std::size_t{128} << 10U;

struct Kept {
  std::atomic<void*> buffer = nullptr;
  std::atomic<bool> is_taken = false;
};

std::array<Kept, 4> kept;

void* take_again() {
  for (Kept& each : kept) {
    if (each.is_taken.exchange(true)) continue;
    if (each.buffer == nullptr) each.buffer = std::malloc(kLarge);
    if (each.buffer == nullptr) throw std::bad_alloc();
    ASAN_UNPOISON_MEMORY_REGION(each.buffer, kReached);
    std::memset(each.buffer, 0xBE, kReached);
    return each.buffer;
  }
  return nullptr;
}

void give_back(void* buffer) {
  if (buffer == nullptr) return;
  for (Kept& each : kept) {
    if (each.buffer != buffer) continue;
    ASAN_POISON_MEMORY_REGION(buffer, kReached);
    each.is_taken = false;
    return;
  }
  std::free(buffer);
}

}  // namespace

void* operator new[](std::size_t size) {
  void* memory = size == kLarge ? take_again() : nullptr;
  if (memory == nullptr) memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
