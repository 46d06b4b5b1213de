// The system of record: one SQLite database, one commit point, the audit chain and the anchor.
// Every change that can alter a number goes through commit(). Decision 0005, reliability rules 8.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/keys.h"
#include "base/result.h"
#include "registry/registry_store.h"
#include "storage/database.h"

namespace storage {

enum class OpenFor { Reading, Writing };

class Record {
 public:
  // Creates the store's database under a temporary name and renames it into place.
  static base::Status create(const std::string& directory, const base::Clock& clock);
  // Writing takes the single-writer lock of the directory (Code::Conflict names the other process).
  // Both compare database and anchor: a lost tail is Code::Corrupt.
  static base::Result<std::unique_ptr<Record>> open(const std::string& directory, OpenFor mode,
                                                    const base::Clock& clock);
  ~Record();

  const std::string& directory() const;
  base::Result<base::CommitNumber> head();

  // Runs `change` in one transaction as the next commit number, appends the audit event whose
  // digest covers every row of every ground table with that commit_no, commits, moves the anchor.
  // An error from `change` rolls back. An error of COMMIT itself is Code::CommitUnknown.
  base::Result<base::CommitNumber> commit(
      const registry::Act& act,
      const std::function<base::Status(Database&, base::CommitNumber)>& change);

  // Runs `change` in one transaction of its own, without a commit number: for tables beside the
  // record, which alter no number. Durable when it returns. Errors as of commit().
  base::Status beside(const std::function<base::Status(Database&)>& change);

  // While it lives, `change` runs in every commit, after the commit's own.
  class Companion;

  Database& database();

 private:
  struct State;
  explicit Record(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Record::Companion {
 public:
  Companion(Record& record, std::function<base::Status(Database&, base::CommitNumber)> change);
  ~Companion();
  Companion(const Companion&) = delete;
  Companion& operator=(const Companion&) = delete;

 private:
  State& state_;
};

}  // namespace storage
