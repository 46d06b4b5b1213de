// Checkpoints: signatures of the store over the head of its audit chain, and the public keys of
// the store. Both are ground tables, so the chain seals them too. docs/formats/audit-record.md.
#pragma once

#include <string>
#include <vector>

#include "base/sha256.h"
#include "base/signing.h"
#include "storage/record.h"

namespace storage {

struct KeptKey {
  std::string id;
  base::PublicKey key{};
};

struct Checkpoint {
  base::CommitNumber commit;  // that stored it
  std::int64_t seq = 0;       // the last event that it covers: the one before its own
  base::Digest head{};        // the hash of that event
  std::string key;            // id of the key that signed
  std::string signature;      // 64 bytes
};

// What is signed.
std::string checkpoint_message(std::int64_t seq, const base::Digest& head);

// Within a commit that signs something: the key becomes part of the chain, once.
base::Status enter_signing_key(Database& database, base::CommitNumber commit,
                               const base::PublicKey& key);
// Within any commit: signs the chain as it stood before it.
base::Status enter_checkpoint(Database& database, base::CommitNumber commit,
                              const base::SigningKey& key);

struct CheckpointReceipt {
  Checkpoint checkpoint;
  bool made = true;  // false: nothing happened since this one
};
// A commit of its own. Requires: a record that was opened for writing.
base::Result<CheckpointReceipt> make_checkpoint(Record& record, const base::SigningKey& key,
                                                const std::string& actor);

base::Result<std::vector<Checkpoint>> read_checkpoints(Database& database);  // oldest first
base::Result<std::vector<KeptKey>> read_signing_keys(Database& database);    // oldest first

}  // namespace storage
