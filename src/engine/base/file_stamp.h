// Whether a file is still the one that it was. In: a path. Out: what tells it from what it was
// before it was written to or replaced. Its bytes are not read.
#pragma once

#include <cstdint>
#include <string>

namespace zhaoshang {

/// Device, number, size and time of the last write. All zero: it could not be looked at.
struct FileStamp {
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  std::int64_t size = 0;  // bytes
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;

  static FileStamp of(const std::string& path);
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

}  // namespace zhaoshang
