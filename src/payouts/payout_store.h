// The port of payouts: accounts, payouts, answers, as this room needs them. storage/ implements it.
// Each change is one commit, whole or absent, the entries of the ledger with it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "payouts/payout.h"
#include "payouts/settle.h"
#include "registry/registry_store.h"

namespace payouts {

// By partner; under the empty id stands the programme's own account.
using Accounts = std::map<std::string, KeptAccount>;
using NamedAccount = std::pair<std::string, BankAccount>;

class PayoutStore {
 public:
  virtual ~PayoutStore() = default;

  // As they stand now.
  virtual base::Result<Accounts> accounts() = 0;
  // In their order.
  virtual base::Result<std::vector<std::int64_t>> numbers() = 0;
  virtual base::Result<std::optional<Payout>> find(std::int64_t number) = 0;
  // The commit of the last payout that pays the partner's balance in the currency, unless it failed
  // or was reversed; 0: there is none.
  virtual base::Result<base::CommitNumber> last_paid(const std::string& partner,
                                                     const std::string& currency) = 0;

  // Errors: NotFound, a partner.
  virtual base::Result<base::CommitNumber> keep(const registry::Act& act,
                                                std::span<const NamedAccount> accounts) = 0;
  // Errors: Conflict when a period is closed, or more is taken than is payable.
  virtual base::Result<base::CommitNumber> create(const registry::Act& act, const Payout& payout,
                                                  std::span<const ledger::Entry> entries) = 0;
  virtual base::Result<base::CommitNumber> approve(const registry::Act& act, std::int64_t payout,
                                                   const std::string& by) = 0;
  virtual base::Result<base::CommitNumber> settle(const registry::Act& act,
                                                  const Settlement& settlement) = 0;
};

}  // namespace payouts
