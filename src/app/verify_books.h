// Whether the books are what they promise. Private to app.
#pragma once

#include <vector>

#include "app/store.h"
#include "storage/verify.h"

namespace app {

// Balances are the sums of entries and add up to nothing, no entry came into a period after its
// close, every statement says what was signed and follows the one before. `deep`: the lines of
// every closed month are worth what was posted of them, as known at the last close.
base::Result<std::vector<storage::Finding>> verify_books(Store& store, bool deep,
                                                         const Report& report);

}  // namespace app
