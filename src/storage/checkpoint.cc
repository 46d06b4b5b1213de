#include "storage/checkpoint.h"

#include <algorithm>
#include <array>

#include "base/bytes.h"
#include "base/check.h"
#include "storage/audit.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE signing_key (
  commit_no INTEGER NOT NULL,
  id TEXT PRIMARY KEY,
  public_key BLOB NOT NULL
) STRICT;

CREATE TABLE audit_checkpoint (
  commit_no INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  head BLOB NOT NULL,
  key TEXT NOT NULL REFERENCES signing_key,
  signature BLOB NOT NULL
) STRICT;
)sql";

constexpr std::array<GroundTable, 2> kTables{{
    {"signing_key", "id"},
    {"audit_checkpoint", "commit_no"},
}};

std::string_view bytes_of(const base::PublicKey& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

}  // namespace

std::string_view checkpoint_schema() {
  return kSchema;
}

std::span<const GroundTable> checkpoint_ground_tables() {
  return kTables;
}

std::string checkpoint_message(std::int64_t seq, const base::Digest& head) {
  return base::ByteWriter()
      .text("accredit.checkpoint.1")
      .number(seq)
      .text(base::bytes_of(head))
      .bytes();
}

base::Status enter_signing_key(Database& database, base::CommitNumber commit,
                               const base::PublicKey& key) {
  Statement insert = TRY(database.prepare(
      "INSERT INTO signing_key VALUES (:commit, :id, :key) ON CONFLICT (id) DO NOTHING"));
  insert.bind(":commit", commit.number).bind(":id", base::key_id(key));
  insert.bind_blob(":key", bytes_of(key));
  return insert.run();
}

base::Status enter_checkpoint(Database& database, base::CommitNumber commit,
                              const base::SigningKey& key) {
  const AuditEvent last = TRY(last_event(database));
  const std::string signature = TRY(key.sign(checkpoint_message(last.seq, last.hash)));
  TRY_STATUS(enter_signing_key(database, commit, key.public_key()));
  Statement insert = TRY(database.prepare(
      "INSERT INTO audit_checkpoint VALUES (:commit, :seq, :head, :key, :signature)"));
  insert.bind(":commit", commit.number).bind(":seq", last.seq);
  insert.bind_blob(":head", base::bytes_of(last.hash));
  insert.bind(":key", base::key_id(key.public_key())).bind_blob(":signature", signature);
  return insert.run();
}

base::Result<CheckpointReceipt> make_checkpoint(Record& record, const base::SigningKey& key,
                                                const std::string& actor) {
  const base::CommitNumber head = TRY(record.head());
  const auto before = TRY(read_checkpoints(record.database()));
  if (!before.empty() && before.back().commit == head)
    return CheckpointReceipt{before.back(), false};
  TRY(record.commit({actor, "checkpoint", {}, {}},
                    [&](Database& database, base::CommitNumber commit) {
                      return enter_checkpoint(database, commit, key);
                    }));
  return CheckpointReceipt{TRY(read_checkpoints(record.database())).back(), true};
}

base::Result<std::vector<Checkpoint>> read_checkpoints(Database& database) {
  Statement rows = TRY(database.prepare(
      "SELECT commit_no, seq, head, key, signature FROM audit_checkpoint ORDER BY commit_no"));
  std::vector<Checkpoint> all;
  while (TRY(rows.step())) {
    all.push_back({.commit = {rows.number(0)},
                   .seq = rows.number(1),
                   .head = digest_of(rows.blob(2)),
                   .key = std::string(rows.text(3)),
                   .signature = std::string(rows.blob(4))});
  }
  return all;
}

base::Result<std::vector<KeptKey>> read_signing_keys(Database& database) {
  Statement rows =
      TRY(database.prepare("SELECT id, public_key FROM signing_key ORDER BY commit_no, id"));
  std::vector<KeptKey> all;
  while (TRY(rows.step())) {
    KeptKey one{.id = std::string(rows.text(0)), .key = {}};
    const std::string_view bytes = rows.blob(1);
    if (bytes.size() == one.key.size()) std::ranges::copy(bytes, one.key.begin());
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace storage
