// What customers of a random world say about consent, and the data profiles that its types open.
#pragma once

#include "access/consent.h"
#include "tests/random_world.h"

namespace tests {

// Adds what random_world leaves out: profiles, and associations that ended for want of consent.
World with_profiles(Chance& chance, World world);

rights::ConsentBook random_book(Chance& chance, const World& world);

}  // namespace tests
