// The demo's months are closed as a vendor does: frozen by one person, signed off by another.
#pragma once

#include "app/progress.h"
#include "app/store.h"

namespace app {

// Of the demo's months the first `months`; those that are closed stay as they are. What the
// checklist leaves open is waived, with its reason.
base::Status close_demo(Store& store, int months, const Report& report);

}  // namespace app
