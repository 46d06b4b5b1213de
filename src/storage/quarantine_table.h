// Quarantine in the record: rows are collected beside the transaction, enter it once, and leave it
// by a release row; nothing is deleted. Private to storage.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/keys.h"
#include "ingest/quarantine.h"
#include "storage/database.h"

namespace storage {

// The refused rows of one delivery. They wait in a temporary table, so memory stays bounded.
class RefusedRows {
 public:
  static base::Result<RefusedRows> begin(Database& database);
  RefusedRows(RefusedRows&& other) noexcept = default;
  RefusedRows& operator=(RefusedRows&&) = delete;
  ~RefusedRows();

  base::Status add(const ingest::QuarantinedRow& row);
  base::Status settle();  // after the last row; before new_causes and store
  std::int64_t rows() const { return rows_; }
  // Of the rows that are not in quarantine yet, how many have which cause. Counts rows
  // with an equal key and content once.
  base::Result<std::vector<std::pair<ingest::Cause, std::int64_t>>> new_causes();
  const std::vector<ingest::QuarantinedRow>& examples() const { return examples_; }
  // Within the commit: moves the new ones into quarantine.
  base::Status store(base::CommitNumber commit, std::int64_t delivery);

 private:
  explicit RefusedRows(Database& database, Statement insert)
      : database_(&database), insert_(std::move(insert)) {}
  Database* database_;
  Statement insert_;
  std::int64_t rows_ = 0;
  std::int64_t open_ =
      0;  // rows of the running transaction, which touches the temporary table only
  std::map<ingest::Cause, int> seen_;
  std::vector<ingest::QuarantinedRow> examples_;
};

// A row that waits in quarantine.
struct WaitingRow {
  std::int64_t row = 0;
  std::int64_t delivery = 0;
  std::string file;  // as delivered
  ingest::QuarantinedRow content;
};
// In the order of `row`. `where` is SQL over usage_quarantine q, or empty.
base::Status each_waiting(Database& database, const std::string& where,
                          const std::function<base::Status(WaitingRow&&)>& take);

// Within the commit: rows that an older version of what `commit` put into quarantine left there
// leave it, and so do all rows of `source` below `revision` (empty: of none).
base::Status release_older(Database& database, base::CommitNumber commit, const std::string& source,
                           std::int64_t revision);

enum class Outcome { Accepted, Duplicate, Corrected };
base::Status release(Database& database, base::CommitNumber commit, std::int64_t row,
                     Outcome outcome);

}  // namespace storage
