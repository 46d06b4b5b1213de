// The audit chain: signing it, checking it, handing it to somebody else.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/store.h"
#include "storage/chain.h"

namespace app {

// Signs the chain as it stands, with the key of app/signing.h; for the end of a month, too.
base::Result<storage::CheckpointReceipt> make_checkpoint(Store& store, const std::string& key_file,
                                                         const std::string& actor);

struct CheckpointEntry {
  storage::Checkpoint checkpoint;
  base::Instant recorded_at;
};
base::Result<std::vector<CheckpointEntry>> checkpoints(Store& store);

// The first `most` events behind the number `after`, with the names of who acted.
base::Result<std::vector<storage::AuditEvent>> audit_events(Store& store, std::int64_t after,
                                                            std::int64_t most);

// `key_file`: the public key, in PEM, that must have signed; empty: those that the chain names.
base::Result<storage::ChainReport> verify_audit(Store& store, storage::ChainStart start,
                                                const std::string& key_file);
// An export, without its store.
base::Result<storage::ChainReport> verify_audit_file(const std::string& path,
                                                     const std::string& key_file);

base::Status export_audit(Store& store, storage::ChainStart start,
                          const std::function<base::Status(std::string_view)>& take);
// The same into a file, which is whole or absent.
base::Status export_audit_file(Store& store, storage::ChainStart start, const std::string& path);

}  // namespace app
