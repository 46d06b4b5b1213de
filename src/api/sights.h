// What partners see, of the ground that answers: reaches are compiled once for each ground and
// partner.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "app/consent_jobs.h"
#include "app/live_store.h"

namespace api {

// What a partner sees, and the subscriptions and customers of which that is something, by key.
struct Seen {
  std::shared_ptr<const app::Sight> sight;
  rights::Reach reach;
  std::vector<bool> subscriptions, customers;
};

class Sights {
 public:
  explicit Sights(app::LiveStore& store) : store_(&store) {}
  // With the consent that is in force now, whatever the ground is of: what was withdrawn is gone.
  // Errors: NotFound for a partner that the registry has not.
  base::Result<std::shared_ptr<const Seen>> of(const std::shared_ptr<const app::Ground>& ground,
                                               const std::string& partner, bool sees_money);

 private:
  base::Status renew(const std::shared_ptr<const app::Ground>& ground);

  app::LiveStore* store_;
  std::mutex mutex_;
  base::CommitNumber head_;  // of the consent in `sight_`
  std::shared_ptr<const app::Sight> sight_;
  std::map<std::pair<std::uint32_t, bool>, std::shared_ptr<const Seen>> seen_;
};

}  // namespace api
