// Whatever the bytes: each event is answered, and a record that was read is the same when it is
// read again from its canonical line.
#include "base/check.h"
#include "ingest/csv.h"
#include "ingest/event.h"
#include "ingest/usage_decoder.h"

namespace {

usage::Record read_again(const std::string& line) {
  std::string csv;
  ingest::append_csv(csv, ingest::kUsageColumns);
  auto rows =
      ingest::CsvReader::open(ingest::bytes_in_memory(csv + '\n' + line + '\n'), "fuzz").value();
  ingest::RowBatch batch;
  ASSERT(rows->next(batch).value() && batch.size == 1);
  ingest::UsageRows cells;
  cells.size = 1;
  cells.line = batch.line;
  for (std::size_t i = 0; i < ingest::kUsageColumnCount; ++i)
    cells.columns[i] = &batch.columns[i];
  const ingest::UsageRules rules(true);
  ingest::UsageBatch accepted;
  std::vector<ingest::QuarantinedRow> refused;
  ingest::UsageDecoder(rules).decode(cells, accepted, refused);
  ASSERT(accepted.size == 1);
  return accepted.record(0);
}

void check(const ingest::EventAnswer& answer) {
  if (!answer) {
    ASSERT(!answer.error().code.empty() && !answer.error().expected.empty());
    return;
  }
  ASSERT(read_again(ingest::canonical_line(*answer)) == *answer);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto form = (data[0] & 1) != 0 ? ingest::EventForm::Meter : ingest::EventForm::Usage;
  const base::Zone utc = base::Zone::utc();
  if (const auto answers = ingest::read_events(body, form, utc)) {
    for (const ingest::EventAnswer& answer : *answers)
      check(answer);
  }
  const ingest::EventAttributes attributes{
      {"specversion", "1.0"}, {"id", "1"},       {"source", "fuzz"},
      {"type", "seats"},      {"subject", "S1"}, {"time", "2026-03-05T12:00:00Z"}};
  check(ingest::read_event(attributes, body, form, utc));
  return 0;
}
