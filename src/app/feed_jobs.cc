#include "app/feed_jobs.h"

#include <algorithm>

#include "ingest/byte_source.h"
#include "ingest/text_rows.h"
#include "ingest/translate.h"

namespace app {
namespace {

constexpr std::size_t kSampleBytes = std::size_t{1} << 20;

struct Head {
  std::string bytes;
  bool whole = false;
};

base::Result<Head> read_head(const std::string& path) {
  auto source = TRY(ingest::open_bytes(path));
  Head head;
  head.bytes.resize(kSampleBytes);
  std::size_t filled = 0;
  while (filled < kSampleBytes && !head.whole) {
    const std::size_t got =
        TRY(source->read(std::span(head.bytes.data() + filled, kSampleBytes - filled)));
    head.whole = got == 0;
    filled += got;
  }
  head.bytes.resize(filled);
  return head;
}

base::Status read_rows(FeedPreview& out, const std::string& path, std::size_t rows_max) {
  const ingest::Mapping& mapping = out.proposal.mapping;
  auto rows = TRY(ingest::open_text_rows(path, mapping));
  std::vector<std::size_t> places;
  const std::vector<std::string> wanted = ingest::named_columns(mapping);
  for (std::size_t i = 0; i < rows->names().size(); ++i) {
    const std::string& name = rows->names()[i];
    if (std::ranges::find(wanted, name) == wanted.end()) continue;
    places.push_back(i);
    out.columns.push_back(name);
  }
  const base::Zone utc = base::Zone::utc();
  auto translator = TRY(ingest::Translator::open(path, rows->names(), mapping,
                                                 {"file:" + ingest::file_name(path), 1}, utc));
  ingest::RowBatch batch;
  if (!TRY(rows->next(batch))) return {};
  for (std::size_t row = 0; row < std::min(rows_max, batch.size); ++row) {
    std::vector<std::string>& cells = out.rows.emplace_back();
    for (const std::size_t place : places)
      cells.push_back(ingest::cell_text(batch.columns[place], row));
  }
  batch.size = std::min(batch.size, rows_max);
  const ingest::UsageRows records = translator.translate(batch);
  for (std::size_t row = 0; row < records.size; ++row) {
    std::vector<std::string>& cells = out.records.emplace_back();
    for (const ingest::Column* column : records.columns)
      cells.push_back(ingest::cell_text(*column, row));
  }
  return {};
}

}  // namespace

base::Result<FeedPreview> preview_feed(const std::string& path, std::size_t rows_max) {
  Head head = TRY(read_head(path));
  FeedPreview out;
  out.proposal =
      TRY(ingest::infer_mapping(std::move(head.bytes), head.whole, ingest::file_name(path)));
  TRY_STATUS(read_rows(out, path, rows_max));
  return out;
}

}  // namespace app
