// Dense keys: the store gives every partner, customer, product and subscription a small number
// that never changes, so that engines index arrays instead of comparing text. Key 0 is the first.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace base {

template <class Noun>
struct Key {
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  std::uint32_t number = kNone;

  constexpr bool exists() const { return number != kNone; }
  friend constexpr auto operator<=>(Key, Key) = default;
};

using PartnerKey = Key<struct PartnerNoun>;
using CustomerKey = Key<struct CustomerNoun>;
using ProductKey = Key<struct ProductNoun>;
using SubscriptionKey = Key<struct SubscriptionNoun>;

// The knowledge-time axis: every change that can alter a number takes the next one, from 1.
struct CommitNumber {
  std::int64_t number = 0;
  static constexpr CommitNumber latest() { return {INT64_MAX}; }
  friend constexpr auto operator<=>(CommitNumber, CommitNumber) = default;
};

// Milliseconds since 1970-01-01T00:00Z, always handed in (only app reads the wall clock).
struct Instant {
  std::int64_t milliseconds = 0;
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

}  // namespace base
