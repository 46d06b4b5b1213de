// Whatever the bytes: the reader ends, and its cells are text of the file.
#include "base/check.h"
#include "ingest/csv.h"
#include "ingest/text.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  ingest::CsvOptions options;
  options.block_bytes = 32 + data[0];
  options.cell_bytes_max = 64;
  options.row_bytes_max = 512;
  options.batch_rows_max = 3;
  auto reader = ingest::CsvReader::open(
      ingest::bytes_in_memory(std::string(reinterpret_cast<const char*>(data), size)), "fuzz",
      options);
  if (!reader) return 0;
  ingest::RowBatch batch;
  std::int64_t last = 0;
  while (true) {
    const auto more = (*reader)->next(batch);
    if (!more || !*more) return 0;
    for (std::size_t row = 0; row < batch.size; ++row) {
      ASSERT(batch.line[row] > last);
      last = batch.line[row];
      for (const ingest::Column& column : batch.columns) {
        ASSERT(column.text[row].size() <= options.cell_bytes_max);
        ASSERT(ingest::is_text(column.text[row]));
      }
    }
  }
}
