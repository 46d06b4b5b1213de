// Rows that come into the log as a file does, and are none. Private to storage.
#pragma once

#include <memory>
#include <string>

#include "storage/usage_store.h"

namespace storage {

class Delivery {
 public:
  explicit Delivery(std::string called) : name(std::move(called)) {}
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;
  virtual ~Delivery() = default;

  // In the columns of the usage feed. Asked for once.
  virtual base::Result<std::unique_ptr<ingest::RowSource>> open() = 0;
  // What no other delivery has, in hex. Requires: the rows were read to their end.
  virtual std::string sha256() = 0;
  // Within the commit that brings the rows into the log.
  virtual base::Status leave(Database& database) = 0;

  const std::string name;
};

// One commit, also when every row was known. `request` has no path; its mapping is canonical.
base::Result<ingest::Receipt> ingest_delivery(Record& record, UsageStore& store,
                                              const ingest::Request& request, Delivery& delivery,
                                              const registry::Snapshot& registry,
                                              const programs::Parameters& parameters);

}  // namespace storage
