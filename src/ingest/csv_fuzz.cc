// Whatever the bytes: the reader ends, its cells are text of the file, and what it read reads the
// same again, written anew, cut into blocks at other places.
#include "base/check.h"
#include "ingest/csv.h"
#include "ingest/text.h"

namespace {

constexpr std::size_t kCellMax = 64;

// The rows of a batch as CSV. A row of one empty cell would be a line without anything.
void write_rows(const ingest::RowBatch& batch, std::string& out) {
  std::vector<std::string_view> cells(batch.columns.size());
  for (std::size_t row = 0; row < batch.size; ++row) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      cells[i] = batch.columns[i].text[row];
    if (cells.size() == 1 && cells[0].data() == nullptr) continue;
    ingest::append_csv(out, cells);
    out += '\n';
  }
}

// In quotes: "PK" at the beginning of a file, say, is no name.
void write_names(std::span<const std::string> names, std::string& out) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    out += i == 0 ? "\"" : ",\"";
    for (const char c : names[i]) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

void check_batch(const ingest::RowBatch& batch, std::int64_t& last) {
  for (std::size_t row = 0; row < batch.size; ++row) {
    ASSERT(batch.line[row] > last);
    last = batch.line[row];
    for (const ingest::Column& column : batch.columns) {
      ASSERT(column.text[row].size() <= kCellMax);
      ASSERT(ingest::is_text(column.text[row]));
    }
  }
}

// All good rows as CSV; nothing for a file that is refused.
std::string read_all(std::string bytes, const ingest::CsvOptions& options) {
  auto reader = ingest::CsvReader::open(ingest::bytes_in_memory(std::move(bytes)), "fuzz", options);
  if (!reader) return "";
  std::string out;
  write_names((*reader)->names(), out);
  ingest::RowBatch batch;
  std::int64_t last = 0;
  while (true) {
    const auto more = (*reader)->next(batch);
    if (!more) return "";
    if (!*more) return out;
    check_batch(batch, last);
    write_rows(batch, out);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size < 2) return 0;
  constexpr char kDelimiters[] = {',', ';', '\t', '|'};
  ingest::CsvOptions options;
  options.block_bytes = 32 + std::size_t{data[0]};
  options.delimiter = kDelimiters[data[1] % 4];
  options.cell_bytes_max = kCellMax;
  options.row_bytes_max = 512;
  options.batch_rows_max = 3;
  const std::string once =
      read_all(std::string(reinterpret_cast<const char*>(data) + 2, size - 2), options);
  if (once.empty()) return 0;
  options.delimiter = ',';
  options.block_bytes = 4096;
  options.row_bytes_max = options.cell_bytes_max = 4096;  // quotes may have been added
  ASSERT(read_all(once, options) == once);
  return 0;
}
