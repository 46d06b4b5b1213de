// What the name of a file says where a feed restates by whole files: which period it is about, and
// how far it was known when it was written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ingest {

struct NameParts {
  std::string period;                 // the name with {as_of} left out: what is replaced
  std::optional<std::int64_t> as_of;  // digits of the name as one number; later is larger
};

// "usage-2026-03-20260315.csv" by "usage-{period}-{as_of}.csv" is {"usage-2026-03-.csv", 20260315}.
// A name that the pattern does not fit is a period of its own, without order. Nothing when the
// pattern itself is wrong. {as_of} is up to 18 digits.
std::optional<NameParts> read_name(std::string_view pattern, std::string_view name);

}  // namespace ingest
