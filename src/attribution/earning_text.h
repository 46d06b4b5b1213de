// How an earning came about, in words. Private to attribution.
#pragma once

#include <string>
#include <vector>

#include "attribution/answers.h"
#include "attribution/sentences.h"

namespace attribution {

// "base 3100 x 0.08 = 248 USD (rounded once to 2 decimals)"
std::string arithmetic(const base::Speaker& say, const EarningLine& line,
                       const programs::Lever& lever);
// "at most 300 USD for each customer in a month, accelerators included"
std::string cap_text(const base::Speaker& say, const programs::Cap& cap);
// "cpor, before dpor": who earns first.
std::string roles_text(const base::Speaker& say, const programs::Programme& programme,
                       const programs::Lever& lever);
// What the lever looks at and asks for, a sentence each: "asks for at least 150 seats".
std::vector<std::string> terms_text(const base::Speaker& say, const programs::Lever& lever);

}  // namespace attribution
