// The options of user, key and identity-provider. Apart, because arguments.cc is full.
#pragma once

#include <string_view>

#include "cli/arguments.h"

namespace CLI {
class App;
}

namespace cli {

void add_identity(std::string_view command, CLI::App& app, Arguments& to);

}  // namespace cli
