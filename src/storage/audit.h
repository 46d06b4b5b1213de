// The audit chain: one event per commit, each sealed by a hash over all its fields, the digest of
// every ground row of the commit, and the hash before it. docs/formats/audit-record.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/keys.h"
#include "base/result.h"
#include "base/sha256.h"
#include "registry/registry_store.h"
#include "storage/database.h"
#include "storage/schema.h"

namespace storage {

struct AuditEvent {
  std::int64_t seq = 0;
  base::CommitNumber commit;
  base::Instant recorded_at;
  registry::Act act;
  base::Digest content{};   // of the ground rows of the commit
  base::Digest previous{};  // hash of the event before; zeros for the first
  base::Digest hash{};
};

// All ground tables in the order of the digest.
std::vector<GroundTable> ground_tables();

// A blob as a digest; one of another length is damaged and must not pass for a hash: zeros.
base::Digest digest_of(std::string_view bytes);

// The canonical encoding that is hashed, without the hash itself.
std::string canonical(const AuditEvent& event);
base::Digest hash_of(const AuditEvent& event);  // SHA-256(0x00 || canonical)

// SHA-256 over the canonical rows of every ground table with this commit number.
base::Result<base::Digest> content_digest(Database& database, base::CommitNumber commit);

// Events by seq, after < seq <= upto.
base::Result<std::vector<AuditEvent>> read_events(Database& database, std::int64_t after,
                                                  std::int64_t upto);
// The first `most` events behind `after`.
base::Result<std::vector<AuditEvent>> read_piece(Database& database, std::int64_t after,
                                                 std::int64_t most);
// The event with the highest seq; all zeros for a store without commits.
base::Result<AuditEvent> last_event(Database& database);
// The last of those recorded before the instant; all zeros when there is none.
base::Result<AuditEvent> last_event_before(Database& database, base::Instant end);
base::Status append_event(Database& database, const AuditEvent& event);

}  // namespace storage
