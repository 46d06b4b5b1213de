// What a draft of a programme may change in money when it changes levers and nothing else.
// Rules: docs/domain/restatement.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "programs/programme.h"

namespace programs {

// Codes, sorted, of the levers that may not pay the same under both: those that differ, and those
// that share caps with one of them. None: the programmes differ in more than levers.
std::optional<std::vector<std::string>> changed_levers(const Programme& one,
                                                       const Programme& other);

}  // namespace programs
