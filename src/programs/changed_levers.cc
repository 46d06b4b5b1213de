#include "programs/changed_levers.h"

#include <set>

namespace programs {
namespace {

bool differ_in_levers_only(const Programme& one, const Programme& other) {
  return one.parameters == other.parameters && one.types == other.types &&
         one.market_classes == other.market_classes && one.competencies == other.competencies &&
         one.competency_maps == other.competency_maps;
}

using Codes = std::set<std::string>;

// The lever whose caps it has.
const std::string& root_of(const Programme& programme, const Lever& lever) {
  return lever.accelerates ? programme.levers[*lever.accelerates].code : lever.code;
}

// A lever is the same in the same place only: in the order of levers caps are used up.
void add_roots(const Programme& mine, const Programme& theirs, Codes& roots) {
  for (std::size_t i = 0; i < mine.levers.size(); ++i) {
    const bool same = i < theirs.levers.size() && mine.levers[i] == theirs.levers[i];
    if (!same) roots.insert(root_of(mine, mine.levers[i]));
  }
}

void add_levers(const Programme& mine, const Codes& roots, Codes& levers) {
  for (const Lever& lever : mine.levers) {
    if (roots.contains(root_of(mine, lever))) levers.insert(lever.code);
  }
}

}  // namespace

std::optional<std::vector<std::string>> changed_levers(const Programme& one,
                                                       const Programme& other) {
  if (!differ_in_levers_only(one, other)) return std::nullopt;
  Codes roots, levers;
  add_roots(one, other, roots);
  add_roots(other, one, roots);
  add_levers(one, roots, levers);
  add_levers(other, roots, levers);
  return std::vector(levers.begin(), levers.end());
}

}  // namespace programs
