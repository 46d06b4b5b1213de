// Petitions opened, moved and looked at; their programme days are those of `now`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/store.h"
#include "closing/books_store.h"
#include "closing/petition_acts.h"
#include "lifecycle/request.h"

namespace app {

// What is asked, as it comes from outside.
struct PetitionAsked {
  closing::PetitionWish wish;  // partner and currency may be empty: the actor's, the programme's
  std::string statement;       // of a dispute: its id, and the number of the line from 1
  std::int64_t line = 0;
};

struct PetitionReceipt {
  closing::Petition petition;
  std::vector<ledger::Entry> entries;  // that acceptance posted
};

// A refused attempt is kept in the audit chain. A dispute gets the explanation of its line, as
// known at the statement's cut-off, attached. Errors: Refused, Usage, NotFound.
base::Result<PetitionReceipt> open_petition(Store& store, const lifecycle::Actor& actor,
                                            const PetitionAsked& asked, base::Instant now,
                                            const Report& report);
base::Result<PetitionReceipt> move_petition(Store& store, const lifecycle::Actor& actor,
                                            const std::string& id,
                                            const closing::PetitionStep& step, base::Instant now);

// By number, as known at the commit.
base::Result<std::vector<closing::Petition>> petitions(Store& store, base::CommitNumber as_known);

// What stands in an account, and what of it is asked for already.
struct BalanceRow {
  ledger::BalanceKey key;
  base::Decimal amount;
  base::Decimal asked;                         // by undecided petitions
  std::optional<ledger::FundWindows> windows;  // of a co-op fund
};
// By key, as they stand now.
base::Result<std::vector<BalanceRow>> balance_rows(Store& store);

struct PetitionFile {
  std::vector<closing::Petition> history;  // oldest first
  std::string attached;
  std::vector<closing::BookedEntry> entries;  // that it posted
};
// Errors: NotFound.
base::Result<PetitionFile> petition(Store& store, const std::string& id,
                                    base::CommitNumber as_known);

}  // namespace app
