// Consent given, withdrawn and looked at, and what partners see by it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/consent.h"
#include "access/look.h"
#include "access/reach.h"
#include "app/store.h"
#include "lifecycle/request.h"

namespace app {

// A refused attempt is kept in the audit chain. Errors: as rights::give and rights::withdraw.
base::Result<rights::Receipt> give_consent(Store& store, const lifecycle::Actor& actor,
                                           const rights::ConsentWish& wish, base::Instant now);
base::Result<rights::Withdrawal> withdraw_consent(Store& store, const lifecycle::Actor& actor,
                                                  const rights::WithdrawalWish& wish,
                                                  base::Instant now);

// Empty texts: any.
struct ConsentQuery {
  std::string customer, partner, subscription;
};
base::Result<rights::ConsentBook> consents(Store& store, const ConsentQuery& query,
                                           base::CommitNumber as_known);
// Errors: NotFound.
base::Result<rights::Receipt> consent(Store& store, const std::string& id,
                                      base::CommitNumber as_known);

// What partners see, as known at one commit and on one day, or what they see of an earlier one now.
// Stays where it is made: its parts refer to each other. The index of usage is not needed:
// workloads are numbered as associations name them.
class Sight {
 public:
  Sight(std::shared_ptr<const Ground> on, rights::ConsentBook said, base::Day today);
  // Of an earlier ground: nothing is seen of it that is not seen now, too.
  Sight(std::shared_ptr<const Ground> earlier, const std::shared_ptr<const Sight>& now);
  Sight(const Sight&) = delete;
  Sight& operator=(const Sight&) = delete;

  const std::shared_ptr<const Ground> ground;
  const Books& books;
  const attribution::Standing& standing;
  const rights::ConsentBook book;
  const base::Day today;
  const rights::Consents consents;
  std::string_view workload(std::uint32_t number) const;  // empty: every one
  // rights::kEveryWorkload for one that no association names.
  std::uint32_t workload_number(std::string_view name) const;
  rights::Reach reach(rights::Looker looker) const;

 private:
  Sight(std::shared_ptr<const Ground> on, rights::ConsentBook said, base::Day today,
        std::shared_ptr<const Sight> now);

  const std::shared_ptr<const Sight> now_;  // null: this is it
  const std::vector<std::string> workloads_;

 public:
  const rights::ReachCompiler compiler;  // of the ground alone
};
base::Result<std::unique_ptr<Sight>> open_sight(Store& store, base::CommitNumber as_known);

// A row of a customer's access matrix: a partner sees a class of a subscription, since when, until
// when (forever: it is open).
struct MatrixRow {
  base::PartnerKey partner;
  base::SubscriptionKey subscription;
  std::string workload;  // empty: all of it
  rights::DataClass data_class = rights::DataClass::Usage;
  base::Day since, until;
  std::string consent;  // the receipt; "programme_rule"
};
// By partner id, subscription, workload, class. `partner` empty: all. Errors: NotFound.
base::Result<std::vector<MatrixRow>> access_matrix(const Sight& sight, const std::string& customer,
                                                   const std::string& partner);
// Errors: NotFound for an unknown partner or subscription.
base::Result<std::vector<rights::Verdict>> access_check(const Sight& sight,
                                                        const std::string& partner,
                                                        const std::string& subscription,
                                                        base::Day day, bool sees_money);

base::Result<std::vector<rights::Look>> looks(Store& store, const rights::LookQuery& query);
// Takes out looks before an instant; gives how many. A commit when there were any.
base::Result<std::int64_t> forget_looks(Store& store, base::Instant before,
                                        const std::string& actor, const std::string& reason);

}  // namespace app
