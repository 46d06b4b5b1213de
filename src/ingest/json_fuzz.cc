// Whatever the bytes: the reader ends, cells are text, and the same rows come in other blocks.
#include "base/check.h"
#include "ingest/json.h"
#include "ingest/text.h"

namespace {

std::vector<std::string> rows_of(const std::string& bytes, const ingest::JsonOptions& options) {
  std::vector<std::string> out;
  auto reader = ingest::JsonReader::open(ingest::bytes_in_memory(bytes), "fuzz",
                                         {"id", "data.value"}, options);
  if (!reader) return out;
  ingest::RowBatch batch;
  while (true) {
    const auto more = (*reader)->next(batch);
    if (!more) return {};  // nothing of a refused document may be used
    if (!*more) return out;
    for (std::size_t row = 0; row < batch.size; ++row) {
      std::string text = std::to_string(batch.line[row]);
      for (const ingest::Column& column : batch.columns) {
        ASSERT(column.is_null(row) || ingest::is_text(column.text[row]) ||
               column.text[row].find('\0') != std::string_view::npos);  // \u0000 is JSON
        text += "|" + (column.is_null(row) ? "" : "=" + std::string(column.text[row]));
      }
      out.push_back(std::move(text));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  ingest::JsonOptions options;
  options.lines = (data[0] & 1) != 0;
  options.lists_in_lines = (data[0] & 2) != 0;
  options.any_case = (data[0] & 4) != 0;
  if ((data[0] & 8) != 0) options.rows_in = "items";
  const auto whole = rows_of(bytes, options);
  options.block_bytes = 1 + (data[0] >> 4);
  ASSERT(rows_of(bytes, options) == whole);
  return 0;
}
