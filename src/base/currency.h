// The currencies a bill can be in: ISO 4217 codes, current and withdrawn, with the digits of their
// minor unit. Codes without a minor unit (metals, fund units, tests, "no currency") are not money.
#pragma once

#include <string_view>

namespace base {

// Exactly three upper-case letters of the list.
bool is_currency(std::string_view code);

// Digits after the point of the smallest coin; 2 for a code that is not in the list.
int minor_unit(std::string_view code);

}  // namespace base
