// An explanation as a tree for eyes and as JSON for programs; both hold the same nodes.
#pragma once

#include <string>

#include "attribution/explain.h"
#include "cli/arguments.h"
#include "cli/terminal.h"

namespace cli {

enum class ExplanationForm { Tree, Json };

// -o: table (or nothing) is the tree. Errors: Usage for csv, tsv and ndjson: a tree has no rows.
base::Result<ExplanationForm> explanation_form(const Arguments& arguments);

// With what the command line is asked for where more is not shown.
std::string explanation_tree(const attribution::Explanation& root, const Terminal& terminal,
                             base::Language language);

// {"kind":..,"label":..,"value":..,"because":[..]}, before the last "code" and "facts" where there
// are such
std::string explanation_json(const attribution::Explanation& root);

}  // namespace cli
