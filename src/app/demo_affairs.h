// What is under way when somebody enters the demo: invitations that wait for the customer, held
// money that waits to be released, a payout that waits for a second person.
#pragma once

#include <string>

#include "app/demo_world.h"
#include "app/store.h"

namespace app {

// Begun once, now; what a rule refuses is left out. `directory`: of the demo.
base::Status begin_demo_affairs(Store& store, const DemoWorld& world, const std::string& directory);

}  // namespace app
