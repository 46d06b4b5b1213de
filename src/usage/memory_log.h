// A usage log in memory: current records as given, nothing stored. For embedded examples, what-if
// questions and tests; the same engine runs over it.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "usage/series_index.h"
#include "usage/usage_log.h"

namespace usage {

class MemoryLog final : public UsageLog {
 public:
  // `records` are current ones (highest revision of each key) and outlive the log.
  // `key_of` gives the key of a registered subscription.
  MemoryLog(std::span<const Record> records,
            std::function<base::SubscriptionKey(std::string_view)> key_of)
      : records_(records), key_of_(std::move(key_of)) {}

  base::Result<base::CommitNumber> last_change(base::CommitNumber as_known) override;
  base::Result<std::vector<Manifest>> segments(base::CommitNumber as_known) override;
  base::Result<std::vector<Supersession>> supersessions(base::CommitNumber after,
                                                        base::CommitNumber as_known) override;
  base::Status read_facts(base::CommitNumber after, base::CommitNumber as_known,
                          std::span<const base::SubscriptionKey> only, Dictionary& workloads,
                          Dictionary& currencies,
                          const std::function<void(const FactBatch&)>& take) override;
  base::Result<std::vector<base::SubscriptionKey>> superseded_subscriptions(
      base::CommitNumber after, base::CommitNumber as_known) override;
  base::Result<std::vector<LocatedRecord>> read_records(const Selection& selection) override;
  base::Result<std::vector<QuarantineTotal>> quarantined(base::Month month,
                                                         base::CommitNumber as_known) override;
  base::Result<std::vector<RoundingTotal>> rounding(base::Month month,
                                                    base::CommitNumber as_known) override;

 private:
  std::span<const Record> records_;
  std::function<base::SubscriptionKey(std::string_view)> key_of_;
};

// The index of a log that needs no data directory: built in a temporary file that is gone when
// this returns, the mapping stays.
base::Result<SeriesIndex> transient_index(UsageLog& log, std::size_t subscriptions);

}  // namespace usage
