#include "ingest/text_index.h"

#include <bit>

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
  if (slots_.empty()) return kNone;
  const std::size_t mask = slots_.size() - 1;
  const std::uint64_t hashed = hash(text);
  for (std::size_t at = hashed & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.number == kNone) return kNone;
    if (slot.tag == tag_of(hashed) && texts_[slot.number] == text) return slot.number;
  }
}

}  // namespace ingest
