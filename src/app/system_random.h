// Randomness of the system, for keys only: everything that is computed takes its seed from outside.
#pragma once

#include <string>

#include "base/result.h"

namespace app {

base::Result<std::string> random_bytes(std::size_t size);  // at most 256

}  // namespace app
