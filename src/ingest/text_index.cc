#include "ingest/text_index.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/check.h"
#include "base/prefetch.h"
#include "usage/identity.h"

namespace ingest {
namespace {

std::uint64_t hash(std::string_view text) {
  return usage::fingerprint_of_key(0, text);
}
std::uint32_t tag_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

TextIndex::TextIndex(std::vector<std::string_view> texts)
    : texts_(std::move(texts)), slots_(std::bit_ceil(texts_.size() * 2 + 2)) {
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < texts_.size(); ++number) {
    const std::uint64_t hashed = hash(texts_[number]);
    std::size_t at = hashed & mask;
    while (slots_[at].number != kNone)
      at = (at + 1) & mask;
    slots_[at] = {tag_of(hashed), number};
  }
}

std::uint32_t TextIndex::find(std::string_view text) const {
  return slots_.empty() ? kNone : find(text, hash(text));
}

std::uint32_t TextIndex::find(std::string_view text, std::uint64_t hashed) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hashed & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.number == kNone) return kNone;
    if (slot.tag == tag_of(hashed) && texts_[slot.number] == text) return slot.number;
  }
}

void TextIndex::find_all(std::span<const std::string_view> texts,
                         std::span<std::uint32_t> numbers) const {
  ASSERT(texts.size() == numbers.size());
  if (slots_.empty()) {
    std::ranges::fill(numbers, kNone);
    return;
  }
  constexpr std::size_t kTogether = 32;
  const std::size_t mask = slots_.size() - 1;
  std::array<std::uint64_t, kTogether> hashes{};
  for (std::size_t from = 0; from < texts.size(); from += kTogether) {
    const std::size_t count = std::min(kTogether, texts.size() - from);
    for (std::size_t i = 0; i < count; ++i) {
      hashes[i] = hash(texts[from + i]);
      base::prefetch(&slots_[hashes[i] & mask]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t likely = slots_[hashes[i] & mask].number;
      if (likely != kNone) base::prefetch(&texts_[likely]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t likely = slots_[hashes[i] & mask].number;
      if (likely != kNone) base::prefetch(texts_[likely].data());
    }
    for (std::size_t i = 0; i < count; ++i)
      numbers[from + i] = find(texts[from + i], hashes[i]);
  }
}

}  // namespace ingest
