// Payouts: from what is payable to the bank's last answer. What is paid, and what may follow what,
// is decided in payouts/; here are the clock, the registry, the books.
// docs/formats/payout-files.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/store.h"
#include "payouts/payout_store.h"
#include "payouts/propose.h"

namespace app {

struct AccountsReceipt {
  std::size_t rows = 0, changed = 0;
  base::CommitNumber commit;  // 0: nothing changed, nothing committed
};
// payout_accounts.csv, all or nothing.
base::Result<AccountsReceipt> set_accounts(Store& store, const std::string& file,
                                           const std::string& actor);

// Numbered only once it is created.
struct PayoutPlan {
  payouts::Payout payout;
  std::vector<payouts::LeftOut> left_out;
};
// What a payout on the day would pay; absent: today. Nothing is stored. Errors: Missing without an
// account of the programme, or a closed period.
base::Result<PayoutPlan> preview_payout(Store& store, std::optional<base::Day> on);
// Payable -> InPayment, in one commit. Errors: as above; Refused (EXECUTION_PAST, NOTHING_PAYABLE).
base::Result<PayoutPlan> create_payout(Store& store, base::Day on, const std::string& actor);

struct PayoutReceipt {
  std::int64_t payments = 0;
  base::CommitNumber commit;  // 0: it was so already
};
// By somebody else than who created it. Errors: NotFound; Refused (SECOND_PERSON_NEEDED,
// PAYOUT_CANCELED).
base::Result<PayoutReceipt> approve_payout(Store& store, const std::string& id,
                                           const std::string& actor);
// Before it is approved; all of it is payable again. Errors: NotFound; Refused (PAYOUT_APPROVED).
base::Result<PayoutReceipt> cancel_payout(Store& store, const std::string& id,
                                          const std::string& actor);

struct SettleReceipt {
  std::int64_t sent = 0, failed = 0, reversed = 0;
  std::int64_t known = 0;     // answers that changed nothing
  base::CommitNumber commit;  // 0: nothing was new
};
// A file of the bank's answers, all or nothing.
base::Result<SettleReceipt> settle_payouts(Store& store, const std::string& file,
                                           const std::string& actor);

// By number.
base::Result<std::vector<payouts::Payout>> payouts_of(Store& store);
// Who has something payable that a payout which waits for its second person leaves out, as it is
// known now; of one that does not wait: nobody.
base::Result<std::vector<payouts::LeftOut>> left_out_of(Store& store,
                                                        const payouts::Payout& payout);
// Errors: NotFound.
base::Result<payouts::Payout> payout(Store& store, const std::string& id);

enum class PayoutFile : std::uint8_t { Pain001, Csv };
// From what is stored alone: the same bytes each time. Errors: Refused (NOT_APPROVED,
// PAYOUT_CANCELED).
base::Result<std::string> payout_file(const payouts::Payout& payout, PayoutFile format);

}  // namespace app
