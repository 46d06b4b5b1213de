// What the explanations of a scenario say: of every partner, in every month with usage, and what its
// customers are told of it.
#pragma once

#include <string>
#include <vector>

#include "attribution/explain.h"

namespace tests {

// The files of tests/scenarios, in the order of their names.
std::vector<std::string> scenario_paths();

// Two usage rows of each line; told whole, then as to somebody who sees nothing but its own credit,
// then to the customers.
std::vector<attribution::Explanation> explained(const std::string& path);

}  // namespace tests
