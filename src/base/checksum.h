// 64-bit checksum (XXH3) of derived state: against torn and flipped bytes, not against people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace base {

std::uint64_t checksum(std::span<const std::byte> bytes);

// The same over bytes that come in pieces, cut anywhere.
class Checksum {
 public:
  Checksum();
  ~Checksum();
  void update(std::span<const std::byte> bytes);
  std::uint64_t value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace base
