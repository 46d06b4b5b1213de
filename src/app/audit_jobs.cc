#include "app/audit_jobs.h"

#include "app/signing.h"
#include "storage/audit_file.h"
#include "storage/disk_file.h"
#include "storage/persons.h"

namespace app {
namespace {

base::Result<std::optional<base::PublicKey>> trusted_key(const std::string& file) {
  if (file.empty()) return std::nullopt;
  return TRY(read_public_key(file));
}

}  // namespace

base::Result<storage::CheckpointReceipt> make_checkpoint(Store& store, const std::string& key_file,
                                                         const std::string& actor) {
  const base::SigningKey key = TRY(signing_key(store, key_file));
  return storage::make_checkpoint(store.record(), key, actor);
}

base::Result<std::vector<CheckpointEntry>> checkpoints(Store& store) {
  std::vector<CheckpointEntry> out;
  storage::Database& database = store.record().database();
  for (storage::Checkpoint& one : TRY(storage::read_checkpoints(database))) {
    const std::int64_t number = one.commit.number;
    const auto events = TRY(storage::read_events(database, number - 1, number));
    const base::Instant at = events.empty() ? base::Instant() : events.front().recorded_at;
    out.push_back({std::move(one), at});
  }
  return out;
}

base::Result<std::vector<storage::AuditEvent>> audit_events(Store& store, std::int64_t after,
                                                            std::int64_t most) {
  storage::Database& database = store.record().database();
  auto events = TRY(storage::read_piece(database, after, most));
  storage::Persons persons(database);
  for (storage::AuditEvent& one : events)
    one.act.actor = TRY(persons.shown(one.act.actor));
  return events;
}

base::Result<storage::ChainReport> verify_audit(Store& store, storage::ChainStart start,
                                                const std::string& key_file) {
  const auto trusted = TRY(trusted_key(key_file));
  return storage::check_chain(store.record(), start, trusted);
}

base::Result<storage::ChainReport> verify_audit_file(const std::string& path,
                                                     const std::string& key_file) {
  const auto trusted = TRY(trusted_key(key_file));
  auto bytes = TRY(ingest::open_bytes(path));
  return storage::check_audit_file(std::move(bytes), ingest::file_name(path), trusted);
}

base::Status export_audit(Store& store, storage::ChainStart start,
                          const std::function<base::Status(std::string_view)>& take) {
  return storage::export_chain(store.record(), start, take);
}

base::Status export_audit_file(Store& store, storage::ChainStart start, const std::string& path) {
  const std::string fresh = path + ".new";
  storage::FileWriter file = TRY(storage::FileWriter::create(fresh));
  TRY_STATUS(export_audit(store, start, [&](std::string_view piece) { return file.write(piece); }));
  TRY_STATUS(file.finish());
  return storage::publish(fresh, path);
}

}  // namespace app
