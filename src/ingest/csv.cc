#include "ingest/csv.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/check.h"
#include "ingest/csv_scan.h"
#include "ingest/quarantine.h"
#include "ingest/text.h"

namespace ingest {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Magic {
  std::string_view bytes;
  std::string_view what;
};
constexpr std::array<Magic, 6> kMagics{{
    {"PAR1", "a Parquet file; name it .parquet"},
    {"\x1F\x8B", "a gzip file; name it .csv.gz"},
    {"PK\x03\x04", "a ZIP archive or an Excel workbook; unpack it or export it as CSV"},
    {"\xD0\xCF\x11\xE0", "an old Excel workbook; export it as CSV"},
    {"\xFF\xFE", "UTF-16 text; save it as UTF-8"},
    {"\xFE\xFF", "UTF-16 text; save it as UTF-8"},
}};

std::string_view named(char delimiter) {
  switch (delimiter) {
    case ',': return "','";
    case ';': return "';'";
    case '\t': return "tab";
    case '|': return "'|'";
    default: return "the given delimiter";
  }
}

}  // namespace

CsvReader::CsvReader(std::unique_ptr<ByteSource> bytes, std::string name, CsvOptions options)
    : bytes_(std::move(bytes)), name_(std::move(name)), options_(options) {
  buffer_.resize(options_.block_bytes + SpecialScan::kSlack);
}

std::unexpected<base::Error> CsvReader::wrong(std::int64_t line, const std::string& what) const {
  return base::fail(base::Code::InvalidInput,
                    name_ + " line " + std::to_string(line) + ": " + what);
}

base::Result<std::unique_ptr<CsvReader>> CsvReader::open(std::unique_ptr<ByteSource> bytes,
                                                         std::string name, CsvOptions options) {
  std::unique_ptr<CsvReader> reader(new CsvReader(std::move(bytes), std::move(name), options));
  TRY_STATUS(reader->read_header());
  return reader;
}

// Moves what is left to the front and reads on. A row longer than the buffer makes it grow.
base::Status CsvReader::refill() {
  if (at_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + at_, filled_ - at_);
    filled_ -= at_;
    at_ = 0;
  }
  std::size_t room = buffer_.size() - SpecialScan::kSlack - filled_;
  if (room == 0) {
    buffer_.resize((buffer_.size() - SpecialScan::kSlack) * 2 + SpecialScan::kSlack);
    room = buffer_.size() - SpecialScan::kSlack - filled_;
  }
  const std::size_t got = TRY(bytes_->read(std::span(buffer_.data() + filled_, room)));
  filled_ += got;
  at_end_ = got == 0;
  return {};
}

CsvReader::Cut CsvReader::cut_quoted(std::size_t& at, Row& row) {
  Cell cell{at + 1, 0, true, false};
  std::size_t from = at + 1;
  while (true) {
    const void* found = std::memchr(buffer_.data() + from, '"', filled_ - from);
    if (found == nullptr) return at_end_ ? Cut::Unclosed : Cut::NeedsMore;
    const auto quote = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
    if (quote + 1 >= filled_ && !at_end_) return Cut::NeedsMore;
    if (quote + 1 < filled_ && buffer_[quote + 1] == '"') {
      cell.doubled = true;
      from = quote + 2;
      continue;
    }
    cell.end = quote;
    break;
  }
  row.newlines += std::count(buffer_.data() + cell.begin, buffer_.data() + cell.end, '\n');
  at = cell.end + 1;
  cells_.push_back(cell);
  return Cut::Whole;
}

// Finds the cells of the row at at_ without changing a byte, so that it can be cut again when the
// buffer turns out too short.
CsvReader::Cut CsvReader::cut_row(Row& row) {
  row = {at_, 0, 0, 1, false};
  cells_.clear();
  SpecialScan scan(buffer_.data(), filled_, options_.delimiter);
  std::size_t at = at_;
  while (true) {
    const std::size_t begin = at;
    if (at < filled_ && buffer_[at] == '"') {
      if (const Cut cut = cut_quoted(at, row); cut != Cut::Whole) return cut;
    }
    const bool was_quoted = at != begin;
    const std::size_t stop = scan.next(at);
    if (stop == filled_ && !at_end_) return Cut::NeedsMore;
    const bool line_end = stop == filled_ || buffer_[stop] == '\n';
    std::size_t end = stop;
    if (line_end && stop < filled_ && end > at && buffer_[end - 1] == '\r') --end;
    if (!was_quoted)
      cells_.push_back({begin, end, false, false});
    else if (end != at)
      row.broken_quotes = true;
    at = stop + 1;
    if (!line_end) continue;
    row.end = end;
    row.next = std::min(stop + 1, filled_);
    return Cut::Whole;
  }
}

std::string_view CsvReader::unescape(const Cell& cell) {
  char* const begin = buffer_.data() + cell.begin;
  if (!cell.doubled) return {begin, cell.end - cell.begin};
  char* out = begin;
  const char* const end = buffer_.data() + cell.end;
  for (const char* in = begin; in < end; ++in) {
    *out++ = *in;
    if (*in == '"') ++in;
  }
  return {begin, static_cast<std::size_t>(out - begin)};
}

void CsvReader::take_row(const Row& row, RowBatch& batch) {
  const std::string_view whole(buffer_.data() + row.begin, row.end - row.begin);
  const std::int64_t line = line_;
  line_ += row.newlines;
  if (whole.empty()) return;  // an empty line is no row
  const bool too_large = std::ranges::any_of(
      cells_, [&](const Cell& c) { return c.end - c.begin > options_.cell_bytes_max; });
  using Fault = BrokenRow::Fault;
  std::optional<Fault> fault;
  if (too_large)
    fault = Fault::CellTooLarge;
  else if (row.broken_quotes)
    fault = Fault::Quotes;
  else if (!is_text(whole))
    fault = Fault::NotText;
  else if (cells_.size() != names_.size())
    fault = Fault::Ragged;
  if (fault) {
    batch.broken.push_back({*fault, line, cells_.size(), shown(whole, kKeptBytesMax)});
    return;
  }
  const std::size_t stride = options_.batch_rows_max;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    texts_[i * stride + rows_] = unescape(cells_[i]);
    quoted_[i * stride + rows_] = cells_[i].quoted;
  }
  lines_[rows_++] = line;
}

// A row above all limits is not kept: its end is looked for, block after block.
base::Status CsvReader::skip_oversized(RowBatch& batch) {
  const std::string_view start(buffer_.data() + at_, std::min(filled_ - at_, kKeptBytesMax));
  batch.broken.push_back({BrokenRow::Fault::CellTooLarge, line_, 0, shown(start, kKeptBytesMax)});
  bool quoted = false;
  while (true) {
    for (; at_ < filled_; ++at_) {
      const char c = buffer_[at_];
      if (c == '"') quoted = !quoted;
      if (c != '\n') continue;
      ++line_;
      if (quoted) continue;
      ++at_;
      return {};
    }
    if (at_end_) break;
    TRY_STATUS(refill());
  }
  if (!quoted) return {};
  return wrong(batch.broken.back().line,
               "a quoted cell is not closed before the end of the file; the file may be cut off");
}

base::Result<bool> CsvReader::cut_next(RowBatch& batch) {
  while (true) {
    if (at_ == filled_ && at_end_) return false;
    Row row;
    const Cut cut = at_ == filled_ ? Cut::NeedsMore : cut_row(row);
    if (cut == Cut::Whole) {
      take_row(row, batch);
      at_ = row.next;
      return true;
    }
    if (cut == Cut::Unclosed) {
      return wrong(line_,
                   "a quoted cell is not closed before the end of the file; the file may be "
                   "cut off, or a quote inside a cell is not doubled");
    }
    // Rows cut before are views into the buffer: they are handed out before it moves.
    if (rows_ > 0 || !batch.broken.empty()) return false;
    if (filled_ - at_ > options_.row_bytes_max) {
      TRY_STATUS(skip_oversized(batch));
      return true;
    }
    TRY_STATUS(refill());
  }
}

base::Result<bool> CsvReader::next(RowBatch& batch) {
  rows_ = 0;
  batch.broken.clear();
  while (rows_ < options_.batch_rows_max && batch.broken.size() < options_.batch_rows_max) {
    if (!TRY(cut_next(batch))) break;
  }
  batch.size = rows_;
  batch.line = lines_.data();
  batch.columns.resize(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i) {
    batch.columns[i] = {};
    batch.columns[i].text = texts_.data() + i * options_.batch_rows_max;
    batch.columns[i].quoted = quoted_.data() + i * options_.batch_rows_max;
  }
  return rows_ > 0 || !batch.broken.empty();
}

base::Status CsvReader::check_header(std::string_view line) const {
  if (!is_text(line)) {
    return wrong(1, "the header is not UTF-8 text; save the file as UTF-8 CSV");
  }
  if (cells_.size() > 1 || cells_[0].quoted) return {};
  for (const char other : {',', ';', '\t', '|'}) {
    if (other == options_.delimiter || line.find(other) == std::string_view::npos) continue;
    return wrong(1, "the header looks separated by " + std::string(named(other)) + ", but " +
                        std::string(named(options_.delimiter)) +
                        " is expected; name the delimiter in a mapping file, or save the file "
                        "with " +
                        std::string(named(options_.delimiter)));
  }
  return {};
}

base::Status CsvReader::read_header() {
  while (!at_end_ && filled_ < options_.block_bytes)
    TRY_STATUS(refill());
  const std::string_view start(buffer_.data(), filled_);
  for (const Magic& magic : kMagics) {
    if (!start.starts_with(magic.bytes)) continue;
    return base::fail(base::Code::InvalidInput,
                      name_ + " is not CSV but " + std::string(magic.what));
  }
  // Files that were put together begin with several.
  while (start.substr(at_).starts_with(kByteOrderMark))
    at_ += kByteOrderMark.size();
  if (start.find('\0') != std::string_view::npos) {
    return base::fail(base::Code::InvalidInput,
                      name_ + " is not CSV: it holds binary data; export it as UTF-8 CSV");
  }
  while (at_ < filled_ && (buffer_[at_] == '\n' || buffer_[at_] == '\r')) {
    if (buffer_[at_++] == '\n') ++line_;
  }
  if (at_ == filled_) {
    return base::fail(base::Code::InvalidInput,
                      name_ + " is empty: not even a header row; nothing was taken in");
  }
  Row row;
  if (cut_row(row) != Cut::Whole || row.end - row.begin > options_.cell_bytes_max) {
    return wrong(line_, "no header row within the first " + std::to_string(options_.block_bytes) +
                            " bytes; this does not look like CSV");
  }
  if (row.broken_quotes)
    return wrong(line_, "the header has text behind a closing quote; double a quote inside a name");
  TRY_STATUS(check_header({buffer_.data() + row.begin, row.end - row.begin}));
  for (const Cell& cell : cells_)
    names_.emplace_back(unescape(cell));
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (std::count(names_.begin(), names_.end(), names_[i]) > 1 && !names_[i].empty()) {
      return wrong(line_,
                   "the column '" + shown(names_[i]) + "' stands twice; name each column once");
    }
  }
  at_ = row.next;
  line_ += row.newlines;
  texts_.resize(names_.size() * options_.batch_rows_max);
  quoted_.resize(texts_.size());
  lines_.resize(options_.batch_rows_max);
  return {};
}

void append_csv(std::string& out, std::span<const std::string_view> cells) {
  bool first = true;
  for (const std::string_view cell : cells) {
    if (!first) out += ',';
    first = false;
    if (cell.data() == nullptr) continue;
    if (!cell.empty() && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
}

}  // namespace ingest
