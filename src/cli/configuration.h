// Settings of this machine: files, environment and flags, laid over one another.
#pragma once

#include <string>
#include <vector>

#include "api/host.h"
#include "cli/arguments.h"
#include "settings/values.h"

namespace cli {

struct SettingsFile {
  settings::Layer layer;
  std::string path;
  bool is_there = false;
};
// From the weakest to the strongest; no user file where neither XDG_CONFIG_HOME nor HOME is set.
std::vector<SettingsFile> settings_files();
// Errors: Io and others of a file that is there and cannot be read.
base::Result<settings::Said> read_settings(const std::string& path);

// Errors: Usage with the first thing that is wrong, and where it stands.
base::Result<settings::Values> configuration(const Arguments& arguments);
// Everything that is wrong; the values are without it.
struct Examined {
  settings::Values values;
  std::vector<settings::Finding> findings;
};
base::Result<Examined> examine(const Arguments& arguments);

// Errors: Usage when nobody names a store.
base::Result<std::string> store_of(const settings::Values& values);
// What the service is to do, but for the store and where its log goes. Files that hold secrets are
// looked at. Errors: Usage for settings that do not go together.
base::Result<api::HostOptions> service_options(const settings::Values& values);

}  // namespace cli
