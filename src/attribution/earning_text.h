// How an earning came about, in words. Private to attribution.
#pragma once

#include <string>

#include "attribution/answers.h"

namespace attribution {

// "base 3100 x 0.08 = 248 USD (rounded once to 2 decimals)"
std::string arithmetic(const EarningLine& line, const programs::Lever& lever);
// "at most 300 USD for each customer in a month, accelerators included"
std::string cap_text(const programs::Cap& cap);

}  // namespace attribution
