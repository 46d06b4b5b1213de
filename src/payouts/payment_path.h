// Which periods a payment pays, and how far what each period owed has come on its way to the
// partner. Pure: told by the entries of the books alone. docs/domain/ledger.md#on-its-way.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/entry.h"

namespace payouts {

// The first is the least far. A period whose parts have come differently far is as far as the last.
enum class Stage : std::uint8_t {
  Carried,    // below the threshold, or below zero: waits for another close
  Confirmed,  // payable: due with the next payout
  InPayment,
  Paid,
  Offset,  // one took back what the other owed; nothing is left of either
  Owed     // the partner owes it
};
inline constexpr std::array<std::string_view, 6> kStages{"carried", "confirmed", "in_payment",
                                                         "paid",    "offset",    "owed"};
constexpr std::string_view word(Stage stage) {
  return kStages[static_cast<std::size_t>(stage)];
}

struct PeriodStage {
  std::string earner, currency;
  base::Month period;
  Stage stage = Stage::Carried;
  std::string payment;  // that is to bring it or did; empty before
  base::Decimal due;    // what became payable when it closed, as its statement says
  friend bool operator==(const PeriodStage&, const PeriodStage&) = default;
};

struct PaymentPath {
  std::map<std::string, std::vector<base::Month>> paid_by;  // the periods of each payment, in order
  std::vector<PeriodStage> stages;                          // by earner, currency, period
};

// `entries`: all that the books have of the earners, in their order.
PaymentPath payment_path(std::span<const ledger::Entry> entries);

}  // namespace payouts
