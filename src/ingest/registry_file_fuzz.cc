// Whatever the bytes: a registry file is taken whole, its rows in the order of their lines, or
// refused with a sentence.
#include "ingest/registry_file.h"

#include "base/check.h"
#include "ingest/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  constexpr std::string_view kKinds[] = {
      "partners",      "customers",       "products",         "fx_rates",      "subscriptions",
      "channels",      "associations",    "memberships",      "metric_values", "awards",
      "enrolments",    "profiles",        "partner_statuses", "access",        "manual_earnings",
      "credit_shares", "customer_mergers"};
  if (size == 0) return 0;
  const std::string_view kind = kKinds[data[0] % std::size(kKinds)];
  auto rows = ingest::CsvReader::open(
      ingest::bytes_in_memory(std::string(reinterpret_cast<const char*>(data) + 1, size - 1)),
      "fuzz.csv");
  if (!rows) return 0;
  const auto read = ingest::read_registry_file(kind, "fuzz.csv", **rows);
  if (!read) {
    ASSERT(!read.error().message.empty());
    return 0;
  }
  std::visit(
      [](const auto& delivered) {
        std::int64_t last = 1;
        for (const auto& row : delivered) {
          ASSERT(row.line > last);
          last = row.line;
        }
      },
      read->rows);
  return 0;
}
