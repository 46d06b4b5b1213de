// From texts to small numbers, for ids that stay as they are while a feed is read.
#pragma once

#include <cstdint>
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
  std::size_t size() const { return texts_.size(); }
  std::string_view text(std::uint32_t number) const { return texts_[number]; }

 private:
  struct Slot {
    std::uint32_t tag = 0;  // upper half of the hash
    std::uint32_t number = kNone;
  };
  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;  // a power of two of them, at most half full
};

}  // namespace ingest
