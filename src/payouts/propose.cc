#include "payouts/propose.h"

#include <fmt/format.h>

#include "base/check.h"
#include "base/currency.h"

namespace payouts {
namespace {

std::unexpected<LeftOut> left_out(const ledger::BalanceKey& key, base::Decimal amount,
                                  std::string code, std::string detail) {
  return std::unexpected(
      LeftOut{key.earner, key.currency, amount, std::move(code), std::move(detail)});
}

// The amount in the currency of the account: the balance times the rate, rounded once.
std::expected<PaymentOrder, LeftOut> in_account_currency(PaymentOrder order,
                                                         const ledger::BalanceKey& key,
                                                         const PayTerms& terms) {
  order.paid = order.amount;
  if (order.paid_currency == key.currency) return order;
  const base::Month month = terms.execution.month();
  const auto rate = terms.rate(key.currency, order.paid_currency, month);
  if (!rate) {
    return left_out(key, order.amount, "RATE_MISSING",
                    fmt::format("there is no rate {} to {} for {}; import fx_rates.csv with it",
                                key.currency, order.paid_currency, month.text()));
  }
  order.rate = *rate;
  order.paid = base::round(base::multiply(order.amount, *rate),
                           base::minor_unit(order.paid_currency), base::Rounding::HalfEven);
  if (order.paid > base::Decimal()) return order;
  return left_out(key, order.amount, "BELOW_MINOR_UNIT",
                  fmt::format("at {} it is less than the smallest coin of {}; it waits for more",
                              rate->text(), order.paid_currency));
}

std::expected<PaymentOrder, LeftOut> propose_one(const ledger::BalanceKey& key,
                                                 base::Decimal amount, const PayTerms& terms) {
  if (terms.on_hold(key.earner)) {
    return left_out(key, amount, "ON_HOLD",
                    fmt::format("the partner is suspended on {}; it is paid once it is reinstated",
                                terms.execution.text()));
  }
  const KeptAccount* account = terms.account(key.earner);
  if (account == nullptr) {
    return left_out(key, amount, "PROFILE_INCOMPLETE",
                    "the partner has no bank account; an import of accounts enters it");
  }
  PaymentOrder asked{.earner = key.earner,
                     .currency = key.currency,
                     .amount = amount,
                     .payee = *account,
                     .paid_currency = account->account.currency,
                     .paid = {},
                     .remittance = {},
                     .answers = {}};
  auto order = in_account_currency(std::move(asked), key, terms);
  if (!order) return order;
  const Payment payment{"", key.earner, account->account, order->paid_currency, order->paid, ""};
  if (const auto fine = check_payment(terms.debtor, payment); !fine)
    return left_out(key, amount, "NOT_PAYABLE", fine.error().message);
  return order;
}

}  // namespace

Proposals propose(const ledger::Balances& balances, const PayTerms& terms) {
  Proposals out;
  for (const auto& [key, amount] : balances.all()) {
    if (key.account != ledger::Account::Payable) continue;
    ASSERT(amount > base::Decimal());  // what is owed by a partner never stands here
    auto order = propose_one(key, amount, terms);
    if (order) {
      out.payments.push_back(std::move(*order));
    } else {
      out.left_out.push_back(std::move(order.error()));
    }
  }
  return out;
}

}  // namespace payouts
