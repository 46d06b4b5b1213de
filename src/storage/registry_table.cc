#include "storage/registry_table.h"

#include <algorithm>

#include "storage/registry_table_internal.h"
#include "storage/schema.h"

namespace storage {
namespace {

class RegistryTable final : public registry::RegistryStore {
 public:
  explicit RegistryTable(Record& record) : record_(record) {}

  base::Result<base::CommitNumber> head() override { return record_.head(); }

  base::Result<registry::Snapshot> load(base::CommitNumber as_known,
                                        const programs::Programme& programme) override {
    const base::CommitNumber known = std::min(as_known, TRY(record_.head()));
    return load_snapshot(record_.database(), known, programme);
  }

  base::Result<base::CommitNumber> apply(const registry::ChangeSet& changes,
                                         const registry::Act& act) override {
    if (changes.empty()) return record_.head();
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) {
      return write_changes(database, commit, changes);
    });
  }

  base::Result<base::CommitNumber> note(const registry::Act& act) override {
    return record_.commit(act, [](Database&, base::CommitNumber) { return base::Status(); });
  }

  base::Result<std::vector<registry::HistoryEntry>> history(const registry::HistoryQuery& query,
                                                            base::CommitNumber as_known) override {
    return read_history(record_.database(), query, as_known);
  }

 private:
  Record& record_;
};

base::Status insert_programme(Database& database, base::CommitNumber commit,
                              const programs::Programme& programme) {
  Statement known = TRY(database.prepare(
      "SELECT toml FROM programme_version WHERE code = :code AND version = :version LIMIT 1"));
  known.bind(":code", programme.code).bind(":version", programme.version);
  if (TRY(known.step()) && known.text(0) != programme.source) {
    return base::fail(base::Code::Conflict,
                      "programme '" + programme.code + "' version '" + programme.version +
                          "' is already stored with other content; give the file a new version");
  }
  Statement insert = TRY(database.prepare(
      "INSERT INTO programme_version VALUES (:commit, :code, :version, :toml, 1)"));
  insert.bind(":commit", commit.number)
      .bind(":code", programme.code)
      .bind(":version", programme.version)
      .bind(":toml", programme.source);
  return insert.run();
}

}  // namespace

std::unique_ptr<registry::RegistryStore> open_registry(Record& record) {
  return std::make_unique<RegistryTable>(record);
}

base::Result<base::CommitNumber> store_programme(
    Record& record, const registry::Act& act, const programs::Programme& programme,
    const std::function<base::Status(Database&, base::CommitNumber)>& also) {
  const auto current = load_programme_text(record, base::CommitNumber::latest());
  if (current && current->toml == programme.source) return record.head();
  if (!current && current.error().code != base::Code::NotFound) {
    return std::unexpected(current.error());
  }
  return record.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
    TRY_STATUS(insert_programme(database, commit, programme));
    return also ? also(database, commit) : base::Status();
  });
}

base::Result<StoredProgramme> load_programme_text(Record& record, base::CommitNumber as_known) {
  return load_programme_text(record.database(), as_known);
}

base::Result<StoredProgramme> load_programme_text(Database& database, base::CommitNumber as_known) {
  Statement row = TRY(database.prepare(
      "SELECT commit_no, code, version, toml FROM programme_version "
      "WHERE commit_no <= :known AND activated = 1 ORDER BY commit_no DESC LIMIT 1"));
  row.bind(":known", as_known.number);
  if (!TRY(row.step())) {
    return base::fail(base::Code::NotFound, "the store holds no programme as known at that commit",
                      "accredit init");
  }
  return StoredProgramme{.commit = {row.number(0)},
                         .code = std::string(row.text(1)),
                         .version = std::string(row.text(2)),
                         .toml = std::string(row.text(3))};
}

namespace {

base::Result<bool> any_changed(Database& database, std::span<const GroundTable> tables,
                               base::CommitNumber after, base::CommitNumber upto) {
  for (const GroundTable& table : tables) {
    Statement rows =
        TRY(database.prepare("SELECT EXISTS (SELECT 1 FROM " + std::string(table.name) +
                             " WHERE commit_no > ? AND commit_no <= ?)"));
    rows.bind(1, after.number).bind(2, upto.number);
    if (TRY(rows.step()) && rows.number(0) != 0) return true;
  }
  return false;
}

}  // namespace

base::Result<bool> registry_changed(Database& database, base::CommitNumber after,
                                    base::CommitNumber upto) {
  return any_changed(database, registry_ground_tables(), after, upto);
}

base::Result<bool> usage_changed(Database& database, base::CommitNumber after,
                                 base::CommitNumber upto) {
  return any_changed(database, usage_ground_tables(), after, upto);
}

}  // namespace storage
