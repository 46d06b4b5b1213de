#include "storage/idempotency_table.h"

#include <algorithm>

#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE idempotency_key (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  request BLOB NOT NULL,
  commit_no INTEGER NOT NULL,
  at INTEGER NOT NULL,
  answer TEXT,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_key_at ON idempotency_key (at);
)sql";

std::string_view bytes(const base::Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

std::string_view idempotency_schema() {
  return kSchema;
}

base::Result<std::optional<KeptAnswer>> kept_answer(Record& record, const IdempotencyKey& key,
                                                    base::Instant now) {
  Statement find =
      TRY(record.database().prepare("SELECT request, commit_no, answer FROM idempotency_key WHERE "
                                    "caller = :caller AND key = :key "
                                    "AND at > :since"));
  find.bind(":caller", key.caller).bind(":key", key.key);
  find.bind(":since", now.milliseconds - kIdempotencyMs);
  if (!TRY(find.step())) return std::nullopt;
  KeptAnswer out;
  const std::string_view request = find.blob(0);
  if (request.size() != out.request.size())
    return base::fail(base::Code::Corrupt, "the request of an idempotency key is no digest");
  std::ranges::transform(request, out.request.begin(),
                         [](char c) { return static_cast<std::uint8_t>(c); });
  out.commit = {find.number(1)};
  if (!find.is_null(2)) out.answer = std::string(find.text(2));
  return out;
}

base::Status note_commit(Database& database, const IdempotencyKey& key, base::CommitNumber commit,
                         base::Instant now) {
  // Of several commits the first; a key that is over begins anew.
  Statement note = TRY(database.prepare(
      "INSERT INTO idempotency_key VALUES (:caller, :key, :request, :commit, :at, NULL) "
      "ON CONFLICT DO UPDATE SET request = excluded.request, commit_no = excluded.commit_no, "
      "at = excluded.at, answer = NULL WHERE at <= :since"));
  note.bind(":caller", key.caller).bind(":key", key.key);
  note.bind_blob(":request", bytes(key.request)).bind(":commit", commit.number);
  note.bind(":at", now.milliseconds).bind(":since", now.milliseconds - kIdempotencyMs);
  return note.run();
}

base::Status keep_answer(Record& record, const IdempotencyKey& key,
                         const std::optional<std::string>& answer, base::Instant now) {
  return record.beside([&](Database& database) -> base::Status {
    Statement over = TRY(database.prepare("DELETE FROM idempotency_key WHERE at <= :since"));
    TRY_STATUS(over.bind(":since", now.milliseconds - kIdempotencyMs).run());
    Statement keep = TRY(database.prepare(
        "INSERT INTO idempotency_key VALUES (:caller, :key, :request, 0, :at, :answer) "
        "ON CONFLICT DO UPDATE SET answer = excluded.answer"));
    keep.bind(":caller", key.caller).bind(":key", key.key);
    keep.bind_blob(":request", bytes(key.request)).bind(":at", now.milliseconds);
    if (answer) {
      keep.bind(":answer", *answer);
    } else {
      keep.bind_null(":answer");
    }
    return keep.run();
  });
}

}  // namespace storage
