#include "base/checksum.h"

#include <doctest/doctest.h>

#include <vector>

namespace base {
namespace {

TEST_CASE("pieces give the checksum of the whole; every flipped bit changes it") {
  std::vector<std::byte> bytes(1'000);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::byte>(i * 37);
  const std::uint64_t whole = checksum(bytes);
  for (const std::size_t piece : {1UL, 7UL, 64UL, 999UL}) {
    Checksum sum;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      sum.update(std::span(bytes).subspan(at, std::min(piece, bytes.size() - at)));
    }
    CHECK(sum.value() == whole);
  }
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] ^= static_cast<std::byte>(1U << bit % 8);
    CHECK(checksum(bytes) != whole);
    bytes[bit / 8] ^= static_cast<std::byte>(1U << bit % 8);
  }
}

}  // namespace
}  // namespace base
