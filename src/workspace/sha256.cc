#include "workspace/sha256.h"

#include <nettle/sha2.h>

#include <algorithm>
#include <array>
#include <vector>

#include "engine/table/bytes.h"

namespace zhaoshang {

struct Sha256::State {
  sha256_ctx context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  sha256_update(&state_->context, bytes.size(),
                reinterpret_cast<const std::uint8_t*>(bytes.data()));  // bytes are bytes
}

std::string Sha256::finish() {
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&state_->context, digest.size(), digest.data());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const std::uint8_t byte : digest) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 0xFU];
  }
  return hex;
}

std::string sha256(std::string_view bytes) {
  Sha256 sum;
  sum.update(bytes);
  return sum.finish();
}

std::string sha256_of_file(const std::string& path, std::optional<std::uint64_t> bytes) {
  constexpr std::size_t kBlock = std::size_t{256} << 10U;
  ByteFile file(path);
  Sha256 sum;
  std::vector<char> block(kBlock);
  std::uint64_t left = bytes.value_or(file.size());
  while (left > 0) {
    const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, kBlock));
    const std::size_t got = file.read(block.data(), wanted);
    if (got == 0) break;
    sum.update({block.data(), got});
    left -= got;
  }
  return sum.finish();
}

}  // namespace zhaoshang
