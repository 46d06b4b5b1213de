#include "payouts/settle.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"

namespace payouts {
namespace {

using ledger::Account;
using ledger::EntryKind;

constexpr std::string_view kCause = "payout ";  // followed by the payment

struct Move {
  Account from, to;
};

constexpr Move move_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::Payment: return {Account::Payable, Account::InPayment};
    case EntryKind::Sent: return {Account::InPayment, Account::Paid};
    case EntryKind::Failed: return {Account::InPayment, Account::Payable};
    case EntryKind::Reversed: return {Account::Paid, Account::Payable};
    default: break;
  }
  ASSERT(false);
  return {};
}

ledger::Entry entry_of(const PaymentOrder& payment, const std::string& id, EntryKind kind,
                       base::Month period) {
  const Move move = move_of(kind);
  ledger::Entry out;
  out.period = period;
  out.kind = kind;
  out.earner = payment.earner;
  out.currency = payment.currency;
  out.from = move.from;
  out.to = move.to;
  out.amount = payment.amount;
  out.cause = std::string(kCause) + id;
  return out;
}

std::string why(const Answer& answer) {
  return answer.reason.empty() ? std::string() : " (" + answer.reason + ')';
}

// Whether the answer may follow what is known of the payment.
base::Status check_order(const PaymentOrder& payment, const Answer& answer) {
  const EntryKind state = state_of(payment);
  const bool ends = answer.outcome == EntryKind::Sent || answer.outcome == EntryKind::Failed;
  if (state == EntryKind::Payment && ends) return {};
  if (state == EntryKind::Sent && answer.outcome == EntryKind::Reversed) return {};
  const std::string at = fmt::format("line {}: {}", answer.line, answer.payment);
  if (state == EntryKind::Payment) {
    return base::refuse("NOT_SENT",
                        at + " is reversed but was never sent; give the answer sent too");
  }
  const Answer& last = payment.answers.back();
  return base::refuse(
      "PAYMENT_ENDED",
      fmt::format("{} cannot be {}: it was {} on {}{}. {}", at, ledger::word(answer.outcome),
                  ledger::word(state), last.day.text(), why(last),
                  state == EntryKind::Sent ? "A payment that was sent can only be reversed"
                                           : "What it paid is payable again, under another id"));
}

// In the order in which they come about: a file may tell the reversal first.
std::vector<Answer> by_outcome(std::span<const Answer> answers) {
  std::vector<Answer> out(answers.begin(), answers.end());
  std::ranges::stable_partition(
      out, [](const Answer& one) { return one.outcome != EntryKind::Reversed; });
  return out;
}

std::unexpected<base::Error> unknown(const Answer& answer) {
  return base::fail(base::Code::NotFound,
                    fmt::format("line {}: there is no payment '{}'; compare it with accredit "
                                "payout show",
                                answer.line, answer.payment));
}

}  // namespace

std::string payment_of(const ledger::Entry& entry) {
  return entry.cause.starts_with(kCause) ? entry.cause.substr(kCause.size()) : std::string();
}

std::vector<ledger::Entry> entries_of(const Payout& payout, base::Month period) {
  std::vector<ledger::Entry> out;
  std::int64_t place = 0;
  for (const PaymentOrder& one : payout.payments)
    out.push_back(entry_of(one, payment_id(payout.number, ++place), EntryKind::Payment, period));
  return out;
}

base::Result<Settlement> settle(std::map<std::int64_t, Payout> payouts,
                                std::span<const Answer> answers, base::Month period) {
  Settlement out;
  for (const Answer& answer : by_outcome(answers)) {
    const auto id = parse_payment_id(answer.payment);
    const auto payout = id ? payouts.find(id->first) : payouts.end();
    if (payout == payouts.end()) return unknown(answer);
    auto& payments = payout->second.payments;
    if (id->second > static_cast<std::int64_t>(payments.size())) return unknown(answer);
    PaymentOrder& payment = payments[static_cast<std::size_t>(id->second - 1)];
    if (std::ranges::find(payment.answers, answer.outcome, &Answer::outcome) !=
        payment.answers.end()) {
      ++out.known;
      continue;
    }
    if (state_of(payout->second) == PayoutState::Created) {
      return base::refuse("NOT_APPROVED",
                          fmt::format("line {}: payout {} was never handed to a bank, nobody "
                                      "approved it",
                                      answer.line, batch_id(id->first)),
                          "accredit payout approve " + batch_id(id->first));
    }
    TRY_STATUS(check_order(payment, answer));
    payment.answers.push_back(answer);
    out.settled.push_back({id->first, id->second, answer});
    out.entries.push_back(entry_of(payment, answer.payment, answer.outcome, period));
  }
  return out;
}

base::Result<Settlement> cancel(const Payout& payout, base::Day day, base::Month period) {
  const std::string id = batch_id(payout.number);
  if (!payout.approved_by.empty()) {
    return base::refuse("PAYOUT_APPROVED",
                        fmt::format("payout {} was approved by {} and may be at the bank; what "
                                    "does not leave comes back as the answer failed: accredit "
                                    "payout settle FILE",
                                    id, payout.approved_by));
  }
  Settlement out;
  std::int64_t place = 0;
  for (const PaymentOrder& one : payout.payments) {
    const std::string payment = payment_id(payout.number, ++place);
    if (!one.answers.empty()) {
      ++out.known;
      continue;
    }
    out.settled.push_back(
        {payout.number, place, {0, payment, EntryKind::Failed, day, std::string(kCanceled)}});
    out.entries.push_back(entry_of(one, payment, EntryKind::Failed, period));
    out.entries.back().reason_code = kCanceled;
  }
  return out;
}

}  // namespace payouts
