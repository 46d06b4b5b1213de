// Whatever the bytes: accounts are taken whole, each in the form of files, or refused with a
// sentence.
#include "base/check.h"
#include "ingest/csv.h"
#include "payouts/account_file.h"

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
  const auto accounts = payouts::read_accounts("fuzz.csv", **rows);
  if (!accounts) {
    ASSERT(!accounts.error().message.empty());
    return 0;
  }
  ASSERT(!accounts->empty());
  for (const payouts::AccountRow& row : *accounts) {
    const auto again = payouts::parse_account(row.account);
    ASSERT(again && *again == row.account);
  }
  return 0;
}
