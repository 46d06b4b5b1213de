// The refused rows of one delivery: they wait in a file beside the segments and enter quarantine
// within the commit, so memory stays bounded whatever their number. Private to storage.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/keys.h"
#include "ingest/quarantine.h"
#include "storage/database.h"
#include "storage/disk_file.h"

namespace storage {

class RefusedRows {
 public:
  // `path` names the file; it is made with the first row and removed at the end.
  explicit RefusedRows(std::string path) : path_(std::move(path)) {}
  RefusedRows(const RefusedRows&) = delete;
  RefusedRows& operator=(const RefusedRows&) = delete;
  ~RefusedRows();

  base::Status add(const ingest::QuarantinedRow& row);
  std::int64_t rows() const { return rows_; }
  // The first rows of each cause.
  const std::vector<ingest::QuarantinedRow>& examples() const { return examples_; }

  // Within the commit: rows that do not wait already enter quarantine, each content with a key
  // once. Gives how many did, by cause.
  base::Result<std::vector<std::pair<ingest::Cause, std::int64_t>>> store(Database& database,
                                                                          base::CommitNumber commit,
                                                                          std::int64_t delivery);

 private:
  std::string path_;
  std::optional<FileWriter> file_;
  std::int64_t rows_ = 0;
  std::map<ingest::Cause, int> seen_;
  std::vector<ingest::QuarantinedRow> examples_;
};

}  // namespace storage
