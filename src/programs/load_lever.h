// What of a lever belongs to its kind (load_lever_terms.cc), what it pays, and what makes lines
// depend on each other: tiers, caps, accelerators (load_lever.cc). Private to programs.
#pragma once

#include "programs/programme.h"
#include "programs/section.h"
#include "programs/words.h"

namespace programs {

// Refuses a key that means nothing to the kind, and asks for those without which it cannot pay.
base::Status check_keys_of_kind(const Section& section, LeverKind kind);
base::Status read_basis(const Section& section, Lever& lever);
base::Status read_gates(const Section& section, Lever& lever);
// Rates, values of a unit, amounts and their currency. Requires: kind and basis are read.
base::Status read_prices(const Section& section, Lever& lever);
// Requires: kind and prices are read.
base::Status read_tiers(const Section& section, Lever& lever);
base::Status read_caps(const Section& section, Lever& lever);
// `programme` holds the levers before this one: only they can be accelerated, so there is no cycle.
base::Status read_accelerates(const Section& section, const Programme& programme, Lever& lever);

}  // namespace programs
