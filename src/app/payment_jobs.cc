#include "app/payment_jobs.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "app/closing_jobs.h"
#include "app/payout_jobs.h"
#include "app/statement_jobs.h"

namespace app {
namespace {

using payouts::Payout;
using payouts::PayoutState;

base::Result<payouts::PaymentPath> path_of(Store& store, const std::string& partner) {
  std::vector<ledger::Entry> entries;
  for (closing::BookedEntry& one : TRY(ledger_entries(store, {{}, partner}))) {
    entries.push_back(std::move(one.entry));
  }
  return payouts::payment_path(entries);
}

using StatementNumbers = std::map<std::pair<std::string, base::Month>, std::int64_t>;
base::Result<StatementNumbers> numbers_of(Store& store, const std::string& partner) {
  StatementNumbers out;
  for (const closing::StatementRow& one : TRY(statement_rows(store, {{}, {}, partner})))
    out[{one.earner, one.period}] = one.number;
  return out;
}

std::vector<std::string> ids_of(const StatementNumbers& numbers, const std::string& partner,
                                const std::vector<base::Month>& periods) {
  std::vector<std::string> out;
  for (const base::Month one : periods) {
    const auto found = numbers.find({partner, one});
    if (found != numbers.end()) out.push_back(statements::id_of(found->second));
  }
  return out;
}

std::string_view state_of(PayoutState of_all, const payouts::PaymentOrder& order) {
  const bool is_early = of_all == PayoutState::Created || of_all == PayoutState::Canceled;
  return is_early ? word(of_all) : payouts::state_word(order);
}

}  // namespace

base::Result<std::vector<PaymentRow>> payments(Store& store, const std::string& partner) {
  const payouts::PaymentPath path = TRY(path_of(store, partner));
  const StatementNumbers numbers = TRY(numbers_of(store, partner));
  std::vector<PaymentRow> out;
  for (Payout& payout : TRY(payouts_of(store))) {
    const PayoutState of_all = payouts::state_of(payout);
    std::int64_t place = 0;
    for (payouts::PaymentOrder& one : payout.payments) {
      const std::string id = payouts::payment_id(payout.number, ++place);
      if (!partner.empty() && one.earner != partner) continue;
      const auto paid = path.paid_by.find(id);
      auto statements = paid == path.paid_by.end() ? std::vector<std::string>()
                                                   : ids_of(numbers, one.earner, paid->second);
      out.push_back({id, payouts::batch_id(payout.number), payout.execution, state_of(of_all, one),
                     std::move(one), std::move(statements), payout.commit});
    }
  }
  return out;
}

base::Result<std::vector<StatementStage>> statement_stages(Store& store,
                                                           const std::string& partner) {
  payouts::PaymentPath path = TRY(path_of(store, partner));
  const StatementNumbers numbers = TRY(numbers_of(store, partner));
  std::vector<StatementStage> out;
  for (payouts::PeriodStage& one : path.stages) {
    const auto found = numbers.find({one.earner, one.period});
    if (found != numbers.end()) out.push_back({statements::id_of(found->second), std::move(one)});
  }
  std::ranges::sort(
      out, {}, [](const StatementStage& one) { return std::tie(one.statement, one.of.currency); });
  return out;
}

}  // namespace app
