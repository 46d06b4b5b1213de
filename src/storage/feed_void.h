// Voiding a delivery: from its commit on the log is as if the file had never come. Its rows stop
// counting and take no part in identity; what they had superseded counts again, as a copy; what
// waited because of them goes back. docs/decisions/0010-void-and-waive.md.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/record.h"
#include "storage/usage_store.h"

namespace storage {

struct VoidWish {
  std::string file;                          // a name as delivered, or how its SHA-256 begins
  std::optional<base::CommitNumber> commit;  // of the delivery, where the name means several
};

// A file that was taken in.
struct DeliveredFile {
  std::int64_t delivery = 0;
  base::CommitNumber commit;
  std::string name, feed, file_sha256;
  std::int64_t known = 0;  // of its rows, that the log or quarantine had already
};

struct VoidEffect {
  std::vector<DeliveredFile> files;  // the same bytes may have been delivered again
  std::int64_t stopping = 0;         // rows that stop counting
  std::int64_t returning = 0;        // rows of other deliveries that count again
  std::int64_t waiting = 0;          // rows of the file that leave quarantine
  std::int64_t going_back = 0;       // rows of other files that wait again
  // What counts in the months of these rows.
  struct MonthTotal {
    std::string month;  // "2026-03"
    std::string measure, currency;
    base::Decimal amount_before, amount_after, quantity_before, quantity_after;
  };
  std::vector<MonthTotal> totals;
  // Later files with rows that were known already, be it from this one: to be delivered again.
  std::vector<DeliveredFile> repeating;
};

// A void that was worked out and not yet done. Requires: record and store outlive it, and nothing
// is committed in between.
class FeedVoid {
 public:
  // Errors: NotFound, Usage when the name means several files, Refused for what is no delivery or
  // was voided before.
  static base::Result<FeedVoid> plan(Record& record, UsageStore& store, const VoidWish& wish);
  FeedVoid(FeedVoid&&) noexcept;
  ~FeedVoid();

  const VoidEffect& effect() const;
  base::Result<base::CommitNumber> commit(const std::string& actor, const std::string& reason);

 private:
  struct Plan;
  explicit FeedVoid(std::unique_ptr<Plan> plan);
  std::unique_ptr<Plan> plan_;
};

}  // namespace storage
