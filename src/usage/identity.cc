#include "usage/identity.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "base/check.h"
#include "base/decimal.h"

namespace usage {
namespace {

// Odd constants with an even spread of bits; any change would orphan every stored key file.
constexpr std::uint64_t kFirst = 0x9E37'79B9'7F4A'7C15;
constexpr std::uint64_t kSecond = 0xC2B2'AE3D'27D4'EB4F;
constexpr std::uint64_t kThird = 0x1656'67B1'9E37'79F9;

static_assert(std::endian::native == std::endian::little, "fingerprints are read little-endian");

std::uint64_t load(const char* bytes, std::size_t count) {
  std::uint64_t out = 0;
  std::memcpy(&out, bytes, count);
  return out;
}

// The 128-bit product folded on itself: every input bit reaches every output bit.
std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const base::UInt128 product = base::UInt128{a} * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t digest(std::string_view text, std::uint64_t seed) {
  std::uint64_t state = seed ^ fold(text.size() ^ kFirst, kSecond);
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left > 16; left -= 16, at += 16) {
    state = fold(load(at, 8) ^ kFirst ^ state, load(at + 8, 8) ^ kSecond);
  }
  const std::uint64_t low = left == 0 ? 0 : load(at, left < 8 ? left : 8);
  const std::uint64_t high = left > 8 ? load(at + 8, left - 8) : 0;
  state = fold(low ^ kThird ^ state, high ^ kSecond);
  return fold(state ^ kFirst, kThird);
}

bool same_content(const Record& a, const Record& b) {
  ASSERT(a.source == b.source && a.record_key == b.record_key && a.revision == b.revision);
  return a == b;
}

}  // namespace

Resolution resolve(std::span<const Version> versions) {
  std::size_t in_log = 0;
  while (in_log < versions.size() && versions[in_log].in_log)
    ++in_log;
  Resolution out;
  // First whether each row is accepted at all, then which of the accepted counts: the highest.
  std::map<std::int64_t, const Record*> standing;  // by revision: the first that was accepted
  std::int64_t highest = INT64_MIN;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const Record& record = *versions[i].record;
    ASSERT(versions[i].in_log == (i < in_log));
    bool accepted = i < in_log;
    if (!accepted) {
      const auto known = standing.find(record.revision);
      accepted = known == standing.end();
      out.verdicts.push_back(accepted                               ? Verdict::Current
                             : same_content(*known->second, record) ? Verdict::Duplicate
                                                                    : Verdict::KeyReused);
    }
    if (accepted) {
      standing.emplace(record.revision, &record);
      highest = std::max(highest, record.revision);
    }
  }
  for (std::size_t i = 0; i < versions.size(); ++i) {
    if (versions[i].record->revision == highest) continue;
    if (i < in_log) {
      if (versions[i].current) out.no_longer_current.push_back(i);
    } else if (out.verdicts[i - in_log] == Verdict::Current) {
      out.verdicts[i - in_log] = Verdict::Superseded;
    }
  }
  return out;
}

std::uint64_t fingerprint_seed(std::string_view source) {
  return digest(source, kThird);
}

std::uint64_t fingerprint_of_key(std::uint64_t seed, std::string_view record_key) {
  return digest(record_key, seed);
}

std::uint64_t fingerprint(std::string_view source, std::string_view record_key) {
  return fingerprint_of_key(fingerprint_seed(source), record_key);
}

}  // namespace usage
