// Options as rows, for the groups of commands that arguments.cc has no room for.
#pragma once

#include <span>
#include <string>

#include "cli/arguments.h"

namespace cli {

struct OptionRow {
  const char* names;  // "--classes"
  const char* description;
  const char* shape;  // "WORDS"
  std::string Arguments::*to;
};

// Of credit, explain, benefit, report, opportunities, sql and export, without those of every store
// and of reads; empty for others.
std::span<const OptionRow> question_rows(std::string_view command);
// Of a command of the groups consent and access, without those of every store and of reads.
std::span<const OptionRow> consent_rows(std::string_view command);
std::span<const OptionRow> access_rows(std::string_view command);
// Of a command of the groups support, guide and feedback, or programme.
std::span<const OptionRow> guidance_rows(std::string_view command);
std::span<const OptionRow> programme_rows(std::string_view command);
// Of every command that lists rows.
std::span<const OptionRow> listing_rows(std::string_view command);

}  // namespace cli
