#include "payouts/payment_path.h"

#include <set>
#include <utility>

#include "payouts/settle.h"

namespace payouts {
namespace {

using ledger::Account;
using ledger::Entry;
using ledger::EntryKind;
using Periods = std::set<base::Month>;

// Of an earner in a currency: whose money stands where.
struct Purse {
  base::Decimal accrual, payable;
  Periods accrued, due, offset, owed;
  std::map<base::Month, base::Decimal> came_due;    // with the close of each period
  std::map<std::string, Periods> in_payment, paid;  // by payment
};

void move_all(Periods& from, Periods& to) {
  to.merge(from);
  from.clear();
}

// A balance below zero takes back what is payable: what comes to nothing has met its counterpart.
void take_back(Purse& purse) {
  if (purse.accrual.is_zero()) move_all(purse.accrued, purse.offset);
  if (purse.payable.is_zero()) move_all(purse.due, purse.offset);
}

void come_due(Purse& purse, const Entry& entry) {
  if (entry.amount < base::Decimal()) {
    take_back(purse);
  } else {
    move_all(purse.accrued, purse.due);
  }
}

void follow(Purse& purse, const Entry& entry, PaymentPath& path) {
  const std::string payment = payment_of(entry);
  switch (entry.kind) {
    case EntryKind::Due: come_due(purse, entry); break;
    case EntryKind::Recoup: move_all(purse.accrued, purse.owed); break;
    case EntryKind::CoopClaim: purse.due.insert(entry.period); break;
    case EntryKind::Payment:
      path.paid_by[payment].assign(purse.due.begin(), purse.due.end());
      move_all(purse.due, purse.in_payment[payment]);
      break;
    case EntryKind::Sent: move_all(purse.in_payment[payment], purse.paid[payment]); break;
    case EntryKind::Failed: move_all(purse.in_payment[payment], purse.due); break;
    case EntryKind::Reversed: move_all(purse.paid[payment], purse.due); break;
    default:
      if (entry.to == Account::Accrual || entry.from == Account::Accrual)
        purse.accrued.insert(entry.period);
  }
}

void count(Purse& purse, const Entry& entry) {
  if (entry.to == Account::Accrual) purse.accrual += entry.amount;
  if (entry.from == Account::Accrual) purse.accrual -= entry.amount;
  if (entry.to == Account::Payable) purse.payable += entry.amount;
  if (entry.from == Account::Payable) purse.payable -= entry.amount;
  if (entry.kind == EntryKind::Due) purse.came_due[entry.period] += entry.amount;
}

// What is said first of a period stays: the least far.
std::map<base::Month, std::pair<Stage, std::string>> stages_of(const Purse& purse) {
  std::map<base::Month, std::pair<Stage, std::string>> out;
  const auto say = [&](const Periods& periods, Stage stage, const std::string& payment) {
    for (const base::Month one : periods)
      out.try_emplace(one, stage, payment);
  };
  const bool carries = !purse.accrual.is_zero();
  if (carries) say(purse.accrued, Stage::Carried, {});
  say(purse.due, Stage::Confirmed, {});
  for (const auto& [payment, periods] : purse.in_payment)
    say(periods, Stage::InPayment, payment);
  for (const auto& [payment, periods] : purse.paid)
    say(periods, Stage::Paid, payment);
  if (!carries) say(purse.accrued, Stage::Offset, {});
  say(purse.offset, Stage::Offset, {});
  say(purse.owed, Stage::Owed, {});
  return out;
}

}  // namespace

PaymentPath payment_path(std::span<const Entry> entries) {
  PaymentPath out;
  std::map<std::pair<std::string, std::string>, Purse> purses;
  for (const Entry& one : entries) {
    Purse& purse = purses[{one.earner, one.currency}];
    count(purse, one);
    follow(purse, one, out);
  }
  for (auto& [whose, purse] : purses) {
    for (const auto& [period, what] : stages_of(purse))
      out.stages.push_back(
          {whose.first, whose.second, period, what.first, what.second, purse.came_due[period]});
  }
  return out;
}

}  // namespace payouts
