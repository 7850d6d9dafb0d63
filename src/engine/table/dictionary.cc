#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "engine/table/column.h"

namespace zhaoshang {
namespace {

template <class Word>
std::uint64_t load(const char* from) {
  Word word = 0;
  std::memcpy(&word, from, sizeof(word));
  return word;
}

/// The first and the last bytes of a text of at most sixteen, which together are all of it.
std::pair<std::uint64_t, std::uint64_t> ends_of(std::string_view text) {
  const std::size_t size = text.size();
  const char* const from = text.data();
  if (size >= 8) return {load<std::uint64_t>(from), load<std::uint64_t>(from + size - 8)};
  if (size >= 4) return {load<std::uint32_t>(from), load<std::uint32_t>(from + size - 4)};
  if (size >= 2) return {load<std::uint16_t>(from), load<std::uint16_t>(from + size - 2)};
  return {size == 0 ? 0 : load<std::uint8_t>(from), 0};
}

/// Ids and words are short: two loads and three multiplications for up to sixteen bytes.
std::uint32_t hash_of(std::string_view text) {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ULL;
  constexpr std::uint64_t kSecond = 0xC2B2AE3D27D4EB4FULL;
  std::uint64_t hash = text.size() * kSecond;
  while (text.size() > 16) {
    hash = (hash ^ load<std::uint64_t>(text.data())) * kFirst;
    hash ^= hash >> 29U;
    text.remove_prefix(8);
  }
  const auto [first, last] = ends_of(text);
  hash = (hash ^ first) * kFirst;
  hash ^= hash >> 29U;
  hash = (hash ^ last) * kSecond;
  return static_cast<std::uint32_t>(hash >> 32U);
}

/// Where an entry stands: chunk k begins at entry kFirstChunk × (2^k − 1).
struct ChunkPlace {
  std::size_t chunk;
  std::size_t offset;
};

ChunkPlace chunk_place(std::uint32_t code, std::uint32_t first_chunk) {
  const auto chunk = static_cast<std::uint32_t>(std::bit_width(code / first_chunk + 1) - 1);
  return {chunk, code - first_chunk * ((std::uint32_t{1} << chunk) - 1)};
}

}  // namespace

const Dictionary::Entry& Dictionary::entry(std::uint32_t code) const {
  const ChunkPlace place = chunk_place(code, kFirstChunk);
  return chunks_[place.chunk][place.offset];
}

std::size_t Dictionary::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot].code != kNoRow) {
    if (slots_[slot].hash == hash && this->text(slots_[slot].code) == text) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

void Dictionary::grow() {
  std::vector<Slot> old(std::max<std::size_t>(32, slots_.size() * 2));
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& each : old) {
    if (each.code == kNoRow) continue;
    std::size_t slot = each.hash & mask;
    while (slots_[slot].code != kNoRow) slot = (slot + 1) & mask;
    slots_[slot] = each;
  }
}

template <class Shared>
std::uint32_t Dictionary::add_once(std::string_view text, const Shared& made_of) {
  const std::uint32_t hash = hash_of(text);
  std::size_t slot = 0;
  if (!slots_.empty()) {
    slot = slot_of(text, hash);
    if (slots_[slot].code != kNoRow) return slots_[slot].code;
  }
  const std::uint32_t code = size_.load(std::memory_order_relaxed);
  const ChunkPlace place = chunk_place(code, kFirstChunk);
  if (place.offset == 0) {
    chunks_[place.chunk] = std::make_unique<Entry[]>(std::size_t{kFirstChunk} << place.chunk);
  }
  Entry& entry = chunks_[place.chunk][place.offset];
  entry.value = Value(made_of);
  entry.text_pointer = &entry.value.text();
  if (slots_.size() <= 2 * std::size_t{code}) {
    grow();
    slot = slot_of(text, hash);
  }
  slots_[slot] = {hash, code};
  size_.store(code + 1, std::memory_order_release);
  return code;
}

std::uint32_t Dictionary::code(std::string_view text) { return add_once(text, text); }

std::uint32_t Dictionary::code_sharing(const Value& text) { return add_once(text.text(), text); }

std::uint32_t Dictionary::find(std::string_view text) const {
  return slots_.empty() ? kNoRow : slots_[slot_of(text, hash_of(text))].code;
}

}  // namespace zhaoshang
