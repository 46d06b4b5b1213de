// What the cells of a column look like, from a sample: dates in which order, numbers with which
// decimal sign, identifiers. Private to the inference of mappings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/mapping.h"

namespace ingest {

struct ColumnProfile {
  std::string name;
  std::vector<std::string> values;  // not null, in row order
  std::size_t rows = 0;             // of the sample
  std::size_t distinct = 0;

  bool dates = false;                 // all values are days or timestamps
  std::optional<DateForm> form;       // with `dates`: in this form
  bool ambiguous = false;             // ... and the other order of day and month fits as well
  bool numbers = false;               // all values are numbers, in one of the two ways
  bool comma = false, point = false;  // some value is a number only with this decimal sign
  std::string grouping;               // characters in numbers that are no digits
  bool currencies = false;            // all values are currency codes
  bool guids = false, upper = false;  // all values are GUIDs; some with capital letters
};

// The sample of one column. Cells that mean nothing (empty, NULL, N/A) must be left out before.
ColumnProfile profile_of(std::string name, std::vector<std::string> values, std::size_t rows);

// Words that stand for an empty cell in the exports of others.
bool means_null(std::string_view text);

}  // namespace ingest
