#include "storage/audit.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/check.h"

namespace storage {
namespace {

constexpr std::size_t kFlushAt = 1 << 16;

// A row is the kinds of its cells (N number, T text, B blob, 0 null), then the values in order.
void encode_row(const Statement& row, std::string& kinds, base::ByteWriter& out) {
  const int columns = row.columns();
  kinds.clear();
  for (int i = 0; i < columns; ++i)
    kinds.push_back("0NTB"[static_cast<int>(row.kind(i))]);
  out.text(kinds);
  for (int i = 0; i < columns; ++i) {
    switch (row.kind(i)) {
      case CellKind::Null: break;
      case CellKind::Number: out.number(row.number(i)); break;
      case CellKind::Text: out.text(row.text(i)); break;
      case CellKind::Blob: out.text(row.blob(i)); break;
    }
  }
}

base::Status digest_table(Database& database, const GroundTable& table, base::CommitNumber commit,
                          base::Sha256& digest) {
  Statement& rows =
      *TRY(database.kept("SELECT * FROM " + std::string(table.name) +
                         " WHERE commit_no = ? ORDER BY " + std::string(table.order_by)));
  rows.bind(1, commit.number);
  base::ByteWriter out;
  std::string kinds;
  while (TRY(rows.step())) {
    if (kinds.empty()) out.text(table.name);
    encode_row(rows, kinds, out);
    if (out.bytes().size() >= kFlushAt) {
      digest.update(out.bytes());
      out.clear();
    }
  }
  rows.reset();
  // A table without rows in the commit leaves no trace, so tables can be added later.
  if (kinds.empty()) return {};
  out.text("");
  digest.update(out.bytes());
  return {};
}

AuditEvent event_of(const Statement& row) {
  return {.seq = row.number(0),
          .commit = {row.number(1)},
          .recorded_at = {row.number(2)},
          .act = {.actor = std::string(row.text(3)),
                  .action = std::string(row.text(4)),
                  .reason = std::string(row.text(5)),
                  .detail = std::string(row.text(6))},
          .content = digest_of(row.blob(7)),
          .previous = digest_of(row.blob(8)),
          .hash = digest_of(row.blob(9))};
}

}  // namespace

std::vector<GroundTable> ground_tables() {
  std::vector<GroundTable> all;
  for (const GroundTable& table : registry_ground_tables())
    all.push_back(table);
  for (const GroundTable& table : usage_ground_tables())
    all.push_back(table);
  for (const GroundTable& table : lifecycle_ground_tables())
    all.push_back(table);
  for (const GroundTable& table : ledger_ground_tables())
    all.push_back(table);
  for (const GroundTable& table : petition_ground_tables())
    all.push_back(table);
  for (const GroundTable& table : consent_ground_tables())
    all.push_back(table);
  for (const GroundTable& table : payout_ground_tables())
    all.push_back(table);
  for (const GroundTable& table : guidance_ground_tables())
    all.push_back(table);
  for (const GroundTable& table : checkpoint_ground_tables())
    all.push_back(table);
  return all;
}

base::Digest digest_of(std::string_view bytes) {
  base::Digest out{};
  if (bytes.size() == out.size()) std::ranges::copy(bytes, out.begin());
  return out;
}

std::string canonical(const AuditEvent& event) {
  return base::ByteWriter()
      .text("accredit.audit.1")
      .number(event.seq)
      .number(event.commit.number)
      .number(event.recorded_at.milliseconds)
      .text(event.act.actor)
      .text(event.act.action)
      .text(event.act.reason)
      .text(event.act.detail)
      .text(base::bytes_of(event.content))
      .text(base::bytes_of(event.previous))
      .bytes();
}

base::Digest hash_of(const AuditEvent& event) {
  return base::sha256(std::string(1, '\0') + canonical(event));
}

base::Result<base::Digest> content_digest(Database& database, base::CommitNumber commit) {
  base::Sha256 digest;
  base::ByteWriter head;
  digest.update(head.text("accredit.content.1").number(commit.number).bytes());
  for (const GroundTable& table : ground_tables()) {
    TRY_STATUS(digest_table(database, table, commit, digest));
  }
  return digest.finish();
}

base::Result<std::vector<AuditEvent>> read_events(Database& database, std::int64_t after,
                                                  std::int64_t upto) {
  Statement rows = TRY(database.prepare(
      "SELECT seq, commit_no, recorded_at, actor, action, reason, detail, content, previous, hash "
      "FROM audit_event WHERE seq > :after AND seq <= :upto ORDER BY seq"));
  rows.bind(":after", after).bind(":upto", upto);
  std::vector<AuditEvent> events;
  while (TRY(rows.step()))
    events.push_back(event_of(rows));
  return events;
}

base::Result<std::vector<AuditEvent>> read_piece(Database& database, std::int64_t after,
                                                 std::int64_t most) {
  const std::int64_t upto = TRY(database.number(
      "SELECT coalesce(max(seq), 0) FROM (SELECT seq FROM audit_event WHERE seq > " +
      std::to_string(after) + " ORDER BY seq LIMIT " + std::to_string(most) + ")"));
  return read_events(database, after, upto);
}

base::Result<AuditEvent> last_event(Database& database) {
  const std::int64_t last = TRY(database.number("SELECT coalesce(max(seq), 0) FROM audit_event"));
  auto events = TRY(read_events(database, last - 1, last));
  if (last == 0 || events.empty()) return AuditEvent{};
  return events.back();
}

base::Result<AuditEvent> last_event_before(Database& database, base::Instant end) {
  Statement row = TRY(database.prepare(
      "SELECT seq FROM audit_event WHERE recorded_at < :end ORDER BY seq DESC LIMIT 1"));
  row.bind(":end", end.milliseconds);
  if (!TRY(row.step())) return AuditEvent{};
  const std::int64_t seq = row.number(0);
  const auto events = TRY(read_events(database, seq - 1, seq));
  return events.empty() ? AuditEvent{} : events.front();
}

base::Status append_event(Database& database, const AuditEvent& event) {
  Statement& insert = *TRY(
      database.kept("INSERT INTO audit_event VALUES (:seq, :commit, :at, :actor, :action, :reason, "
                    ":detail, :content, :previous, :hash)"));
  insert.bind(":seq", event.seq)
      .bind(":commit", event.commit.number)
      .bind(":at", event.recorded_at.milliseconds)
      .bind(":actor", event.act.actor)
      .bind(":action", event.act.action)
      .bind(":reason", event.act.reason)
      .bind(":detail", event.act.detail)
      .bind_blob(":content", base::bytes_of(event.content))
      .bind_blob(":previous", base::bytes_of(event.previous))
      .bind_blob(":hash", base::bytes_of(event.hash));
  return insert.run();
}

}  // namespace storage
