// [lever.eligibility]: what a lever asks of its earner. Private to programs.
#pragma once

#include "programs/programme.h"
#include "programs/section.h"

namespace programs {

// Requires: the competencies of the programme are read.
base::Status read_eligibility(const Section& lever, const Programme& programme, Eligibility& out);

}  // namespace programs
