// Which delivered rows become part of the log: the one place for the identity rule.
// (source, record_key) names a record; the highest revision counts; the same revision again is a
// duplicate when the content is equal and KEY_REUSED when it is not; a lower revision that comes
// late is kept and never counts. Order of arrival of distinct revisions does not matter.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "usage/record.h"

namespace usage {

enum class Verdict : std::uint8_t {
  Current,     // accepted, counts
  Superseded,  // accepted, but a higher revision is known: never counts
  Duplicate,   // already in the log or earlier in the delivery: nothing changes
  KeyReused,   // same key and revision with other content: quarantine
};

// All versions of one (source, record_key): those in the log, then those delivered in file order.
struct Version {
  const Record* record;
  bool in_log;   // already accepted before this delivery
  bool current;  // in_log only: it counted until now
};

struct Resolution {
  std::vector<Verdict> verdicts;               // one per delivered version, in order
  std::vector<std::size_t> no_longer_current;  // indices of in-log versions that stop counting
};

// Requires: `versions` share source and record_key, in-log versions first.
Resolution resolve(std::span<const Version> versions);

// 64-bit fingerprint of (source, record_key). Equal keys have equal fingerprints; unequal keys may
// collide, so a match is always confirmed on the texts. Stable across versions and machines.
std::uint64_t fingerprint(std::string_view source, std::string_view record_key);
// The same in two steps, for many keys of one source.
std::uint64_t fingerprint_seed(std::string_view source);
std::uint64_t fingerprint_of_key(std::uint64_t seed, std::string_view record_key);

}  // namespace usage
