// Options that are settings, and those of the commands that serve or tell of settings. Beside
// arguments.cc because that file has no room for them.
#pragma once

#include <string_view>

#include "cli/arguments.h"

namespace CLI {
class App;
}

namespace cli {

void add_setting(const settings::Setting& setting, CLI::App& app, Arguments& to);
void add_settings(CLI::App& app, Arguments& to);  // of serve: all
void add_config(std::string_view command, CLI::App& app, Arguments& to);
void add_demo(CLI::App& app, Arguments& to);

}  // namespace cli
