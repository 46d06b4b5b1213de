// Requests that carried an Idempotency-Key, beside the record: which commit carried one out, and
// what was answered. The commit is noted in its own transaction, so what was done is known to be
// done whenever the process ends.
#pragma once

#include <optional>
#include <string>

#include "base/keys.h"
#include "base/sha256.h"
#include "storage/record.h"

namespace storage {

struct IdempotencyKey {
  std::string caller;  // who chose it
  std::string key;
  base::Digest request;  // of what was asked
};

struct KeptAnswer {
  base::Digest request;
  base::CommitNumber commit;          // the first one that carried it out; 0: it made none
  std::optional<std::string> answer;  // none: the process ended before, or it shows a secret
};

// How long a key is known.
inline constexpr std::int64_t kIdempotencyMs = std::int64_t{7} * 24 * 3'600'000;

base::Result<std::optional<KeptAnswer>> kept_answer(Record& record, const IdempotencyKey& key,
                                                    base::Instant now);
// In the transaction of a commit that carries the request out.
base::Status note_commit(Database& database, const IdempotencyKey& key, base::CommitNumber commit,
                         base::Instant now);
// Durable when it returns; for a request that made no commit, too. No answer: it is not to be kept,
// only that there was one. Takes out keys that are over.
base::Status keep_answer(Record& record, const IdempotencyKey& key,
                         const std::optional<std::string>& answer, base::Instant now);

}  // namespace storage
