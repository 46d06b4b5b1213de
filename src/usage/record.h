// A usage record as the log keeps it: one dated, measured row of one subscription, with the
// identity its feed gave it. Identity rule: docs/decisions/0003-identity-of-usage.md.
#pragma once

#include <cstdint>
#include <string>

#include "base/day.h"
#include "base/decimal.h"
#include "base/terms.h"

namespace usage {

struct Record {
  std::string source;
  std::string record_key;
  std::int64_t revision = 0;
  std::string subscription_id;
  std::string workload;
  base::Day usage_date;
  base::Measure measure = base::Measure::Consumption;
  base::Decimal quantity;
  std::string unit;
  base::Decimal amount;
  std::string currency;
  base::ChargeKind charge_kind = base::ChargeKind::Usage;
  // Input minus stored value, in 10^-24: what HALF_EVEN to 12 decimals put aside.
  std::int64_t quantity_rest = 0;
  std::int64_t amount_rest = 0;

  // Equal content under the same key and revision is a duplicate, anything else is KEY_REUSED.
  // The content is every field but the identity.
  friend bool operator==(const Record&, const Record&) = default;
};

}  // namespace usage
