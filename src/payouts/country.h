// Countries by their two letters: which there are (ISO 3166-1, and XK as banks use it), and whose
// accounts SEPA reaches.
#pragma once

#include <string_view>

namespace payouts {

bool is_country(std::string_view code);

// By the first two letters of an IBAN: the territories of France and the islands of the Crown have
// accounts with the letters FR and GB.
bool is_in_sepa(std::string_view iban_country);

}  // namespace payouts
