// Who may sign in to the demo, and with which links; a key for a program.
#pragma once

#include <string>
#include <vector>

#include "app/demo_world.h"
#include "app/store.h"

namespace app {

struct DemoPerson {
  std::string portal;  // "customer", "partner", "operator"
  std::string name;    // "Jana Meyer"
  std::string of;      // whom the person acts for
  std::string link;    // a token that is taken once
};
struct DemoDesk {
  std::vector<DemoPerson> people;
  base::Instant until;  // of the links
  std::string key;      // takes usage events
  std::string event;    // one that the store takes, as JSON
};

// Makes the people, or takes their passwords away, so that each has a fresh link; and a key for a
// day.
base::Result<DemoDesk> open_demo_desk(Store& store, DemoScale scale);

}  // namespace app
