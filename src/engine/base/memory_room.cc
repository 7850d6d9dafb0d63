#include "engine/base/memory_room.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <system_error>

namespace zhaoshang {
namespace {

/// The addresses of the room; empty: there is none.
struct Room {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
};
Room room;  // NOLINT: of the process

constexpr std::uintptr_t kLargePage = std::uintptr_t{2} << 20U;

}  // namespace

void make_memory_room() {
#ifdef __GLIBC__
  constexpr int kRoom = 40 << 20;
  constexpr int kMostOfOne = 31 << 20;
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 2 * kRoom);
  ::mallopt(M_TOP_PAD, kRoom);
  ::mallopt(M_ARENA_MAX, 1);
  void* const taken = std::malloc(kMostOfOne);
  if (taken == nullptr) return;
  const auto begin = reinterpret_cast<std::uintptr_t>(taken);
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const std::uintptr_t first = (begin + page - 1) / page * page;
  if (first < end && ::madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE) == 0)
    room = {first, end};
  std::free(taken);
  ::mallopt(M_TOP_PAD, 4 << 20);
#endif
}

MemoryAhead::MemoryAhead([[maybe_unused]] std::size_t bytes) {
#ifdef MADV_POPULATE_WRITE
  if (room.begin == room.end) return;
  const std::uintptr_t end = std::min(room.end, room.begin + bytes);
  const auto get_ready = [this, end] {
    // Page by page, in the order in which it will be used: what is there already costs nothing.
    for (std::uintptr_t at = room.begin; at < end && !is_over_;) {
      const std::uintptr_t next = (at / kLargePage + 1) * kLargePage;
      const std::size_t size = std::min(next, end) - at;
      if (::madvise(reinterpret_cast<void*>(at), size, MADV_POPULATE_WRITE) != 0) return;
      at = next;
    }
  };
  try {
    thread_ = std::thread(get_ready);
  } catch (const std::system_error&) {
    // No thread is to be had: each page comes when it is used.
  }
#endif
}

MemoryAhead::~MemoryAhead() {
  is_over_ = true;
  if (thread_.joinable()) thread_.join();
}

}  // namespace zhaoshang
