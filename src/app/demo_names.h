// Names of nobody: syllables that were put together by chance.
#pragma once

#include <set>
#include <string>

#include "app/demo_random.h"

namespace app {

class Names {
 public:
  explicit Names(std::uint64_t seed) : chance_(seed) {}
  std::string partner();   // "Velmarin Systems"
  std::string customer();  // "Tostrand Foods"

 private:
  std::string fresh(bool partner);
  Chance chance_;
  std::set<std::string> given_;
};

}  // namespace app
