#include "tests/parquet.h"

#include <doctest/doctest.h>

#include "storage/duck.h"

namespace tests {

void write_parquet(const Bench& bench, std::string_view csv, std::string_view parquet,
                   const std::string& columns) {
  const auto duck = storage::Duck::open({});
  REQUIRE(duck.has_value());
  const base::Status written = (*duck)->connect()->execute(
      "COPY (SELECT " + columns + " FROM read_csv(" + storage::sql_text(bench.file(csv)) +
      ", all_varchar = true)) TO " + storage::sql_text(bench.file(parquet)) + " (FORMAT parquet)");
  REQUIRE_MESSAGE(written.has_value(), written.error().message);
}

}  // namespace tests
