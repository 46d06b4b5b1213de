// The options of user and key. Apart, because arguments.cc is full.
#pragma once

#include <string_view>

#include "cli/arguments.h"

namespace CLI {
class App;
}

namespace cli {

void add_identity(std::string_view command, CLI::App& app, Arguments& to);

}  // namespace cli
