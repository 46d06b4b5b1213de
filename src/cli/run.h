// From the command line to an exit code.
#pragma once

#include <span>

#include "base/clock.h"

namespace cli {

int run(std::span<const char* const> argv, const base::Clock& clock);

}  // namespace cli
