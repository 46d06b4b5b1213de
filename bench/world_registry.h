// The registry of a world. Private to the world.
#pragma once

#include "world.h"

namespace bench {

registry::Snapshot make_registry(const Shape& shape, std::uint64_t seed,
                                 const programs::Programme& programme);

}  // namespace bench
