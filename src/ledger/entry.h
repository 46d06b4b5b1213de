// The books of incentives: entries that take an amount from one account and give it to another, so
// the accounts of an earner in a currency add up to nothing at any moment. An entry never changes.
// Rules: docs/domain/ledger.md.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "attribution/answers.h"
#include "base/day.h"
#include "base/decimal.h"

namespace ledger {

// Of an earner in a currency.
enum class Account : std::uint8_t {
  Expense,        // what the programme granted; below zero by all that stands in the others
  Accrual,        // earned and closed, not yet due: below the threshold, or below zero
  Held,           // earned on days on which the partner was held
  OutsideWindow,  // comes from usage that is too late to be paid
  Coop,           // a fund of a half-year, for claims
  Payable,        // due with the next payout
  InPayment,      // in a payout whose end is not known
  Paid,           // left the programme
  Receivable,     // owed by the partner
  Forfeited       // lost for good
};
inline constexpr std::array<std::string_view, 10> kAccounts{
    "expense", "accrual",    "held", "outside_window", "coop",
    "payable", "in_payment", "paid", "receivable",     "forfeited"};

enum class EntryKind : std::uint8_t {
  Earning,     // a line of the month that is closed
  Adjustment,  // a line of an earlier month: what changed of it
  Exception,   // late usage that is paid after all
  Dispute,     // what a dispute was found to be worth
  Release,     // a hold that ends well
  Forfeit,     // a hold that does not, or the rest of a fund
  Rollover,    // a fund below its threshold becomes rebate
  CoopClaim,   // an accepted claim on a fund
  Due,         // the balance reached the threshold
  Recoup,      // a balance below zero is invoiced
  Payment,     // put into a payout
  Sent,        // the bank's answers
  Failed,
  Reversed
};
inline constexpr std::array<std::string_view, 14> kEntryKinds{
    "earning",    "adjustment", "exception", "dispute", "release", "forfeit", "rollover",
    "coop_claim", "due",        "recoup",    "payment", "sent",    "failed",  "reversed"};

struct Entry {
  base::Month period;  // posting period: the month in whose books it stands
  EntryKind kind = EntryKind::Earning;
  std::string earner;
  std::string currency;
  Account from = Account::Expense;
  Account to = Account::Accrual;
  base::Decimal amount;     // whole minor units; what a correction takes back is below zero
  std::string reason_code;  // domain 5.7, joined by '+'; empty for what was simply earned
  std::string cause;        // what it refers to: "commits 12-40", "dispute D-3", "payout B-2"
  base::Month fund{};       // first month of the half-year, where an account is Coop
  attribution::EarningKind payout = attribution::EarningKind::Rebate;

  // The earning line that it posts; empty for other entries.
  std::string lever;
  std::string subscription;
  base::Month earning_month{};  // the month of the usage
  bool held = false;            // of held days
  base::Decimal base;
  std::string rates;  // by date, joined by '+'
  friend bool operator==(const Entry&, const Entry&) = default;
};

constexpr std::string_view word(Account account) {
  return kAccounts[static_cast<std::size_t>(account)];
}
constexpr std::string_view word(EntryKind kind) {
  return kEntryKinds[static_cast<std::size_t>(kind)];
}
constexpr std::string_view word(attribution::EarningKind kind) {
  return kind == attribution::EarningKind::Coop ? "coop" : "rebate";
}

// Whether it says what an earning line is worth; the others move what is there.
constexpr bool posts_line(EntryKind kind) {
  return kind == EntryKind::Earning || kind == EntryKind::Adjustment;
}

}  // namespace ledger
