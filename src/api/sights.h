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
  // Whatever the ground is of, nothing is seen of it that is not seen now: what was withdrawn since
  // is gone, by a word about consent or by the end of an association. Questions of now do not wait
  // for those of then.
  // Errors: NotFound for a partner that the registry has not.
  base::Result<std::shared_ptr<const Seen>> of(const std::shared_ptr<const app::Ground>& ground,
                                               const std::string& partner, bool sees_money);
  // Who sees what, as known at a commit that has happened; of the newest one it is kept.
  base::Result<std::shared_ptr<const app::Sight>> at(base::CommitNumber known);

 private:
  // Of one ground: what was asked of it, until more is known. The mutex is held while it is made.
  struct Shelf {
    Shelf(base::CommitNumber at, std::shared_ptr<const app::Sight> now)
        : as_known(at), sight_now(std::move(now)) {}
    const base::CommitNumber as_known;
    const std::shared_ptr<const app::Sight> sight_now;
    std::mutex mutex;
    std::shared_ptr<const app::Sight> sight;
    std::map<std::pair<base::PartnerKey, bool>, std::shared_ptr<const Seen>> seen;
  };
  base::Status renew();
  base::Result<std::shared_ptr<Shelf>> shelf_of(const app::Ground& ground);

  app::LiveStore* store_;
  std::mutex mutex_;         // not held while a shelf is filled
  base::CommitNumber head_;  // of the consent in force
  std::shared_ptr<const app::Sight> now_;
  std::vector<std::shared_ptr<Shelf>> shelves_;  // that of now first; the last asked for behind
};

}  // namespace api
