// The usage of a world as a usage log: the index builder reads it without any file between.
#pragma once

#include "usage/usage_log.h"
#include "world.h"

namespace bench {

class WorldLog final : public usage::UsageLog {
 public:
  explicit WorldLog(const World& world) : world_(world) {}

  base::Result<base::CommitNumber> last_change(base::CommitNumber as_known) override;
  base::Result<std::vector<usage::Manifest>> segments(base::CommitNumber as_known) override;
  base::Result<std::vector<usage::Supersession>> supersessions(
      base::CommitNumber after, base::CommitNumber as_known) override;
  base::Status read_facts(base::CommitNumber after, base::CommitNumber as_known,
                          std::span<const base::SubscriptionKey> only, usage::Dictionary& workloads,
                          usage::Dictionary& currencies,
                          const std::function<void(const usage::FactBatch&)>& take) override;
  base::Result<std::vector<base::SubscriptionKey>> superseded_subscriptions(
      base::CommitNumber after, base::CommitNumber as_known) override;
  base::Result<std::vector<usage::LocatedRecord>> read_records(
      const usage::Selection& selection) override;
  base::Result<std::vector<usage::QuarantineTotal>> quarantined(
      base::Month month, base::CommitNumber as_known) override;
  base::Result<std::vector<RoundingTotal>> rounding(base::Month month,
                                                    base::CommitNumber as_known) override;

 private:
  const World& world_;
};

}  // namespace bench
