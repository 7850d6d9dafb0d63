// Where the memory of the process comes from: one room for all threads, in large pages. Asks the
// system, and nobody else; holds nothing of anyone's.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>

namespace zhaoshang {

/// Columns are made and let go all the time: what is freed is kept for the next, and all threads
/// take from one place. The room for it, which costs nothing before it is used, may come in large
/// pages: asking the system for small ones, one by one, takes a tenth of a run. It is less than
/// what LineReader takes for each table (48 MiB, of which it uses little): that comes and goes by
/// itself. To be called once, before anything else takes memory.
void make_memory_room();

/// Has the system get the first bytes of the room ready on a thread of its own, as long as it
/// lives: a large page that a virtual machine has to get anew takes milliseconds. For who is about
/// to use so much, and has a core to spare until then. Does nothing where there is no such room.
class MemoryAhead {
 public:
  explicit MemoryAhead(std::size_t bytes);
  ~MemoryAhead();
  MemoryAhead(const MemoryAhead&) = delete;
  MemoryAhead& operator=(const MemoryAhead&) = delete;

 private:
  std::atomic<bool> is_over_ = false;
  std::thread thread_;
};

}  // namespace zhaoshang
