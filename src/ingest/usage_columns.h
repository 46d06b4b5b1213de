// The columns of the usage contract (usage.csv), by place.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ingest {

enum class UsageColumn : std::uint8_t {
  Source,
  RecordKey,
  Revision,
  SubscriptionId,
  Workload,
  UsageDate,
  Measure,
  Quantity,
  Unit,
  Amount,
  Currency,
  ChargeKind
};
inline constexpr std::size_t kUsageColumnCount = 12;
inline constexpr std::array<std::string_view, kUsageColumnCount> kUsageColumns{
    "source",  "record_key", "revision", "subscription_id", "workload", "usage_date",
    "measure", "quantity",   "unit",     "amount",          "currency", "charge_kind"};
constexpr std::size_t place(UsageColumn column) {
  return static_cast<std::size_t>(column);
}

// Where each wanted column stands in a file, in the order of `wanted`; kAbsent for one that may be
// left out (the last `optional` of them) and is.
inline constexpr std::size_t kAbsent = SIZE_MAX;
base::Result<std::vector<std::size_t>> place_columns(std::string_view file,
                                                     std::span<const std::string> names,
                                                     std::span<const std::string_view> wanted,
                                                     std::size_t optional = 0);

}  // namespace ingest
