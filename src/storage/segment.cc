#include "storage/segment.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "storage/disk_file.h"
#include "storage/key_set.h"
#include "storage/segment_columns.h"
#include "usage/identity.h"

namespace storage {
namespace {

std::string padded(usage::SegmentNumber number) {
  std::string digits = std::to_string(number);
  return digits.size() < 6 ? std::string(6 - digits.size(), '0') + digits : digits;
}

// How a column of an adopted file becomes the segment's.
std::string adopted_column(const SegmentColumn& column) {
  const std::string name(column.name);
  if (name == "line") return "file_row_number + 1 AS line";
  if (name.ends_with("_rest")) return "CAST(0 AS BIGINT) AS " + name;
  switch (column.type) {
    case DUCKDB_TYPE_VARCHAR: return "coalesce(" + name + ", '') AS " + name;
    case DUCKDB_TYPE_DECIMAL: return "coalesce(CAST(" + name + " AS DECIMAL(38,12)), 0) AS " + name;
    case DUCKDB_TYPE_BIGINT: return "CAST(" + name + " AS BIGINT) AS " + name;
    default: return name;
  }
}

}  // namespace

std::string segment_name(usage::SegmentNumber number) {
  return "segments/" + padded(number) + ".parquet";
}

std::string container_name(std::int64_t number) {
  return "segments/folded-" + padded(number) + ".parquet";
}

std::string keys_path(const std::string& segment_path) {
  return segment_path.substr(0, segment_path.rfind('.')) + ".keys";
}

std::string segment_column_list() {
  std::string out;
  for (const SegmentColumn& column : kSegmentColumns) {
    out += (out.empty() ? "" : ", ") + std::string(column.name);
  }
  return out;
}

namespace {

std::string container_relation(const SegmentFile& container) {
  std::string out = "(SELECT " + segment_column_list() +
                    ", segment AS seg, pos FROM read_parquet(" + sql_text(container.path) + ")";
  if (container.only.empty()) return out + ")";
  out += " WHERE segment IN (";
  for (std::size_t i = 0; i < container.only.size(); ++i)
    out += (i == 0 ? "" : ", ") + std::to_string(container.only[i]);
  return out + "))";
}

}  // namespace

std::string segment_relation(const SegmentFile& segment) {
  if (segment.container) return container_relation(segment);
  const std::string file = "read_parquet(" + sql_text(segment.path) + ", file_row_number = true)";
  std::string columns;
  for (const SegmentColumn& column : kSegmentColumns) {
    columns += segment.adopted ? adopted_column(column) : std::string(column.name);
    columns += ", ";
  }
  return "(SELECT " + columns + "CAST(" + std::to_string(segment.number) +
         " AS BIGINT) AS seg, file_row_number AS pos FROM " + file + ")";
}

// ---- writing ------------------------------------------------------------------------------------

// A batch with its texts copied: views point into `texts`.
struct SegmentWriter::Block {
  ingest::UsageBatch rows;
  std::string texts;
};

namespace {

constexpr std::size_t kBlocksMax = 8;

using Texts = std::vector<std::string_view>;

std::array<Texts*, 6> texts_of(ingest::UsageBatch& rows) {
  return {&rows.source,   &rows.record_key, &rows.subscription_id,
          &rows.workload, &rows.unit,       &rows.currency};
}

// Copies the texts of `from` into one buffer. Equal neighbours share their bytes.
void copy_texts(const ingest::UsageBatch& from, ingest::UsageBatch& to, std::string& buffer) {
  auto& source = const_cast<ingest::UsageBatch&>(from);
  std::size_t bytes = 0;
  for (const Texts* texts : texts_of(source)) {
    for (std::size_t row = 0; row < from.size; ++row)
      bytes += (*texts)[row].size();
  }
  buffer.clear();
  buffer.reserve(bytes);  // views must not move
  const auto in = texts_of(source);
  const auto out = texts_of(to);
  for (std::size_t column = 0; column < in.size(); ++column) {
    std::string_view last;
    for (std::size_t row = 0; row < from.size; ++row) {
      const std::string_view text = (*in[column])[row];
      if (text != last) {
        const std::size_t at = buffer.size();
        buffer += text;
        last = std::string_view(buffer).substr(at);
      }
      (*out[column])[row] = text.empty() ? std::string_view() : last;
    }
  }
}

template <class T>
void copy_values(const std::vector<T>& from, std::vector<T>& to, std::size_t size) {
  to.resize(std::max(to.size(), size));
  std::copy_n(from.begin(), size, to.begin());
}

class ChunkFiller {
 public:
  ChunkFiller(duckdb_data_chunk chunk, std::size_t at, std::size_t count)
      : chunk_(chunk), at_(at), count_(count) {}

  void texts(std::size_t column, const Texts& from) {
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk_, column);
    for (std::size_t i = 0; i < count_; ++i) {
      const std::string_view text = from[at_ + i];
      duckdb_vector_assign_string_element_len(vector, i, text.empty() ? "" : text.data(),
                                              text.size());
    }
  }
  template <class Words>
  void words(std::size_t column, const Words& from) {
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk_, column);
    for (std::size_t i = 0; i < count_; ++i) {
      const std::string_view text = base::word(from[at_ + i]);
      duckdb_vector_assign_string_element_len(vector, i, text.data(), text.size());
    }
  }
  template <class T>
  void values(std::size_t column, const std::vector<T>& from) {
    std::memcpy(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, column)),
                from.data() + at_, count_ * sizeof(T));
  }

 private:
  duckdb_data_chunk chunk_;
  std::size_t at_;
  std::size_t count_;
};

}  // namespace

SegmentWriter::SegmentWriter(Duck& duck, std::string path) : duck_(duck), path_(std::move(path)) {}

std::unique_ptr<SegmentWriter> SegmentWriter::open(Duck& duck, std::string path) {
  std::unique_ptr<SegmentWriter> writer(new SegmentWriter(duck, std::move(path)));
  SegmentWriter* self = writer.get();
  writer->thread_ = std::thread([self] {
    const std::string sql =
        "COPY (SELECT * FROM staged_rows()) TO " + sql_text(self->path_) + " (FORMAT parquet)";
    base::Status result = self->duck_.run_with_feed(
        sql, [self](duckdb_data_chunk chunk) { return self->fill(chunk); });
    const std::lock_guard lock(self->mutex_);
    self->result_ = std::move(result);
    self->broken_ = true;  // nothing is taken any more
    self->changed_.notify_all();
  });
  return writer;
}

SegmentWriter::~SegmentWriter() {
  stop();
}

void SegmentWriter::stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    no_more_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

base::Status SegmentWriter::add(const ingest::UsageBatch& rows) {
  if (rows.size == 0) return {};
  std::unique_ptr<Block> block;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < kBlocksMax || broken_; });
    if (broken_) return result_;
    if (!spare_.empty()) {
      block = std::move(spare_.back());
      spare_.pop_back();
    }
  }
  if (!block) block = std::make_unique<Block>();
  ingest::UsageBatch& to = block->rows;
  if (to.source.size() < rows.size) to.resize(rows.size);
  to.size = rows.size;
  copy_texts(rows, to, block->texts);
  copy_values(rows.revision, to.revision, rows.size);
  copy_values(rows.usage_date, to.usage_date, rows.size);
  copy_values(rows.measure, to.measure, rows.size);
  copy_values(rows.charge_kind, to.charge_kind, rows.size);
  copy_values(rows.quantity, to.quantity, rows.size);
  copy_values(rows.amount, to.amount, rows.size);
  copy_values(rows.quantity_rest, to.quantity_rest, rows.size);
  copy_values(rows.amount_rest, to.amount_rest, rows.size);
  copy_values(rows.line, to.line, rows.size);
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(block));
  changed_.notify_all();
  return {};
}

std::unique_ptr<SegmentWriter::Block> SegmentWriter::take() {
  std::unique_lock lock(mutex_);
  if (current_) spare_.push_back(std::move(current_));
  changed_.wait(lock, [&] { return !waiting_.empty() || no_more_; });
  if (waiting_.empty()) return nullptr;
  auto block = std::move(waiting_.front());
  waiting_.pop_front();
  changed_.notify_all();
  return block;
}

std::size_t SegmentWriter::fill(duckdb_data_chunk chunk) {
  if (!current_ || current_at_ == current_->rows.size) {
    current_ = take();
    current_at_ = 0;
    if (!current_) return 0;
  }
  const ingest::UsageBatch& rows = current_->rows;
  const std::size_t count = std::min<std::size_t>(duckdb_vector_size(), rows.size - current_at_);
  ChunkFiller fill(chunk, current_at_, count);
  fill.texts(0, rows.source);
  fill.texts(1, rows.record_key);
  fill.values(2, rows.revision);
  fill.texts(3, rows.subscription_id);
  fill.texts(4, rows.workload);
  fill.values(5, rows.usage_date);
  fill.words(6, rows.measure);
  fill.values(7, rows.quantity);
  fill.texts(8, rows.unit);
  fill.values(9, rows.amount);
  fill.texts(10, rows.currency);
  fill.words(11, rows.charge_kind);
  fill.values(12, rows.quantity_rest);
  fill.values(13, rows.amount_rest);
  fill.values(14, rows.line);
  current_at_ += count;
  return count;
}

base::Status SegmentWriter::finish() {
  stop();
  TRY_STATUS(std::move(result_));
  return sync_file(path_);
}

// ---- measuring ----------------------------------------------------------------------------------

namespace {

base::Decimal decimal_at(const DuckChunk& chunk, std::size_t column, std::size_t row) {
  base::Int128 units = 0;
  std::memcpy(&units, chunk.column<duckdb_hugeint>(column) + row, sizeof(units));
  return base::Decimal::from_units(units);
}

using FactsBySegment = std::map<usage::SegmentNumber, SegmentFacts>;

base::Status add_totals(DuckConnection& connection, const std::string& relation,
                        FactsBySegment& facts) {
  DuckResult result =
      TRY(connection.stream("SELECT seg, measure, currency, CAST(sum(amount) AS DECIMAL(38,12)), "
                            "CAST(sum(quantity) AS DECIMAL(38,12)) FROM " +
                            relation + " GROUP BY seg, measure, currency"));
  while (const auto chunk = TRY(result.next())) {
    for (std::size_t row = 0; row < chunk->size(); ++row) {
      const auto measure = base::parse_word<base::Measure>(
          base::kMeasures, text_of(chunk->column<duckdb_string_t>(1)[row]));
      if (!measure) return base::fail(base::Code::Corrupt, "a segment holds an unknown measure");
      facts[chunk->column<std::int64_t>(0)[row]].totals.push_back(
          {*measure, std::string(text_of(chunk->column<duckdb_string_t>(2)[row])),
           decimal_at(*chunk, 3, row), decimal_at(*chunk, 4, row)});
    }
  }
  for (auto& [segment, of] : facts) {
    std::ranges::sort(of.totals, {}, [](const usage::ControlTotal& t) {
      return std::pair(t.measure, t.currency);
    });
  }
  return {};
}

}  // namespace

base::Result<FactsBySegment> measure(Duck& duck, const SegmentFile& file) {
  DuckConnection connection = TRY(duck.connect());
  const std::string relation = segment_relation(file);
  FactsBySegment facts;
  {
    DuckResult result = TRY(connection.stream(
        "SELECT seg, count(*), count(*) FILTER (quantity_rest <> 0 OR amount_rest <> 0), "
        "min(usage_date), max(usage_date) FROM " +
        relation + " GROUP BY seg"));
    while (const auto chunk = TRY(result.next())) {
      for (std::size_t row = 0; row < chunk->size(); ++row) {
        SegmentFacts& of = facts[chunk->column<std::int64_t>(0)[row]];
        of.rows = chunk->column<std::int64_t>(1)[row];
        of.rounded_rows = chunk->column<std::int64_t>(2)[row];
        of.first_day = chunk->column<base::Day>(3)[row];
        of.last_day = chunk->column<base::Day>(4)[row];
      }
    }
  }
  TRY_STATUS(add_totals(connection, relation, facts));
  return facts;
}

base::Status rebuild_keys(Duck& duck, const SegmentFile& of, const std::string& sha256) {
  SegmentFile file = of;
  file.only.clear();
  const std::string path = keys_path(file.path);
  const std::string temporary = path + ".tmp";
  KeyCollector keys(path);
  DuckConnection connection = TRY(duck.connect());
  DuckResult result = TRY(connection.stream("SELECT record_fingerprint(source, record_key) FROM " +
                                            segment_relation(file)));
  while (const auto chunk = TRY(result.next())) {
    TRY_STATUS(keys.add({chunk->column<std::uint64_t>(0), chunk->size()}));
  }
  TRY(keys.write(temporary, sha256));
  return publish(temporary, path);
}

}  // namespace storage
