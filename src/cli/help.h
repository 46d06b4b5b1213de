// Help: what each command is for, by example first. Every example in here is run by a test.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cli {

struct CommandText {
  std::string_view name;
  std::string_view summary;   // one line, for the list
  std::string_view synopsis;  // after "accredit "
  std::string_view examples;  // whole lines
  std::string_view notes;     // may be empty
};

struct Topic {
  std::string_view name;
  std::string_view summary;
  std::string_view text;
};

std::span<const CommandText> command_texts();  // help_commands.cc
std::span<const Topic> topics();               // help_topics.cc

// What `accredit` alone prints.
std::string short_help();
// Help on a command or a topic. Errors: Usage with the nearest word.
base::Result<std::string> help_on(std::string_view word);

}  // namespace cli
