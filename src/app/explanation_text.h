// An explanation as text that is kept: a node a line, two blanks deeper than what it explains.
#pragma once

#include <string>

#include "attribution/explain.h"

namespace app {

// At most `bytes_max`; where more was to say, the last line says how much, in the language of the
// rest.
std::string explanation_text(const attribution::Explanation& root, std::size_t bytes_max,
                             base::Language language);

}  // namespace app
