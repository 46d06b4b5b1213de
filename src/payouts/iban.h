// International bank account numbers (ISO 13616): the form that each country of the registry gave
// them, and the two check digits.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace payouts {

// The electronic form: spaces are left out, letters are capitals. Error: InvalidInput, which says
// what is wrong at which place.
base::Result<std::string> parse_iban(std::string_view written);

// Without spaces, in capitals: how account numbers and codes of banks are compared.
std::string compact(std::string_view written);

}  // namespace payouts
