// A payout: what is paid to whom on one day, from one account. A plain value: `check` says what
// makes it whole, and its files are made of it alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/keys.h"
#include "base/result.h"
#include "payouts/account.h"

namespace payouts {

inline constexpr std::size_t kRemittanceMax = 140;

struct Payment {
  std::string id;  // unique for ever; the bank's answer names it
  std::string partner;
  BankAccount payee;
  std::string currency;
  base::Decimal amount;    // above zero, whole minor units
  std::string remittance;  // what the payee reads on its account
  friend bool operator==(const Payment&, const Payment&) = default;
};

struct Batch {
  std::int64_t number = 0;  // from 1
  std::string id;           // batch_id(number)
  base::Instant created;
  base::Day execution;
  BankAccount debtor;
  std::vector<Payment> payments;
  friend bool operator==(const Batch&, const Batch&) = default;
};

std::string batch_id(std::int64_t number);                           // "PO-000007"
std::string payment_id(std::int64_t number, std::int64_t in_batch);  // "PO-000007-0012"
// The way back: the number of a payout; and with it the place of a payment. None: it is no such id.
std::optional<std::int64_t> parse_batch_id(std::string_view id);
std::optional<std::pair<std::int64_t, std::int64_t>> parse_payment_id(std::string_view id);

// "Incentives 2026-03, ST-000041 ST-000042": as many statements as fit, and how many do not.
std::string remittance_text(base::Month period, std::span<const std::string> statements);

struct Total {
  std::string currency;
  std::int64_t payments = 0;
  base::Decimal amount;
  friend bool operator==(const Total&, const Total&) = default;
};
// One for each currency, by its code.
std::vector<Total> totals(const Batch& batch);

// Error: InvalidInput, saying why this payment cannot be made from that account.
base::Status check_payment(const BankAccount& debtor, const Payment& payment);

// Error: InvalidInput, naming the payment, when an account, amount, currency or id is wrong, an id
// stands twice, a bank is not named where it must be, or there is nothing to pay.
base::Status check(const Batch& batch);

}  // namespace payouts
