// SHA-256 of bytes, as receipts name the files of a run (nettle).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace zhaoshang {

/// A checksum that is fed piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  /// 64 hexadecimal digits; the sum then starts anew.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);
/// Of the first `bytes` of a file, or of all of it, a block at a time. Throws SystemError.
std::string sha256_of_file(const std::string& path, std::optional<std::uint64_t> bytes = {});

}  // namespace zhaoshang
