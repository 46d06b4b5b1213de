// What can be wrong with a usage row, and the sentences that say so. Private to the decoder.
#pragma once

#include <cstdint>

#include "base/decimal.h"
#include "ingest/usage_decoder.h"

namespace ingest {

// In the order in which they are named when a row has several. What a change of the registry can
// heal comes last, so that a replay does not end at the next fault.
enum class Fault : std::uint8_t {
  NoSource,
  NoKey,
  NoSubscription,
  Revision,
  Date,
  Measure,
  Kind,
  Quantity,
  Amount,
  NoNumbers,
  NoUnit,
  Currency,
  NoCurrency,
  Subscription,
  BeforeStart,
  AfterEnd,
  None
};
using Faults = std::uint16_t;
constexpr Faults bit(Fault fault) {
  return static_cast<Faults>(1U << static_cast<unsigned>(fault));
}

inline constexpr base::Decimal kNumberLimit =
    base::Decimal::from_units(base::Int128{1'000'000'000'000'000'000} * base::kUnit);

// base::parse_decimal with a short way for short plain numbers.
base::NumberFault read_number(std::string_view text, base::ParsedDecimal& out);

struct FaultyRow {
  const UsageRows& rows;
  const UsageBatch& decoded;  // values as far as they could be read, at the same place
  const UsageRules& rules;
  std::size_t row;
  Faults faults;  // not empty
  std::uint32_t subscription;
};
QuarantinedRow explain(const FaultyRow& faulty);

}  // namespace ingest
