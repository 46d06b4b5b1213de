// A look: somebody of a partner saw data of a customer. The customer reads its looks in its access
// log (domain 5.8, experience C-5).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/keys.h"
#include "base/result.h"
#include "base/sha256.h"
#include "registry/registry_store.h"

namespace rights {

enum class LookAction : std::uint8_t { Viewed, ApiRead, Exported, Sql };
inline constexpr std::array<std::string_view, 4> kLookActions{"viewed", "api_read", "exported",
                                                              "sql"};
constexpr std::string_view word(LookAction action) {
  return kLookActions[static_cast<std::size_t>(action)];
}

struct Look {
  std::int64_t number = 0;  // given by the store, rising
  base::Instant at;         // of the last one that is counted here
  std::string customer, partner;
  std::string who;                // "partner:P1/eva", "key:K7"
  std::string object, object_id;  // "subscription", "S1"; of several the first
  LookAction action = LookAction::Viewed;
  std::int64_t rows = 0;  // that were exported or read
  std::string purpose, address, request;
  std::int64_t times = 1;  // looks alike since the one before this in the log
  friend bool operator==(const Look&, const Look&) = default;
};

// Empty texts: any.
struct LookQuery {
  std::string customer, partner, object;
  std::optional<LookAction> action;
  base::Instant from{INT64_MIN}, to{INT64_MAX};  // to excluded
  std::int64_t after = 0;                        // the number of the last one that was read
  std::int64_t limit = INT64_MAX;
};

// A look as one line of JSON, texts only. The digest of a range is that of its lines, which
// `accredit access log -o ndjson` prints.
std::string line(const Look& look);
base::Digest digest(std::span<const Look> looks);

// An address without what tells one machine of a network: 192.0.2.0, 2001:db8:1::. Empty for
// anything else.
std::string truncated_address(std::string_view address);

// The port: the system of record as the access log needs it. storage/ implements it.
class LookStore {
 public:
  virtual ~LookStore() = default;
  // Durable when it returns, all or none. No commit: a look changes nothing.
  virtual base::Status add(std::span<const Look> looks) = 0;
  // By number.
  virtual base::Result<std::vector<Look>> read(const LookQuery& query) = 0;
  // Takes out what is older than `before`: a commit, whose act says how many it took.
  virtual base::Result<std::int64_t> forget(base::Instant before, const registry::Act& act) = 0;
};

}  // namespace rights
