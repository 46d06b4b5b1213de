// The closed vocabularies of the file contract, and nothing that a programme may change.
// Words are lower case exactly as they stand in files (glossary: docs/domain/glossary.md).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace base {

enum class Measure : std::uint8_t { Consumption, Revenue, Seats, ActiveUsers, Indicator };
enum class ChargeKind : std::uint8_t {
  Usage,
  Refund,
  Correction,
  Credit,
  Purchase,
  Tax,
  Trial,
  Internal
};
enum class Metering : std::uint8_t { Seat, Metered };
enum class Channel : std::uint8_t {
  DirectWeb,
  Ea,
  Advisor,
  Open,
  CspDirect,
  CspIndirect,
  Marketplace
};
enum class PartnerStatus : std::uint8_t { Active, Suspended, Terminated };
enum class ProfileKind : std::uint8_t { Payout, Tax };
enum class MergerKind : std::uint8_t { TenantMerged, Acquired };

inline constexpr std::array<std::string_view, 5> kMeasures{"consumption", "revenue", "seats",
                                                           "active_users", "indicator"};
inline constexpr std::array<std::string_view, 8> kChargeKinds{
    "usage", "refund", "correction", "credit", "purchase", "tax", "trial", "internal"};
inline constexpr std::array<std::string_view, 2> kMeterings{"seat", "metered"};
inline constexpr std::array<std::string_view, 7> kChannels{
    "direct_web", "ea", "advisor", "open", "csp_direct", "csp_indirect", "marketplace"};
inline constexpr std::array<std::string_view, 3> kPartnerStatuses{"active", "suspended",
                                                                  "terminated"};
inline constexpr std::array<std::string_view, 2> kProfileKinds{"payout", "tax"};
inline constexpr std::array<std::string_view, 2> kMergerKinds{"tenant_merged", "acquired"};

constexpr std::string_view word(Measure m) {
  return kMeasures[static_cast<std::size_t>(m)];
}
constexpr std::string_view word(ChargeKind k) {
  return kChargeKinds[static_cast<std::size_t>(k)];
}
constexpr std::string_view word(Metering m) {
  return kMeterings[static_cast<std::size_t>(m)];
}
constexpr std::string_view word(Channel c) {
  return kChannels[static_cast<std::size_t>(c)];
}
constexpr std::string_view word(PartnerStatus s) {
  return kPartnerStatuses[static_cast<std::size_t>(s)];
}
constexpr std::string_view word(ProfileKind p) {
  return kProfileKinds[static_cast<std::size_t>(p)];
}
constexpr std::string_view word(MergerKind m) {
  return kMergerKinds[static_cast<std::size_t>(m)];
}

// The enum value whose word is `text`, from one of the arrays above.
template <class Enum, std::size_t N>
constexpr std::optional<Enum> parse_word(const std::array<std::string_view, N>& words,
                                         std::string_view text) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

// A stock is read at the snapshot day; everything else belongs to its own day (domain 0.5).
constexpr bool is_stock(Measure m) {
  return m == Measure::Seats || m == Measure::ActiveUsers;
}
constexpr bool is_csp(Channel c) {
  return c == Channel::CspDirect || c == Channel::CspIndirect;
}

// Why a usage row does not count, whoever stands beside the subscription (contract: files).
enum class CountClass : std::uint8_t {
  Counted,            // usage, refund, correction, credit; purchase for revenue
  OfferTypeExcluded,  // trial and internal; a purchase that is not revenue
  TaxExcluded,        // tax
  Indicator,          // a performance figure: shown, never credited
};

constexpr CountClass count_class(Measure measure, ChargeKind kind) {
  if (kind == ChargeKind::Tax) return CountClass::TaxExcluded;
  if (kind == ChargeKind::Trial || kind == ChargeKind::Internal) {
    return CountClass::OfferTypeExcluded;
  }
  if (measure == Measure::Indicator) return CountClass::Indicator;
  if (kind == ChargeKind::Purchase && measure != Measure::Revenue) {
    return CountClass::OfferTypeExcluded;
  }
  return CountClass::Counted;
}

}  // namespace base
