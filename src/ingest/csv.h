// CSV as RFC 4180 has it, read in blocks: exact line numbers, bounded memory, cells as views. A row
// that cannot be cut stands apart (BrokenRow); a file that cannot be trusted is an error.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/byte_source.h"
#include "ingest/rows.h"

namespace ingest {

struct CsvOptions {
  char delimiter = ',';
  std::size_t cell_bytes_max = std::size_t{1} << 20;
  std::size_t row_bytes_max = std::size_t{8} << 20;
  std::size_t batch_rows_max = 1024;
  std::size_t block_bytes = std::size_t{1} << 19;
};

class CsvReader final : public RowSource {
 public:
  // Reads the header. `name` is the file's, for messages.
  static base::Result<std::unique_ptr<CsvReader>> open(std::unique_ptr<ByteSource> bytes,
                                                       std::string name, CsvOptions options = {});

  const std::vector<std::string>& names() const override { return names_; }
  base::Result<bool> next(RowBatch& batch) override;
  std::int64_t bytes_read() const override { return bytes_->consumed(); }

 private:
  struct Cell {
    std::size_t begin, end;  // in the buffer, without the quotes
    bool quoted, doubled;    // doubled: holds "" for a quote
  };
  struct Row {
    std::size_t begin = 0, end = 0, next = 0;  // without and with the line's end
    std::int64_t newlines = 0;
    bool broken_quotes = false;
  };
  enum class Cut { Whole, NeedsMore, Unclosed };

  CsvReader(std::unique_ptr<ByteSource> bytes, std::string name, CsvOptions options);
  base::Status read_header();
  base::Status check_header(std::string_view line) const;
  base::Status refill();
  base::Status skip_oversized(RowBatch& batch);
  base::Result<bool> cut_next(RowBatch& batch);  // false: the end
  Cut cut_row(Row& row);
  Cut cut_quoted(std::size_t& at, Row& row);
  void take_row(const Row& row, RowBatch& batch);
  std::string_view unescape(const Cell& cell);
  std::unexpected<base::Error> wrong(std::int64_t line, const std::string& what) const;

  std::unique_ptr<ByteSource> bytes_;
  std::string name_;
  CsvOptions options_;
  std::vector<std::string> names_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;      // the next row begins here
  std::size_t filled_ = 0;  // bytes of the buffer that are data
  bool at_end_ = false;
  std::int64_t line_ = 1;  // of the next row
  std::vector<Cell> cells_;
  // The batch, column after column.
  std::size_t rows_ = 0;
  std::vector<std::string_view> texts_;
  std::vector<std::uint8_t> quoted_;
  std::vector<std::int64_t> lines_;
};

// CSV of the cells, quoted where needed. A cell with a null data() is left empty, an empty text
// that is not null is "".
void append_csv(std::string& out, std::span<const std::string_view> cells);

}  // namespace ingest
