// A type may need another one on every day on which it holds: a reseller has no standing without a
// provider. Days that the channel gate takes away do not count.
#pragma once

#include <vector>

#include "base/result.h"
#include "registry/standing.h"

namespace registry {

// The channel periods of a subscription after a change, by start, without empty ones.
class ChannelPicture {
 public:
  ChannelPicture(const View& view, const ChangeSet& changes);
  std::vector<ChannelPeriod> periods(base::SubscriptionKey subscription) const;

 private:
  struct Changed {
    ChannelPeriod period;
    bool voided = false;
  };
  const Snapshot& snapshot_;
  std::vector<Changed> changed_;  // by (subscription, from)
};

// Refused (NEEDS_OTHER_TYPE) with the row and the first day that lacks the needed type.
base::Status check_needs(const View& view, const ChannelPicture& channels,
                         const std::vector<Standing>& standing);

}  // namespace registry
