// How feeds write numbers and dates, undone to the plain forms.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/zone.h"
#include "ingest/mapping.h"

namespace ingest {

// "$10,000.00 " -> "10000.00" for grouping "$, "; "(5.00)" -> "-5.00". What is left may still be no
// number.
std::string plain_number(std::string_view text, std::string_view grouping);

// A timestamp of base::parse_timestamp, or a day as 4/1/25, 04/01/2025 (or the day first) with an
// optional time behind a space. Two digits of a year are 2000 to 2099.
std::optional<base::Timestamp> read_timestamp(std::string_view text, DateForm form);

}  // namespace ingest
