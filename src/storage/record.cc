#include "storage/record.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/check.h"
#include "base/fault.h"
#include "storage/anchor.h"
#include "storage/audit.h"
#include "storage/disk_file.h"
#include "storage/identity_table.h"
#include "storage/persons.h"
#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::int64_t kApplication = 0x41434352;  // "ACCR"
constexpr std::int64_t kFormat = 14;

std::string database_path(const std::string& directory) {
  return directory + "/record.db";
}
std::string anchor_path(const std::string& directory) {
  return directory + "/anchor";
}

std::unexpected<base::Error> trouble(const std::string& what, const std::string& path) {
  return base::fail(base::Code::Io, "cannot " + what + " '" + path + "': " + std::strerror(errno) +
                                        "; check the path, its permissions and the disk");
}

std::string holder_of(int lock) {
  std::array<char, 32> text{};
  const ssize_t got = ::pread(lock, text.data(), text.size() - 1, 0);
  return got > 0 ? "process " + std::string(text.data()) : std::string("another process");
}

// One writer: the lock is the kernel's, so it ends with the process; the text is for people.
base::Result<Descriptor> take_lock(const std::string& directory) {
  const std::string path = directory + "/lock";
  Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!lock.open()) return trouble("open the lock", path);
  if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
    return base::fail(base::Code::Conflict,
                      holder_of(lock.number()) + " is writing to the store in '" + directory +
                          "'; wait until it has finished, then repeat the command");
  }
  const std::string pid = std::to_string(::getpid());
  const bool noted =
      ::ftruncate(lock.number(), 0) == 0 &&
      ::pwrite(lock.number(), pid.data(), pid.size(), 0) == static_cast<ssize_t>(pid.size());
  if (!noted) return trouble("write the lock", path);
  return lock;
}

// The rows of a commit never change after it: the store says so to every writer.
std::string keep_triggers(std::string_view table) {
  std::string sql;
  for (const std::string_view verb : {"UPDATE", "DELETE"}) {
    const std::string name = std::string(table) + (verb == "UPDATE" ? "_unchanged" : "_kept");
    sql += "CREATE TRIGGER " + name + " BEFORE " + std::string(verb) + " ON " + std::string(table) +
           " BEGIN SELECT RAISE(ABORT, '" + std::string(table) +
           " is append-only: record a new revision instead'); END;\n";
  }
  return sql;
}

base::Status build(const std::string& path, const base::Clock& clock) {
  Database database = TRY(Database::open(path, Access::Create));
  std::string sql = "BEGIN;\n";
  sql += registry_schema();
  sql += usage_schema();
  sql += inbox_schema();
  sql += idempotency_schema();
  sql += import_schema();
  sql += lifecycle_schema();
  sql += ledger_schema();
  sql += petition_schema();
  sql += consent_schema();
  sql += payout_schema();
  sql += guidance_schema();
  sql += checkpoint_schema();
  sql += delivery_schema();
  sql += person_schema();
  sql += identity_schema();
  sql += identity_names_schema();
  for (const GroundTable& table : ground_tables())
    sql += keep_triggers(table.name);
  sql += keep_triggers("audit_event");
  sql += "INSERT INTO store VALUES (1, " + std::to_string(clock.now().milliseconds) + ");\n";
  sql += "PRAGMA application_id=" + std::to_string(kApplication) + ";\n";
  sql += "PRAGMA user_version=" + std::to_string(kFormat) + ";\nCOMMIT;";
  TRY_STATUS(database.execute(sql));
  // Closing would move the log into the database too, but could not say that it failed.
  if (TRY(database.number("PRAGMA wal_checkpoint(TRUNCATE)")) == 0) return {};
  return base::fail(base::Code::Io, "another process has '" + path + "' open; try again");
}

// An anchor without its database: a store was here, and its segments may still be.
base::Status expect_no_anchor(const std::string& directory) {
  const auto anchor = Anchor::open(anchor_path(directory), false);
  if (!anchor) return {};
  const auto mark = anchor->read();
  if (!mark || mark->commit == 0) return {};
  return base::fail(base::Code::Corrupt, "the database of the store in '" + directory +
                                             "' is gone, its anchor stands at commit " +
                                             std::to_string(mark->commit) +
                                             ": restore a backup, or use another directory");
}

base::Status check_format(Database& database) {
  const std::int64_t application = TRY(database.number("PRAGMA application_id"));
  const std::int64_t format = TRY(database.number("PRAGMA user_version"));
  if (application != kApplication) {
    return base::fail(base::Code::Corrupt, "'" + database.path() + "' is not a store of accredit");
  }
  if (format == kFormat) return {};
  return base::fail(base::Code::InvalidInput,
                    "the store has format " + std::to_string(format) + ", this program reads " +
                        std::to_string(kFormat) + "; use the program that wrote it, or upgrade");
}

std::unexpected<base::Error> lost(std::int64_t from, std::int64_t to) {
  return base::fail(base::Code::Corrupt, "the store lost commits " + std::to_string(from) + ".." +
                                             std::to_string(to) + ": restore a backup");
}

// The anchor is read before and after the database, because a writer may commit in between: the
// first reading can only be behind the database, the second at most one commit behind.
base::Status compare(Database& database, const Anchor& anchor) {
  const AnchorMark before = TRY(anchor.read());
  const AuditEvent head = TRY(last_event(database));
  const AnchorMark after = TRY(anchor.read());
  if (head.commit.number < before.commit) return lost(head.commit.number + 1, before.commit);
  if (head.commit.number > after.commit + 1) {
    return base::fail(base::Code::Corrupt,
                      "the anchor stands at commit " + std::to_string(after.commit) +
                          " but the database at " + std::to_string(head.commit.number) +
                          ": they are not of one store; restore both from the same backup");
  }
  if (before.commit == 0) return {};
  const auto events = TRY(read_events(database, before.commit - 1, before.commit));
  if (!events.empty() && events.front().hash == before.head) return {};
  return base::fail(base::Code::Corrupt,
                    "commit " + std::to_string(before.commit) +
                        " is not the one that the anchor remembers: the database was replaced or "
                        "changed; restore a backup");
}

// What a killed process wrote is seen at once but durable only when it is flushed: nothing may be
// answered from it, and no commit follow it, before.
base::Status flush_remains(const std::string& directory) {
  const std::string log = database_path(directory) + "-wal";
  if (std::filesystem::exists(log)) TRY_STATUS(sync_file(log));
  const std::string anchor = anchor_path(directory);
  return std::filesystem::exists(anchor) ? sync_file(anchor) : base::Status();
}

// A process that ended between COMMIT and anchor left the anchor one commit behind. It moves on
// before the next commit, or a second such end would leave it two behind.
base::Status catch_up(Database& database, Anchor& anchor) {
  const AuditEvent head = TRY(last_event(database));
  const AnchorMark mark = TRY(anchor.read());
  if (mark.commit == head.commit.number) return {};
  return anchor.move(head.commit.number, head.hash);
}

using Change = std::function<base::Status(Database&, base::CommitNumber)>;

}  // namespace

struct Record::State {
  std::string directory;
  OpenFor mode;
  const base::Clock& clock;
  Descriptor lock;
  Database database;
  Anchor anchor;
  bool uncertain = false;  // a commit ended without a clear answer: no further one here
  Change companion = {};

  // `what` is stored by the change; the change may say so later than this is called.
  base::Status transact(const std::string& what, const std::function<base::Status()>& change);
};

base::Status Record::create(const std::string& directory, const base::Clock& clock) {
  TRY_STATUS(make_directory(directory));
  const Descriptor lock = TRY(take_lock(directory));
  const std::string path = database_path(directory);
  if (std::filesystem::exists(path)) {
    return base::fail(base::Code::Conflict,
                      "'" + directory +
                          "' already holds a store; use it, or choose another "
                          "directory");
  }
  TRY_STATUS(expect_no_anchor(directory));
  const std::string unfinished = path + ".new";
  std::error_code error;
  for (const char* end : {"", "-wal", "-shm"})
    std::filesystem::remove(unfinished + end, error);
  TRY_STATUS(build(unfinished, clock));
  TRY_STATUS(sync_file(unfinished));
  TRY_STATUS(base::fault("create.built"));
  TRY_STATUS(Anchor::create(anchor_path(directory)));
  TRY_STATUS(sync_file(directory));  // no database may be found without its anchor
  TRY_STATUS(base::fault("create.anchored"));
  return publish(unfinished, path);
}

base::Result<std::unique_ptr<Record>> Record::open(const std::string& directory, OpenFor mode,
                                                   const base::Clock& clock) {
  const std::string path = database_path(directory);
  if (!std::filesystem::exists(path)) {
    return base::fail(base::Code::NotFound, "'" + directory + "' holds no store",
                      "accredit init --data " + directory);
  }
  const bool writing = mode == OpenFor::Writing;
  Descriptor lock;
  if (writing) lock = TRY(take_lock(directory));
  if (writing) TRY_STATUS(flush_remains(directory));
  Database database = TRY(Database::open(path, writing ? Access::Write : Access::Read));
  TRY_STATUS(check_format(database));
  Anchor anchor = TRY(Anchor::open(anchor_path(directory), writing));
  TRY_STATUS(compare(database, anchor));
  if (writing) TRY_STATUS(catch_up(database, anchor));
  return std::unique_ptr<Record>(new Record(std::make_unique<State>(
      State{directory, mode, clock, std::move(lock), std::move(database), std::move(anchor)})));
}

Record::Record(std::unique_ptr<State> state) : state_(std::move(state)) {}
Record::~Record() = default;

const std::string& Record::directory() const {
  return state_->directory;
}
Database& Record::database() {
  return state_->database;
}

base::Result<base::CommitNumber> Record::head() {
  return base::CommitNumber{
      TRY(state_->database.number("SELECT coalesce(max(commit_no), 0) FROM audit_event"))};
}

Record::Companion::Companion(Record& record, Change change) : state_(*record.state_) {
  ASSERT(!state_.companion);
  state_.companion = std::move(change);
}
Record::Companion::~Companion() {
  state_.companion = nullptr;
}

namespace {

// Everything between BEGIN and COMMIT; gives the event that was appended.
base::Result<AuditEvent> write(Database& database, const base::Clock& clock,
                               const registry::Act& act, const Change& change) {
  const AuditEvent last = TRY(last_event(database));
  AuditEvent event{
      .seq = last.seq + 1,
      .commit = {last.commit.number + 1},
      .recorded_at = std::max(clock.now(), base::Instant{last.recorded_at.milliseconds + 1}),
      .act = {},
      .content = {},
      .previous = last.hash,
      .hash = {}};
  TRY_STATUS(base::fault("commit.begun"));
  event.act = TRY(Persons(database).stored(act));
  TRY_STATUS(change(database, event.commit));
  TRY_STATUS(base::fault("commit.changed"));
  event.content = TRY(content_digest(database, event.commit));
  event.hash = hash_of(event);
  TRY_STATUS(append_event(database, event));
  TRY_STATUS(base::fault("commit.sealed"));
  return event;
}

base::Status move_anchor(Anchor& anchor, const AuditEvent& event) {
  TRY_STATUS(base::fault("commit.done"));
  TRY_STATUS(anchor.move(event.commit.number, event.hash));
  return base::fault("commit.anchored");
}

}  // namespace

base::Status Record::State::transact(const std::string& what,
                                     const std::function<base::Status()>& change) {
  ASSERT(mode == OpenFor::Writing);
  ASSERT(!database.in_transaction());
  if (uncertain) {
    return base::fail(base::Code::CommitUnknown,
                      "an earlier commit of this process ended without a clear answer; start the "
                      "program again");
  }
  TRY_STATUS(database.execute("BEGIN IMMEDIATE"));
  if (auto changed = change(); !changed) {
    // A transaction that cannot be undone here is undone when the process ends.
    if (database.in_transaction()) uncertain = !database.execute("ROLLBACK");
    return changed;
  }
  uncertain = true;
  if (const auto done = database.execute("COMMIT"); !done) {
    return base::fail(base::Code::CommitUnknown, "it is not known whether " + what +
                                                     " stored: " + done.error().message +
                                                     "; repeat the command, repeating is safe");
  }
  uncertain = false;
  return {};
}

base::Result<base::CommitNumber> Record::commit(const registry::Act& act, const Change& change) {
  State& s = *state_;
  AuditEvent event;
  std::string number, what;
  TRY_STATUS(s.transact(what, [&]() -> base::Status {
    event = TRY(write(s.database, s.clock, act, [&](Database& database, base::CommitNumber commit) {
      auto changed = change(database, commit);
      return changed && s.companion ? s.companion(database, commit) : changed;
    }));
    number = std::to_string(event.commit.number);
    what = "commit " + number + " is";
    return {};
  }));
  s.uncertain = true;
  if (const auto moved = move_anchor(s.anchor, event); !moved) {
    return base::fail(base::Code::CommitUnknown, "commit " + number + " is stored, but " +
                                                     moved.error().message +
                                                     ", then repeat the command");
  }
  s.uncertain = false;
  return event.commit;
}

base::Status Record::beside(const std::function<base::Status(Database&)>& change) {
  return state_->transact("the rows are", [&] { return change(state_->database); });
}

}  // namespace storage
