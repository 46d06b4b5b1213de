// Whatever the bytes of a Parquet file: rows of the types that were promised, or a sentence. The
// engine that reads them is not ours; what it hands over is.
#include "storage/duck_rows.h"

#include <unistd.h>

#include <fstream>

#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const std::string path =
      "/dev/shm/accredit-parquet-" + std::to_string(::getpid()) + ".parquet";
  static const auto duck =
      storage::Duck::open({.threads = 1, .memory_mib = 256, .scratch = path + ".scratch"}).value();
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  auto rows = storage::open_parquet(*duck, path);
  ::unlink(path.c_str());
  if (!rows) {
    ASSERT(!rows.error().message.empty());
    return 0;
  }
  ingest::RowBatch batch;
  while (true) {
    const auto more = (*rows)->next(batch);
    if (!more || !*more) return 0;
    for (const ingest::Column& column : batch.columns) {
      for (std::size_t row = 0; row < batch.size; ++row) {
        if (!column.is_null(row)) ingest::cell_text(column, row);
      }
    }
  }
}
