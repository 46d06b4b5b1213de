#include "ledger/fund.h"

namespace ledger {
namespace {

Entry ended(const BalanceKey& fund, base::Month period, EntryKind kind, Account to,
            base::Decimal amount) {
  Entry entry = moving(fund, period, kind, to, amount);
  entry.reason_code = kind == EntryKind::Rollover ? "COOP_ROLLOVER" : "";
  entry.cause = "fund " + fund.fund.text();
  entry.payout = attribution::EarningKind::Coop;
  return entry;
}

}  // namespace

base::Month fund_of(const programs::Parameters& parameters, base::Month period) {
  return programs::window_start(parameters, programs::CapWindow::Half, period);
}

FundWindows windows_of(const programs::Parameters& parameters, base::Month fund) {
  const base::Month accrues = fund + 5;
  const base::Month used = accrues + parameters.coop_usage_months;
  return {accrues, used, used + parameters.coop_claim_months};
}

base::Result<std::vector<Entry>> settle_funds(const Balances& balances, const OpenClaims& claims,
                                              const programs::Parameters& parameters,
                                              base::Month period, const Exchange& exchange) {
  std::vector<Entry> out;
  for (const auto& [key, amount] : balances.all()) {
    if (key.account != Account::Coop) continue;
    const FundWindows windows = windows_of(parameters, key.fund);
    if (period == windows.accrues_until) {
      const base::Decimal worth = TRY(equivalent(exchange, amount, key.currency, period));
      if (worth < parameters.coop_threshold)
        out.push_back(ended(key, period, EntryKind::Rollover, Account::Accrual, amount));
      continue;
    }
    if (period < windows.used_until) continue;
    const auto asked = claims.find(key);
    const base::Decimal kept = period < windows.claimed_until && asked != claims.end()
                                   ? std::min(asked->second, amount)
                                   : base::Decimal();
    if (amount - kept != base::Decimal())
      out.push_back(ended(key, period, EntryKind::Forfeit, Account::Forfeited, amount - kept));
  }
  return out;
}

}  // namespace ledger
