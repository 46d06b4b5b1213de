// Opportunities: what a partner could do next for its customers, each by a published rule with the
// numbers that it rests on; nothing is scored. A rule sees the days, workloads and places that the
// partner holds and nothing else. Rules: docs/domain/insight.md#opportunities.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "attribution/holdings.h"
#include "insight/onlooker.h"
#include "usage/series_index.h"

namespace insight {

enum class Rule : std::uint8_t {
  UnderUsedSeats,
  UnassignedSeats,
  GrowthWithoutCommitment,
  RenewalsIn90Days,
  WhiteSpace,
  ConsumptionDrop,
  AssociatedNotPartnerOfRecord,
  AssociationEndsSoon
};
inline constexpr std::array<std::string_view, 8> kRules{"under_used_seats",
                                                        "unassigned_seats",
                                                        "growth_without_commitment",
                                                        "renewals_in_90_days",
                                                        "white_space",
                                                        "consumption_drop",
                                                        "associated_not_partner_of_record",
                                                        "association_ends_soon"};

struct Thresholds {
  int used_percent = 60;         // seats of which a smaller part is active are under-used
  int unassigned_seats = 10;     // seats without an active user, at least
  int growth_days = 90;          // compared with as many days before
  int growth_percent = 20;       // more, at least
  int drop_percent = 30;         // less than the average of the three months before, at least
  int days_ahead = 90;           // of renewals and of associations that end
  int comparable_customers = 3;  // at least
  int white_space_percent = 50;  // of them that have the family, at least
};

struct OpportunityQuery {
  base::Month month;         // what is known at the end of its last day
  std::string partner;       // only this partner; empty: all
  std::optional<Rule> rule;  // only this rule
  Thresholds thresholds = {};
};

struct Evidence {
  std::string name;
  std::string value;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Opportunity {
  Rule rule = Rule::UnderUsedSeats;
  std::string partner;
  std::string customer;
  std::string subscription;  // empty: of the customer as a whole
  std::string subject;       // the product; of white space the family
  std::vector<Evidence> evidence;
  friend bool operator==(const Opportunity&, const Opportunity&) = default;
};
// "seats=100; active_users=59"
std::string text(const std::vector<Evidence>& evidence);

// By partner, rule, customer, subscription and subject, in the order of text. With an onlooker (of
// the partner asked for) only from what it sees.
std::vector<Opportunity> opportunities(const usage::SeriesIndex& index,
                                       const attribution::Holdings& holdings,
                                       const attribution::Standing& standing,
                                       const OpportunityQuery& query,
                                       const Onlooker* onlooker = nullptr);

}  // namespace insight
