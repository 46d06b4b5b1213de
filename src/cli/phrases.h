// Numbers with their nouns, as sentences of the program have them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "usage/usage_log.h"

namespace cli {

std::string count(std::int64_t number, std::string_view noun);    // "1,200 accepted"
std::string counted(std::int64_t number, std::string_view noun);  // "1 row", "2 rows"
// Appends ", 3 duplicates" unless it is none.
void add_part(std::string& line, std::int64_t number, std::string_view noun);
// " (commit 12)"; nothing for commit 0.
std::string at_commit(base::CommitNumber commit);
// "consumption USD 12.5 quantity 3; seats - 0 quantity 40"
std::string amounts_text(std::span<const usage::ControlTotal> totals);

}  // namespace cli
