#include "programs/rule_changes.h"

#include <algorithm>
#include <set>

namespace programs {
namespace {

using Codes = std::set<std::string>;

// The types that differ.
TypeMask changed_types(const Programme& one, const Programme& other) {
  TypeMask out = 0;
  for (std::size_t t = 0; t < one.types.size(); ++t) {
    if (!(one.types[t] == other.types[t])) out |= TypeMask{1} << t;
  }
  return out;
}

// Whether partners may hold other competencies.
bool changes_competencies(const Programme& one, const Programme& other) {
  return !(one.market_classes == other.market_classes && one.competencies == other.competencies &&
           one.competency_maps == other.competency_maps);
}

struct Change {
  TypeMask types = 0;
  bool competencies = false;
};

// A lever is the same in the same place only: in the order of levers caps are used up.
bool may_differ(const Lever& lever, std::size_t place, const Programme& other,
                const Change& change) {
  return (lever.roles & change.types) != 0 ||
         (change.competencies && lever.eligibility.competency) || place >= other.levers.size() ||
         !(lever == other.levers[place]);
}

// The lever whose caps it has.
const std::string& root_of(const Programme& programme, const Lever& lever) {
  return lever.accelerates ? programme.levers[*lever.accelerates].code : lever.code;
}

void add_roots(const Programme& mine, const Programme& theirs, const Change& change, Codes& roots) {
  for (std::size_t i = 0; i < mine.levers.size(); ++i) {
    const Lever& lever = mine.levers[i];
    if (may_differ(lever, i, theirs, change)) roots.insert(root_of(mine, lever));
  }
}

void add_levers(const Programme& mine, const Codes& roots, Codes& levers) {
  for (const Lever& lever : mine.levers) {
    if (roots.contains(root_of(mine, lever))) levers.insert(lever.code);
  }
}

}  // namespace

std::optional<RuleChanges> rule_changes(const Programme& one, const Programme& other) {
  const bool same_types = std::ranges::equal(one.types, other.types, {}, &AssociationType::code,
                                             &AssociationType::code);
  if (!same_types || !(one.parameters == other.parameters)) return std::nullopt;
  Change change{changed_types(one, other), changes_competencies(one, other)};
  change.competencies |= change.types != 0;  // what counts towards them changes too
  Codes roots, levers;
  add_roots(one, other, change, roots);
  add_roots(other, one, change, roots);
  add_levers(one, roots, levers);
  add_levers(other, roots, levers);
  return RuleChanges{change.types != 0, {levers.begin(), levers.end()}};
}

}  // namespace programs
