// Small vendors made up by chance: a programme, a registry, and usage delivered with revisions.
// Small enough to read when a property fails, odd enough to find what nobody thought of.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "attribution/answers.h"
#include "registry/snapshot.h"
#include "tests/chance.h"
#include "usage/record.h"

namespace tests {

struct World {
  programs::Programme programme;
  registry::Snapshot registry;
  // Every revision of every record in order of delivery, duplicates too, never a reused key.
  std::vector<usage::Record> delivered;
  base::Month first;  // months with usage, both included
  base::Month last;
};

World random_world(std::uint64_t seed);
programs::Programme random_programme(Chance& chance, base::Month first, base::Month last);
// Adds levers, and lets most of them pay for everything and for every role.
void make_generous(Chance& chance, programs::Programme& programme, base::Month first,
                   base::Month last);
attribution::CreditQuery random_query(Chance& chance, const World& world);

// The rows that exist: the highest revision of each (source, record_key).
std::vector<usage::Record> current_rows(const World& world);

// As contract files, with the programme in words: what a person needs to see the failure.
std::string describe(const World& world);
std::string describe(const attribution::CreditQuery& query);

// Leaves out of a failing world whatever is not needed to make it fail.
World shrink(World world, const std::function<bool(const World&)>& fails);

}  // namespace tests
