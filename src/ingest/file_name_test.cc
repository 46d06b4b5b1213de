#include "ingest/file_name.h"

#include <doctest/doctest.h>

namespace ingest {
namespace {

std::string read(std::string_view pattern, std::string_view name) {
  const auto parts = read_name(pattern, name);
  if (!parts) return "wrong";
  return parts->period + (parts->as_of ? " " + std::to_string(*parts->as_of) : "");
}

TEST_CASE("a name says its period, and how late it is") {
  const char* const pattern = "usage-{period}-{as_of}.csv";
  CHECK(read(pattern, "usage-2026-03-20260315.csv") == "usage-2026-03-.csv 20260315");
  CHECK(read(pattern, "usage-2026-03-20260316.csv") == "usage-2026-03-.csv 20260316");
  CHECK(read("{as_of}_{period}.csv", "20260315_2026_03.csv") == "_2026_03.csv 20260315");
  CHECK(read("usage-{period}.csv", "usage-2026-03.csv") == "usage-2026-03.csv");
  // What does not fit is a period of its own.
  CHECK(read(pattern, "other.csv") == "other.csv");
  CHECK(read(pattern, "usage-2026-03-final.csv") == "usage-2026-03-final.csv");
  CHECK(read(pattern, "usage-20260315.csv") == "usage-20260315.csv");
  CHECK(read(pattern, "usage-2026-1234567890123456789.csv") ==
        "usage-2026-1234567890123456789.csv");
  for (const char* bad : {"usage.csv", "{as_of}.csv", "{period}{as_of}.csv", "{period}-{period}"}) {
    CHECK(read(bad, "usage.csv") == "wrong");
  }
}

}  // namespace
}  // namespace ingest
