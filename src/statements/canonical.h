// The leaves of a statement as text, and the columns of its lines: one place says what a statement
// contains, and every document shows these texts. docs/formats/statement.md.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "statements/statement.h"

namespace statements {

inline constexpr std::array<std::string_view, 16> kLineColumns{
    "statement", "line",   "kind",     "lever", "subscription", "earning_month", "payout", "base",
    "rates",     "amount", "currency", "from",  "to",           "reason_code",   "fund",   "cause"};
using LineTexts = std::array<std::string, kLineColumns.size()>;

// `place` counts from 1.
LineTexts line_texts(const Statement& statement, std::size_t place);

// A JSON object without line breaks.
std::string header_leaf(const Statement& statement);
std::string line_leaf(const Statement& statement, std::size_t place);

// The hashes of all leaves, the header first.
std::vector<base::Digest> leaf_hashes(const Statement& statement);

}  // namespace statements
