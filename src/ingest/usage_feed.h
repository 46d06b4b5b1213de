// A delivered usage file as a stream of accepted and refused records: rows, mapping and checks in
// one line.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/mapping.h"
#include "ingest/rows.h"
#include "ingest/translate.h"
#include "ingest/usage_decoder.h"

namespace ingest {

class UsageFeed {
 public:
  // Requires: `rows`, `mapping` and `rules` outlive the feed. Checks the header.
  static base::Result<std::unique_ptr<UsageFeed>> open(const std::string& file, RowSource& rows,
                                                       const Mapping& mapping,
                                                       const FileIdentity& identity,
                                                       const UsageRules& rules,
                                                       const base::Zone& programme);

  // False at the end. `refused` grows.
  base::Result<bool> next(UsageBatch& accepted, std::vector<QuarantinedRow>& refused);

  std::int64_t rows_read() const { return rows_read_; }      // of the file
  std::int64_t broken_rows() const { return broken_rows_; }  // of them could not be cut
  std::int64_t cancellations() const { return translator_ ? translator_->cancellations() : 0; }
  std::int64_t bytes_read() const { return rows_.bytes_read(); }

 private:
  UsageFeed(RowSource& rows, const UsageRules& rules, const Mapping& mapping,
            const FileIdentity& identity)
      : rows_(rows), decoder_(rules), mapping_(mapping), identity_(identity) {}

  RowSource& rows_;
  UsageDecoder decoder_;
  const Mapping& mapping_;
  const FileIdentity identity_;
  std::unique_ptr<Translator> translator_;  // none: the columns are the contract's
  std::vector<std::size_t> places_;
  RowBatch batch_;
  std::int64_t rows_read_ = 0;
  std::int64_t broken_rows_ = 0;
};

}  // namespace ingest
