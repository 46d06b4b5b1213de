// Writes the demo's world as the files a vendor would deliver: registry files of the contract,
// canonical usage files, and FOCUS files of the one product whose cloud speaks that dialect.
#pragma once

#include <string>
#include <vector>

#include "app/demo_world.h"
#include "app/progress.h"
#include "base/result.h"

namespace app {

struct DemoFeeds {
  std::vector<std::string> registry;   // paths, to import first
  std::vector<std::string> canonical;  // in order of delivery
  std::vector<std::string> focus;
  std::vector<std::string> afterwards;      // late rows, corrections, rows nobody registered
  std::vector<std::string> later_registry;  // a partner is suspended
  std::int64_t usage_rows = 0;
};

// Same world, same bytes. Errors: Io.
base::Result<DemoFeeds> write_demo_feeds(const DemoWorld& world, const std::string& directory,
                                         const Report& report);

}  // namespace app
