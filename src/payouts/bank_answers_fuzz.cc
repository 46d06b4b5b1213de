// Whatever the bytes: answers are taken whole, each with a payment and a day, or refused with a
// sentence.
#include "base/check.h"
#include "ingest/csv.h"
#include "payouts/bank_answers.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  ingest::CsvOptions options;
  options.cell_bytes_max = 1024;
  options.row_bytes_max = 4096;
  options.block_bytes = 4096;
  options.batch_rows_max = 8;
  auto rows = ingest::CsvReader::open(
      ingest::bytes_in_memory(std::string(reinterpret_cast<const char*>(data), size)), "fuzz.csv",
      options);
  if (!rows) return 0;
  const auto answers = payouts::read_answers("fuzz.csv", **rows);
  if (!answers) {
    ASSERT(!answers.error().message.empty());
    return 0;
  }
  ASSERT(!answers->empty());
  for (const payouts::Answer& answer : *answers) {
    ASSERT(!answer.payment.empty() && !answer.day.text().empty());
    ASSERT(answer.outcome == ledger::EntryKind::Sent || !answer.reason.empty());
  }
  return 0;
}
