// What a draft of a programme can change, before anything is computed. Rules:
// docs/domain/restatement.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "programs/programme.h"

namespace programs {

struct RuleChanges {
  bool credit = false;
  // Codes, sorted, of the levers that may not pay the same: those that differ, those whose roles or
  // competencies do, and those that share caps with one of them.
  std::vector<std::string> levers;
};

// None: anything may differ. Otherwise types have the same codes in the same order under both.
std::optional<RuleChanges> rule_changes(const Programme& one, const Programme& other);

}  // namespace programs
