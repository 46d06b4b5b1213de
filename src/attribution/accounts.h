// Accounts: whatever may hold a competency. A partner belongs to one account a day: its group, or
// itself while it belongs to none. Rules: docs/domain/competencies.md#accounts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "attribution/holdings.h"
#include "registry/snapshot.h"

namespace attribution {

struct Belonging {
  base::PartnerKey partner;
  std::string account;
  base::DayRange days;
};

class Accounts {
 public:
  explicit Accounts(const registry::Snapshot& registry);

  std::vector<std::string> ids() const;  // in order
  // Disjoint, in day order, without gaps.
  std::span<const Belonging> of(base::PartnerKey partner) const;
  const std::string& account_on(base::PartnerKey partner, base::Day day) const;
  std::vector<base::PartnerKey> partners_on(const std::string& account, base::Day day) const;
  // By partner; nothing when there is no such account.
  std::vector<const Belonging*> belongings(const std::string& account) const;

 private:
  std::vector<Belonging> all_;
  std::vector<std::size_t> first_;  // per partner + 1
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_account_;
};

// The registry with accounts in the place of partners: each association is cut where its partner
// changes accounts, and holdings of an account are those of its partners together. What a partner
// may not be credited with for own use is left out.
registry::Snapshot by_account(const registry::Snapshot& registry,
                              const programs::Programme& programme, const Accounts& accounts);

}  // namespace attribution
