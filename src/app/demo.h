// The demo: feeds of an invented vendor, a store that took them in, and what to look at first.
//
//   DIR/feeds/    what the vendor delivered
//   DIR/store/    the store
//   DIR/demo.txt  which world this is and whether it is complete
#pragma once

#include <string>

#include "app/demo_world.h"
#include "app/progress.h"
#include "base/clock.h"
#include "base/result.h"

namespace app {

struct Demo {
  std::string store;     // its directory
  bool created = false;  // by this run; else it stood complete
  std::int64_t usage_rows = 0;
  std::int64_t quarantined = 0;
};

struct DemoWish {
  DemoScale scale;
  int closed = kDemoMonths - 1;  // months whose books are closed
};

// Creates what is missing; an interrupted run is continued. Errors: Conflict when the directory
// holds another world or something that is not a demo.
base::Result<Demo> prepare_demo(const std::string& directory, DemoWish wish,
                                const base::Clock& clock, const Report& report);

}  // namespace app
