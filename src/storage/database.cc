#include "storage/database.h"

#include <sqlite3.h>

#include <array>

#include "base/check.h"

namespace storage {
namespace {

base::Code code_of(int result) {
  switch (result & 0xFF) {
    case SQLITE_CONSTRAINT:
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return base::Code::Conflict;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_SCHEMA:
    case SQLITE_MISMATCH: return base::Code::Corrupt;
    default: return base::Code::Io;
  }
}

std::string explain(int result, const char* text) {
  switch (result & 0xFF) {
    case SQLITE_CONSTRAINT: return text;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another process is writing to the store; try again when it has finished";
    case SQLITE_FULL:
      return "the disk is full: nothing was stored; free some space and repeat the command";
    case SQLITE_READONLY: return "the store was opened for reading, or its files are not writable";
    case SQLITE_NOTADB: return "the file is not a store database; restore it from a backup";
    default: return std::string("the store's database failed: ") + text;
  }
}

std::unexpected<base::Error> failure(sqlite3* handle, int result) {
  return base::fail(code_of(result), explain(result, sqlite3_errmsg(handle)));
}

struct Pragma {
  const char* set;
  const char* ask;
  std::string_view expected;
};

// journal_mode of a reader is what the file says; it is asked, not set.
constexpr std::array<Pragma, 5> kPragmas{{
    {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
    {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
    {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
    {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA mmap_size=0", "PRAGMA mmap_size", "0"},
}};

base::Status demand(Database& database, const Pragma& pragma) {
  TRY_STATUS(database.execute(pragma.set));
  const auto answer = database.text(pragma.ask);
  // A build without memory mapping answers with no row at all, which is what we want.
  if (!answer && answer.error().code == base::Code::NotFound) return {};
  if (!answer) return std::unexpected(answer.error());
  if (*answer == pragma.expected) return {};
  return base::fail(base::Code::Io, std::string("SQLite did not accept '") + pragma.set +
                                        "' (it answers " + *answer +
                                        "); this build of SQLite cannot hold the store");
}

base::Status configure(Database& database, Access access) {
  if (access != Access::Read) TRY_STATUS(database.execute("PRAGMA journal_mode=WAL"));
  for (const Pragma& pragma : kPragmas)
    TRY_STATUS(demand(database, pragma));
  const std::string mode = TRY(database.text("PRAGMA journal_mode"));
  if (mode != "wal") {
    return base::fail(base::Code::Io,
                      "the store's file system does not allow SQLite's write-ahead "
                      "log (journal mode is '" +
                          mode + "'); use a local disk");
  }
  TRY_STATUS(
      database.execute("PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY;"
                       "PRAGMA cache_size=-262144"));
  return {};
}

}  // namespace

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

int Statement::place(const char* name) const {
  const int found = sqlite3_bind_parameter_index(handle_, name);
  ASSERT(found > 0);
  return found;
}

Statement& Statement::bind(int place, std::int64_t value) {
  ASSERT(sqlite3_bind_int64(handle_, place, value) == SQLITE_OK);
  return *this;
}

// An empty view may have no address, which SQLite would read as null.
Statement& Statement::bind(int place, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  ASSERT(sqlite3_bind_text64(handle_, place, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8) ==
         SQLITE_OK);
  return *this;
}

Statement& Statement::bind_in_place(int place, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  ASSERT(sqlite3_bind_text64(handle_, place, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) ==
         SQLITE_OK);
  return *this;
}

Statement& Statement::bind_blob(int place, std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  ASSERT(sqlite3_bind_blob64(handle_, place, data, bytes.size(), SQLITE_TRANSIENT) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind_null(int place) {
  ASSERT(sqlite3_bind_null(handle_, place) == SQLITE_OK);
  return *this;
}

base::Result<bool> Statement::step() {
  const int result = sqlite3_step(handle_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  auto error = failure(sqlite3_db_handle(handle_), result);
  sqlite3_reset(handle_);
  return error;
}

base::Status Statement::run() {
  while (TRY(step())) {
  }
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(handle_);
}

int Statement::columns() const {
  return sqlite3_column_count(handle_);
}

CellKind Statement::kind(int column) const {
  switch (sqlite3_column_type(handle_, column)) {
    case SQLITE_INTEGER: return CellKind::Number;
    case SQLITE_TEXT: return CellKind::Text;
    case SQLITE_BLOB: return CellKind::Blob;
    default: return CellKind::Null;
  }
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(handle_, column);
}

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

base::Result<Database> Database::open(const std::string& path, Access access) {
  // Before 3.51.3 two connections could corrupt the log when it was reset.
  ASSERT(sqlite3_libversion_number() >= 3'051'003);
  ASSERT(sqlite3_initialize() == SQLITE_OK);
  int flags = access == Access::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (access == Access::Create) flags |= SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database database(handle, path);
  if (handle == nullptr) return base::fail(base::Code::Io, "no memory to open the store");
  if (result != SQLITE_OK) {
    return base::fail(base::Code::Io, "cannot open the store's database '" + path +
                                          "': " + sqlite3_errmsg(handle) +
                                          "; check the path and its permissions");
  }
  sqlite3_extended_result_codes(handle, 1);
  ASSERT(sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr) == SQLITE_OK);
  if (access == Access::Read) {
    ASSERT(sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr) == SQLITE_OK);
  }
  TRY_STATUS(configure(database, access));
  return database;
}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(path_, other.path_);
  std::swap(kept_, other.kept_);
  return *this;
}

Database::~Database() {
  kept_.clear();
  sqlite3_close_v2(handle_);
}

base::Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (result != SQLITE_OK) return failure(handle_, result);
  ASSERT(statement != nullptr);
  return Statement(statement);
}

base::Result<Statement*> Database::kept(const std::string& sql) {
  auto found = kept_.find(sql);
  if (found == kept_.end()) found = kept_.emplace(sql, TRY(prepare(sql))).first;
  return &found->second;
}

base::Status Database::execute(const std::string& sql) {
  const int result = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return failure(handle_, result);
  return {};
}

base::Result<std::int64_t> Database::number(std::string_view sql) {
  Statement statement = TRY(prepare(sql));
  if (!TRY(statement.step())) return base::fail(base::Code::NotFound, "no such row");
  return statement.number(0);
}

base::Result<std::string> Database::text(std::string_view sql) {
  Statement statement = TRY(prepare(sql));
  if (!TRY(statement.step())) return base::fail(base::Code::NotFound, "no such row");
  return std::string(statement.text(0));
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(handle_);
}

}  // namespace storage
