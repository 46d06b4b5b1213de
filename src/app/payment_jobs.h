// What a partner is paid, and how far what its statements owe has come. What the books say, nothing
// else: a day is known once a payout has one. docs/domain/ledger.md#on-its-way.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/store.h"
#include "payouts/payment_path.h"
#include "payouts/payout.h"

namespace app {

struct PaymentRow {
  std::string id;
  std::string payout;
  base::Day execution;
  std::string_view state;  // as payouts::state_word, "created" or "canceled"
  payouts::PaymentOrder order;
  std::vector<std::string> statements;  // that it pays, in their order
  base::CommitNumber commit;            // that made its payout
};
// Of a partner, or of all when it is empty; in the order of their ids.
base::Result<std::vector<PaymentRow>> payments(Store& store, const std::string& partner);

struct StatementStage {
  std::string statement;
  payouts::PeriodStage of;
};
// By number of the statement, then by currency. A period without a statement has none.
base::Result<std::vector<StatementStage>> statement_stages(Store& store,
                                                           const std::string& partner);

}  // namespace app
