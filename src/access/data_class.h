// What there is to see of a subscription (docs/domain/access.md), and what of it the data profile
// of an association type opens.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/terms.h"
#include "programs/programme.h"

namespace rights {

enum class DataClass : std::uint8_t {
  SubscriptionFacts,  // product, seats, state, renewal date
  Usage,              // usage, consumption, active units, performance indicators
  BilledRevenue,
  OtherPartners,      // how many, of which types
  EndUserIdentities,  // never leave
};
inline constexpr std::array<std::string_view, 5> kDataClasses{
    "subscription_facts", "usage", "billed_revenue", "other_partners", "end_user_identities"};
constexpr std::string_view word(DataClass one) {
  return kDataClasses[static_cast<std::size_t>(one)];
}

// One bit per class.
using ClassMask = std::uint8_t;
constexpr ClassMask bit(DataClass one) {
  return static_cast<ClassMask>(1U << static_cast<unsigned>(one));
}
constexpr bool has(ClassMask mask, DataClass one) {
  return (mask & bit(one)) != 0;
}
// The classes that can be agreed on stand before the one that cannot.
inline constexpr std::size_t kShareableClasses = 4;
inline constexpr ClassMask kShareable = 0b1111;
// What is agreed on unless somebody says otherwise: other partners only when the customer does.
inline constexpr ClassMask kUsual = 0b0111;

// Of a part of a subscription (a workload) one sees the part; these are of the subscription.
constexpr bool is_of_whole(DataClass one) {
  return one == DataClass::SubscriptionFacts || one == DataClass::OtherPartners;
}

constexpr DataClass class_of(base::Measure measure) {
  return measure == base::Measure::Revenue ? DataClass::BilledRevenue : DataClass::Usage;
}

ClassMask opened_by(programs::DataProfile profile, base::Metering metering);

// "subscription_facts+usage", in the order of the classes.
std::string words(ClassMask mask);
// The classes between '+' or ','; none when a word is unknown.
std::optional<ClassMask> parse_classes(std::string_view text);

}  // namespace rights
