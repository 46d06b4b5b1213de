// What the demo has to read, and whom to ask in it.
#pragma once

#include "app/store.h"

namespace app {

base::Status seed_guidance(Store& store);

}  // namespace app
