// What of a lever goes beyond its rates: tiers, caps, accelerators. Private to programs.
#pragma once

#include "programs/programme.h"
#include "programs/section.h"

namespace programs {

// Requires: the lever's kind, rates and unit values are read.
base::Status read_tiers(const Section& section, Lever& lever);
base::Status read_caps(const Section& section, Lever& lever);
// `programme` holds the levers before this one: only they can be accelerated, so there is no cycle.
base::Status read_accelerates(const Section& section, const Programme& programme, Lever& lever);

}  // namespace programs
