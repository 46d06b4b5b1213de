// From texts to small numbers, for ids that stay as they are while a feed is read.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ingest {

class TextIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;

  TextIndex() = default;
  // The number of a text is its place. Views are kept: their owner must outlive the index. Of equal
  // texts the first is found.
  explicit TextIndex(std::vector<std::string_view> texts);

  std::uint32_t find(std::string_view text) const;
  // The same for many texts, several times as fast: memory is asked for before it is needed.
  // Requires: as many numbers as texts.
  void find_all(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers) const;
  std::size_t size() const { return texts_.size(); }
  std::string_view text(std::uint32_t number) const { return texts_[number]; }

 private:
  struct Slot {
    std::uint32_t tag = 0;  // upper half of the hash
    std::uint32_t number = kNone;
  };
  std::uint32_t find(std::string_view text, std::uint64_t hashed) const;
  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;  // a power of two of them, at most half full
};

}  // namespace ingest
