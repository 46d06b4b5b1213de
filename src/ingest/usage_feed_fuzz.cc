// Whatever the bytes: each row is accepted or refused, and a second delivery of what was accepted,
// or of what was refused, ends as the first did. An odd first byte reads it as FOCUS.
#include "base/check.h"
#include "ingest/csv.h"
#include "ingest/usage_feed.h"

namespace {

struct Read {
  std::vector<usage::Record> accepted;
  std::vector<ingest::QuarantinedRow> refused;
};

registry::Snapshot shop() {
  registry::Snapshot out;
  out.subscriptions.push_back({"S1", {0}, {0}, "USD", {}});
  out.subscriptions.push_back(
      {"S2", {0}, {0}, "EUR", {*base::Day::parse("2026-01-10"), *base::Day::parse("2026-02-10")}});
  return out;
}

Read read(std::string text, const ingest::Mapping& mapping, bool rounds) {
  Read out;
  static const registry::Snapshot snapshot = shop();
  const ingest::UsageRules rules(snapshot, 31, rounds);
  auto rows = ingest::CsvReader::open(ingest::bytes_in_memory(std::move(text)), "fuzz.csv");
  if (!rows) return out;
  auto feed =
      ingest::UsageFeed::open("fuzz.csv", **rows, mapping, {"fuzz", 1}, rules, base::Zone::utc());
  if (!feed) return out;
  ingest::UsageBatch batch;
  while (true) {
    const auto more = (*feed)->next(batch, out.refused);
    if (!more || !*more) return out;
    for (std::size_t row = 0; row < batch.size; ++row)
      out.accepted.push_back(batch.record(row));
  }
}

Read read_again(const std::string& line, bool rounds) {
  static const std::string header = [] {
    std::string out;
    ingest::append_csv(out, ingest::kUsageColumns);
    return out + '\n';
  }();
  return read(header + line + '\n', ingest::canonical_mapping(), rounds);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const ingest::Mapping focus =
      ingest::load_mapping(ingest::shipped_focus_1(), "focus-1.toml").value();
  if (size == 0) return 0;
  const bool foreign = data[0] % 2 == 1;
  const bool rounds = foreign || data[0] % 4 == 2;
  const Read first = read(std::string(reinterpret_cast<const char*>(data) + 1, size - 1),
                          foreign ? focus : ingest::canonical_mapping(), rounds);
  for (const usage::Record& record : first.accepted) {
    const Read again = read_again(ingest::canonical_line(record), true);
    ASSERT(again.refused.empty() && again.accepted.size() == 1);
    ASSERT(again.accepted[0] == record);
  }
  for (const ingest::QuarantinedRow& row : first.refused) {
    ASSERT(!ingest::sentence("fuzz.csv", row).empty());
    if (row.cells.empty()) continue;
    const Read again = read_again(row.cells, row.rounds);
    ASSERT(again.accepted.empty() && again.refused.size() == 1);
    ASSERT(again.refused[0].cause == row.cause);
  }
  return 0;
}
