// Parquet files for tests of the program from outside.
#pragma once

#include <string>
#include <string_view>

#include "tests/program.h"

namespace tests {

// Writes `parquet` in the folder with the columns of the CSV file `csv` there. `columns` is what
// stands between SELECT and FROM, so that a test can choose names, order and types.
void write_parquet(const Bench& bench, std::string_view csv, std::string_view parquet,
                   const std::string& columns = "*");

}  // namespace tests
