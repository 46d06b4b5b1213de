// What the explanations of a scenario say: of every partner, in every month with usage, and what
// its customers are told of it.
#pragma once

#include <string>
#include <vector>

#include "attribution/explain.h"

namespace tests {

// The files of tests/scenarios, in the order of their names.
std::vector<std::string> scenario_paths();

struct Explained {
  std::vector<attribution::Explanation> trees;
  std::vector<std::string> names;  // of types and levers, and reasons given by hand: in no language
};

// Two usage rows of each line; told whole, then as to somebody who sees nothing but its own credit,
// then to the customers.
Explained explained(const std::string& path, base::Language language);

}  // namespace tests
