// A programme as values: the one place where its rules are told other than as their text.
#pragma once

#include "api/json.h"
#include "programs/programme.h"

namespace api {

// A ProgrammeRules of the contract. Requires: programs::load() read it.
Value rules_value(const programs::Programme& programme);

}  // namespace api
