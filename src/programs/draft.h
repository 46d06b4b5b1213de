// A programme that somebody wants to be in force: submitted, decided on by somebody else,
// published. Experience O2.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/keys.h"

namespace programs {

enum class DraftState : std::uint8_t { Submitted, Approved, Rejected, Published };
inline constexpr std::array<std::string_view, 4> kDraftStates{"submitted", "approved", "rejected",
                                                              "published"};
constexpr std::string_view word(DraftState state) {
  return kDraftStates[static_cast<std::size_t>(state)];
}

// The last decision is the state.
struct DraftDecision {
  DraftState state = DraftState::Submitted;
  std::string by;
  base::Instant at{};
};

struct ProgrammeDraft {
  std::int64_t number = 0;
  std::string code, version, text;
  std::vector<DraftDecision> decisions;  // the first: who submitted it

  std::string id() const { return "PD-" + std::to_string(number); }
  DraftState state() const { return decisions.back().state; }
  const std::string& submitted_by() const { return decisions.front().by; }
};

}  // namespace programs
