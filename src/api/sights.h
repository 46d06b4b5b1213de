// What partners see, of the view that answers: reaches are compiled once for each view and partner.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "access/reach.h"
#include "app/live_store.h"

namespace api {

// The subscriptions and customers of which a partner sees something.
struct Seen {
  rights::Reach reach;
  std::vector<bool> subscriptions, customers;  // by key
};

class Sights {
 public:
  explicit Sights(app::LiveStore& store) : store_(&store) {}
  // With the consent that is in force now, whatever the view is of: what was withdrawn is gone.
  // Errors: NotFound for a partner that the registry of the view has not.
  base::Result<std::shared_ptr<const Seen>> of(const std::shared_ptr<const app::View>& view,
                                               const std::string& partner, bool sees_money);

 private:
  // The compiler refers to the other members.
  struct Sight {
    Sight(std::shared_ptr<const app::View> of, rights::ConsentBook said, base::Day on);
    Sight(const Sight&) = delete;
    Sight& operator=(const Sight&) = delete;
    const std::shared_ptr<const app::View> view;
    const rights::ConsentBook book;
    const rights::Consents consents;
    const rights::ReachCompiler compiler;
    const base::Day today;
    std::map<std::pair<std::uint32_t, bool>, std::shared_ptr<const Seen>> seen;
  };
  base::Status renew(const std::shared_ptr<const app::View>& view);

  app::LiveStore* store_;
  std::mutex mutex_;
  base::CommitNumber head_;
  std::unique_ptr<Sight> sight_;
};

}  // namespace api
