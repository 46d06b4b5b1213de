// The registry files of the demo, as the contract describes them (docs/formats/registry-files.md).
#pragma once

#include <string>
#include <vector>

#include "app/demo_world.h"
#include "base/result.h"

namespace app {

// The paths that were written. Errors: Io.
base::Result<std::vector<std::string>> write_registry_files(const DemoWorld& world,
                                                            const std::string& folder);
// What the sales system says in March 2026: one partner is suspended.
base::Result<std::vector<std::string>> write_later_registry_files(const DemoWorld& world,
                                                                  const std::string& folder);

}  // namespace app
