// What a store says about its books, as text, so that two times or two stores can be compared.
#pragma once

#include <string>
#include <string_view>

#include "app/store.h"

namespace tests {

// All that is said as known at a commit: of these months credit, earnings and where the usage went;
// entries, balances, petitions, consent and acts. No commit numbers. What cannot be answered stands
// there with its reason.
base::Result<std::string> shown(app::Store& store, base::CommitNumber known, base::Month first,
                                base::Month last);

// The first line that differs, both ways; empty: none does.
std::string first_difference(std::string_view now, std::string_view then);

}  // namespace tests
