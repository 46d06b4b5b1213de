// The words of a programme file for what is an enumeration here, in its order: read by the loader,
// written where a programme is told as values.
#pragma once

#include <array>
#include <string_view>

namespace programs {

inline constexpr std::array<std::string_view, 3> kChannelGates{"any", "csp_only", "not_csp"};
inline constexpr std::array<std::string_view, 2> kParties{"transacting", "reseller"};
inline constexpr std::array<std::string_view, 2> kExclusivePer{"subscription", "workload"};
inline constexpr std::array<std::string_view, 2> kBases{"daily", "continuous"};
inline constexpr std::array<std::string_view, 5> kDataProfiles{"none", "sale", "service", "seats",
                                                               "deal"};
inline constexpr std::array<std::string_view, 2> kTierModes{"marginal", "whole"};
inline constexpr std::array<std::string_view, 3> kCapScopes{"subscription", "customer", "earner"};
inline constexpr std::array<std::string_view, 3> kWindows{"month", "half", "year"};
inline constexpr std::array<std::string_view, 4> kLeverScopes{"subscription", "customer", "earner",
                                                              "programme"};
inline constexpr std::array<std::string_view, 3> kRoundings{"HALF_EVEN", "HALF_UP", "FLOOR"};
inline constexpr std::array<std::string_view, 2> kMissingProfiles{"not_earned", "held"};
inline constexpr std::array<std::string_view, 11> kLeverKinds{"percent_of_consumption",
                                                              "percent_of_revenue",
                                                              "per_active_unit",
                                                              "per_seat",
                                                              "high_water_mark",
                                                              "milestone",
                                                              "growth",
                                                              "daily_earned_credit",
                                                              "flat",
                                                              "pool",
                                                              "manual"};

}  // namespace programs
