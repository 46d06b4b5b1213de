// SQLite with owners: a connection, prepared statements, values bound by name or place. Every error
// is a base::Error; a broken constraint is Code::Conflict and carries the text of the constraint or
// of the trigger that refused. One thread per connection at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace storage {

enum class CellKind : std::uint8_t { Null, Number, Text, Blob };

// A prepared statement. Bound texts are copied. Reset before it is bound and run again (run() does
// so by itself). A statement must not outlive its Database.
class Statement {
 public:
  Statement(Statement&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  // `name` as it stands in the SQL, ":id". An unknown name is our bug: it stops the process.
  Statement& bind(const char* name, std::int64_t value) { return bind(place(name), value); }
  Statement& bind(const char* name, std::string_view text) { return bind(place(name), text); }
  Statement& bind_blob(const char* name, std::string_view bytes) {
    return bind_blob(place(name), bytes);
  }
  Statement& bind_null(const char* name) { return bind_null(place(name)); }

  // By place, from 1: for loops over many rows.
  Statement& bind(int place, std::int64_t value);
  Statement& bind(int place, std::string_view text);
  Statement& bind_blob(int place, std::string_view bytes);
  Statement& bind_null(int place);
  // The text is not copied: it must stay where it is until the statement is reset.
  Statement& bind_in_place(int place, std::string_view text);

  base::Result<bool> step();  // true: a row stands ready; false: no more rows
  base::Status run();         // steps to the end, then resets
  void reset();               // the bound values stay

  // Columns of the row that stands ready, from 0. Views hold until the next step or reset.
  int columns() const;
  CellKind kind(int column) const;
  std::int64_t number(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;
  bool is_null(int column) const { return kind(column) == CellKind::Null; }

 private:
  friend class Database;
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
  int place(const char* name) const;
  sqlite3_stmt* handle_ = nullptr;
};

enum class Access : std::uint8_t { Read, Write, Create };

class Database {
 public:
  // Sets the pragmas of durability and reads them back (reliability rules, section 8). Create makes
  // a new file and fails when there is one.
  static base::Result<Database> open(const std::string& path, Access access);

  Database(Database&& other) noexcept
      : handle_(std::exchange(other.handle_, nullptr)),
        path_(std::move(other.path_)),
        kept_(std::move(other.kept_)) {}
  Database& operator=(Database&& other) noexcept;
  ~Database();

  base::Result<Statement> prepare(std::string_view sql);
  // One that is prepared once and kept, for what every commit asks; reset, to be reset after use.
  base::Result<Statement*> kept(const std::string& sql);
  base::Status execute(const std::string& sql);  // any number of statements, without results
  // The first column of the first row; no row is Code::NotFound.
  base::Result<std::int64_t> number(std::string_view sql);
  base::Result<std::string> text(std::string_view sql);

  bool in_transaction() const;
  std::int64_t changes() const;  // rows changed by the last statement
  const std::string& path() const { return path_; }

 private:
  Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  sqlite3* handle_ = nullptr;
  std::string path_;
  std::map<std::string, Statement> kept_;
};

}  // namespace storage
