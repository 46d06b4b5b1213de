// What a lever asks of its earner before it pays: gates, asked for each earning month. A closed
// gate leaves a line of zero with its reason; credit never asks. Rules: docs/domain/eligibility.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/terms.h"

namespace programs {

// In the order in which they are asked: a line tells the first that is closed.
enum class Gate : std::uint8_t { GoodStanding, Enrolment, Profile, Segment, Competency };
inline constexpr std::array<std::string_view, 5> kGateReasons{
    "NOT_IN_GOOD_STANDING", "NOT_ENROLLED", "PROFILE_INCOMPLETE", "SEGMENT_EXCLUDED",
    "COMPETENCY_NOT_HELD"};

constexpr std::string_view reason(Gate gate) {
  return kGateReasons[static_cast<std::size_t>(gate)];
}

enum class MissingProfile : std::uint8_t { NotEarned, Held };

struct RequiredLevel {
  std::string competency;
  std::size_t rank = 0;  // this level or a higher one
  friend bool operator==(const RequiredLevel&, const RequiredLevel&) = default;
};

// What is empty is not asked.
struct Eligibility {
  bool good_standing = false;               // not suspended on the eligibility day
  std::vector<std::string> enrolments;      // all of these agreements
  std::vector<base::ProfileKind> profiles;  // all of these
  MissingProfile missing_profile = MissingProfile::NotEarned;
  std::vector<std::string> countries;           // of the earner
  std::vector<std::string> customer_countries;  // of the customer
  std::optional<RequiredLevel> competency;      // held on the eligibility day

  bool asks(Gate gate) const;
  bool asks() const;  // anything at all
  friend bool operator==(const Eligibility&, const Eligibility&) = default;
};

}  // namespace programs
