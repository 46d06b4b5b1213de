// Reading the usage log: the bulk stream for the index, single records for explanations.
#include <algorithm>
#include <array>

#include "base/check.h"
#include "storage/duck_rows.h"
#include "storage/segment_columns.h"
#include "storage/usage_store_internal.h"
#include "usage/identity.h"

namespace storage {
namespace {

using ingest::Column;
using ingest::ColumnType;
using ingest::RowBatch;

std::string_view text_at(const Column& column, std::size_t row) {
  return column.type == ColumnType::Text ? column.text[row] : std::string_view();
}

base::Decimal number_at(const Column& column, std::size_t row) {
  if (column.is_null(row)) return {};
  if (column.type == ColumnType::Decimal) return column.decimal[row];
  ASSERT(column.type == ColumnType::Integer);
  return base::Decimal::from_integer(column.integer[row]);
}

std::int64_t integer_at(const Column& column, std::size_t row) {
  if (column.type == ColumnType::Integer) return column.integer[row];
  ASSERT(column.type == ColumnType::Decimal);
  return static_cast<std::int64_t>(column.decimal[row].units() / base::kUnit);
}

std::unexpected<base::Error> corrupt(const SegmentFile& file, const std::string& what) {
  return base::fail(base::Code::Corrupt, file.path + ": " + what + "; restore the file",
                    "accredit verify");
}

// ---- facts --------------------------------------------------------------------------------------

// Numbers of a dictionary, remembered by hash: feeds alternate between few words.
class WordNumbers {
 public:
  explicit WordNumbers(usage::Dictionary& dictionary) : dictionary_(dictionary) {}

  std::uint32_t number(std::string_view word) {
    Entry& entry = entries_[usage::fingerprint_of_key(0, word) % entries_.size()];
    if (!entry.used || entry.word != word)
      entry = {std::string(word), dictionary_.number(word), true};
    return entry.number;
  }

 private:
  struct Entry {
    std::string word;
    std::uint32_t number = 0;
    bool used = false;
  };
  usage::Dictionary& dictionary_;
  std::array<Entry, 256> entries_;
};

enum FactColumn : std::size_t {
  kSubscription,
  kWorkload,
  kMeasure,
  kCurrency,
  kKind,
  kDay,
  kAmount,
  kQuantity,
  kPos
};
const std::vector<std::string> kFactColumns{"subscription_id", "workload",    "measure",
                                            "currency",        "charge_kind", "usage_date",
                                            "amount",          "quantity",    "file_row_number"};
// Of a container: the segment behind them, and the position in that in the place of the row number.
constexpr std::size_t kSegment = kPos + 1;

class FactReader {
 public:
  FactReader(const SubscriptionIds& ids, std::span<const base::SubscriptionKey> only,
             usage::Dictionary& workloads, usage::Dictionary& currencies,
             const std::function<void(const usage::FactBatch&)>& take)
      : ids_(ids), only_(only), workloads_(workloads), currencies_(currencies), take_(take) {}

  base::Status read(Duck& duck, const SegmentFile& file, const SupersededRows& superseded);

 private:
  std::string filter() const;
  base::Status keep_rows(const SegmentFile& file, const RowBatch& batch,
                         const SupersededRows& superseded);
  base::Status keep_run(const SegmentFile& file, const RowBatch& batch, std::size_t begin,
                        std::size_t end, const std::vector<std::int64_t>& superseded);
  void fill(const RowBatch& batch);
  void classes(const RowBatch& batch);

  const SubscriptionIds& ids_;
  std::span<const base::SubscriptionKey> only_;
  WordNumbers workloads_, currencies_;
  const std::function<void(const usage::FactBatch&)>& take_;
  std::vector<std::uint32_t> rows_;  // of the batch that count
  std::vector<base::SubscriptionKey> subscription_;
  std::vector<std::uint32_t> workload_;
  std::vector<base::Measure> measure_;
  std::vector<base::CountClass> counted_;
  std::vector<std::uint16_t> currency_;
  std::vector<base::Day> day_;
  std::vector<base::Decimal> amount_, quantity_;
};

// Few subscriptions are looked for by the engine; many are cheaper to pick out here.
std::string FactReader::filter() const {
  if (only_.empty() || only_.size() > 300) return {};
  std::string out = " WHERE subscription_id IN (";
  for (std::size_t i = 0; i < only_.size(); ++i) {
    out += (i == 0 ? "" : ", ") + sql_text(ids_.ids[only_[i].number]);
  }
  return out + ")";
}

base::Status FactReader::read(Duck& duck, const SegmentFile& file,
                              const SupersededRows& superseded) {
  RowQuery query{.relation = "read_parquet(" + sql_text(file.path) + ", file_row_number = true)",
                 .columns = kFactColumns,
                 .rest = filter()};
  if (file.container) {
    query.relation =
        "(SELECT *, pos AS file_row_number, seg AS segment FROM " + segment_relation(file) + ")";
    query.columns.emplace_back("segment");
  }
  auto rows = TRY(DuckRows::open(duck, query));
  RowBatch batch;
  while (TRY(rows->next(batch))) {
    TRY_STATUS(keep_rows(file, batch, superseded));
    if (rows_.empty()) continue;
    fill(batch);
    classes(batch);
    take_({rows_.size(), subscription_.data(), workload_.data(), measure_.data(), counted_.data(),
           currency_.data(), day_.data(), amount_.data(), quantity_.data()});
  }
  return {};
}

base::Status FactReader::keep_rows(const SegmentFile& file, const RowBatch& batch,
                                   const SupersededRows& superseded) {
  rows_.clear();
  subscription_.clear();
  if (batch.columns[kDay].type != ColumnType::Day) return corrupt(file, "usage_date is no date");
  static const std::vector<std::int64_t> kNone;
  for (std::size_t begin = 0, end = 0; begin < batch.size; begin = end) {
    usage::SegmentNumber segment = file.number;
    end = batch.size;
    if (file.container) {
      const std::int64_t* segments = batch.columns[kSegment].integer;
      segment = segments[begin];
      end = static_cast<std::size_t>(
          std::find_if(segments + begin, segments + batch.size,
                       [&](std::int64_t other) { return other != segment; }) -
          segments);
    }
    const auto gone = superseded.find(segment);
    TRY_STATUS(keep_run(file, batch, begin, end, gone == superseded.end() ? kNone : gone->second));
  }
  return {};
}

// The rows [begin, end) are of one segment.
base::Status FactReader::keep_run(const SegmentFile& file, const RowBatch& batch, std::size_t begin,
                                  std::size_t end, const std::vector<std::int64_t>& superseded) {
  const std::int64_t* pos = batch.columns[kPos].integer;
  auto gone = superseded.begin();
  std::int64_t before = 0;  // positions ascend in a file of one segment, in a container in parts
  std::string_view last;
  base::SubscriptionKey key;
  for (std::size_t row = begin; row < end; ++row) {
    if (row == begin || pos[row] < before) gone = std::ranges::lower_bound(superseded, pos[row]);
    before = pos[row];
    while (gone != superseded.end() && *gone < pos[row])
      ++gone;
    if (gone != superseded.end() && *gone == pos[row]) continue;
    const std::string_view id = batch.columns[kSubscription].text[row];
    if (id != last) {
      last = id;
      key.number = ids_.index.find(id);
      if (!key.exists()) {
        return corrupt(file, "row " + std::to_string(pos[row]) + " names subscription '" +
                                 std::string(id) + "', which the registry does not know");
      }
    }
    if (!only_.empty() && !std::ranges::binary_search(only_, key)) continue;
    rows_.push_back(static_cast<std::uint32_t>(row));
    subscription_.push_back(key);
  }
  return {};
}

void FactReader::fill(const RowBatch& batch) {
  const std::size_t size = rows_.size();
  workload_.resize(size);
  currency_.resize(size);
  day_.resize(size);
  amount_.resize(size);
  quantity_.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    workload_[i] = workloads_.number(text_at(batch.columns[kWorkload], rows_[i]));
  }
  std::string_view last;
  std::uint16_t number = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::string_view currency = text_at(batch.columns[kCurrency], rows_[i]);
    if (i == 0 || currency != last) {
      last = currency;
      number = static_cast<std::uint16_t>(currencies_.number(currency));
    }
    currency_[i] = number;
  }
  for (std::size_t i = 0; i < size; ++i) {
    day_[i] = batch.columns[kDay].day[rows_[i]];
    amount_[i] = number_at(batch.columns[kAmount], rows_[i]);
    quantity_[i] = number_at(batch.columns[kQuantity], rows_[i]);
  }
}

void FactReader::classes(const RowBatch& batch) {
  measure_.resize(rows_.size());
  counted_.resize(rows_.size());
  std::string_view last_measure;
  std::string_view last_kind;
  base::Measure measure{};
  base::ChargeKind kind{};
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::string_view measure_word = batch.columns[kMeasure].text[rows_[i]];
    const std::string_view kind_word = batch.columns[kKind].text[rows_[i]];
    if (measure_word != last_measure) {
      last_measure = measure_word;
      const auto known = base::parse_word<base::Measure>(base::kMeasures, measure_word);
      ASSERT(known.has_value());
      measure = *known;
    }
    if (kind_word != last_kind) {
      last_kind = kind_word;
      const auto known = base::parse_word<base::ChargeKind>(base::kChargeKinds, kind_word);
      ASSERT(known.has_value());
      kind = *known;
    }
    measure_[i] = measure;
    counted_[i] = base::count_class(measure, kind);
  }
}

// ---- records ------------------------------------------------------------------------------------

bool touches(const StoredSegment& segment, base::DayRange days) {
  return base::DayRange{segment.manifest.first_day, segment.manifest.last_day + 1}.overlaps(days);
}

StoredRecord record_at(const RowBatch& batch, std::size_t row) {
  const auto column = [&](std::size_t i) -> const Column& { return batch.columns[i + 2]; };
  const auto text = [&](std::size_t i) { return std::string(text_at(column(i), row)); };
  const auto measure = base::parse_word<base::Measure>(base::kMeasures, text(6));
  const auto kind = base::parse_word<base::ChargeKind>(base::kChargeKinds, text(11));
  ASSERT(measure.has_value() && kind.has_value());
  StoredRecord out;
  out.segment = integer_at(batch.columns[0], row);
  out.pos = integer_at(batch.columns[1], row);
  out.record = {.source = text(0),
                .record_key = text(1),
                .revision = integer_at(column(2), row),
                .subscription_id = text(3),
                .workload = text(4),
                .usage_date = column(5).day[row],
                .measure = *measure,
                .quantity = number_at(column(7), row),
                .unit = text(8),
                .amount = number_at(column(9), row),
                .currency = text(10),
                .charge_kind = *kind,
                .quantity_rest = integer_at(column(12), row),
                .amount_rest = integer_at(column(13), row)};
  out.line = integer_at(column(14), row);
  return out;
}

constexpr std::size_t kFilesAtOnce = 100;  // of one UNION

std::string union_of(std::span<const SegmentFile> files, const std::string& where) {
  std::string sql;
  for (const SegmentFile& file : files) {
    sql += (sql.empty() ? "SELECT seg, pos, " : " UNION ALL SELECT seg, pos, ") +
           segment_column_list() + " FROM " + segment_relation(file) +
           (where.empty() ? "" : " WHERE " + where);
  }
  return sql;
}

}  // namespace

base::Status each_record(Duck& duck, const std::vector<SegmentFile>& files,
                         const std::string& where, const std::string& order_by,
                         const std::function<base::Status(StoredRecord&&)>& take) {
  if (files.empty()) return {};
  const std::span<const SegmentFile> all(files);
  std::string relation;
  const bool in_parts = all.size() > kFilesAtOnce;
  if (in_parts) {
    DuckConnection connection = TRY(duck.connect());
    for (std::size_t at = 0; at < all.size(); at += kFilesAtOnce) {
      const auto part = all.subspan(at, std::min(kFilesAtOnce, all.size() - at));
      TRY_STATUS(connection.execute(
          (at == 0 ? "CREATE OR REPLACE TABLE found AS " : "INSERT INTO found ") +
          union_of(part, where)));
    }
    relation = "found";
  } else {
    relation = "(" + union_of(all, where) + ")";
  }
  {
    auto rows = TRY(DuckRows::open(
        duck, {.relation = relation, .columns = {}, .rest = " ORDER BY " + order_by}));
    RowBatch batch;
    while (TRY(rows->next(batch))) {
      for (std::size_t row = 0; row < batch.size; ++row)
        TRY_STATUS(take(record_at(batch, row)));
    }
  }
  return in_parts ? duck.drop_table("found") : base::Status();
}

base::Status UsageStore::read_facts(base::CommitNumber after, base::CommitNumber as_known,
                                    std::span<const base::SubscriptionKey> only,
                                    usage::Dictionary& workloads, usage::Dictionary& currencies,
                                    const std::function<void(const usage::FactBatch&)>& take) {
  const auto segments =
      TRY(load_segments(*state_, only.empty() ? after : base::CommitNumber{}, as_known));
  if (segments.empty()) return {};
  const SupersededRows superseded = TRY(superseded_rows(*state_, as_known));
  const SubscriptionIds& ids = *TRY(state_->subscription_ids());
  Duck& duck = *TRY(state_->engine());
  FactReader reader(ids, only, workloads, currencies, take);
  for (const StoredFile& file : files_of(segments))
    TRY_STATUS(reader.read(duck, file.file, superseded));
  return {};
}

base::Result<std::vector<base::SubscriptionKey>> UsageStore::superseded_subscriptions(
    base::CommitNumber after, base::CommitNumber as_known) {
  const auto gone = TRY(supersessions(after, as_known));
  if (gone.empty()) return std::vector<base::SubscriptionKey>{};
  const auto segments = TRY(load_segments(*state_, {}, as_known));
  const SubscriptionIds& ids = *TRY(state_->subscription_ids());
  Duck& duck = *TRY(state_->engine());
  std::vector<base::SubscriptionKey> out;
  for (const usage::Supersession& part : gone) {
    const auto segment = std::ranges::find(
        segments, part.segment, [](const StoredSegment& s) { return s.manifest.segment; });
    ASSERT(segment != segments.end());
    const std::vector<std::uint64_t> rows(part.rows.begin(), part.rows.end());
    TRY_STATUS(duck.make_table("gone", rows, Duck::Numbers::Signed));
    auto found = TRY(DuckRows::open(
        duck,
        {.relation = "(SELECT DISTINCT subscription_id FROM " + segment_relation(segment->file) +
                     " WHERE pos BETWEEN " + std::to_string(part.rows.front()) + " AND " +
                     std::to_string(part.rows.back()) + " AND pos IN (SELECT value FROM gone))",
         .columns = {},
         .rest = {}}));
    RowBatch batch;
    while (TRY(found->next(batch))) {
      for (std::size_t row = 0; row < batch.size; ++row) {
        const base::SubscriptionKey key{ids.index.find(batch.columns[0].text[row])};
        if (key.exists()) out.push_back(key);
      }
    }
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

base::Result<std::vector<usage::LocatedRecord>> UsageStore::read_records(
    const usage::Selection& selection) {
  std::map<usage::SegmentNumber, const StoredSegment*> by_number;
  auto segments = TRY(load_segments(*state_, {}, selection.as_known));
  std::erase_if(segments, [&](const StoredSegment& s) { return !touches(s, selection.days); });
  for (const StoredSegment& segment : segments)
    by_number[segment.manifest.segment] = &segment;
  std::vector<SegmentFile> files;
  for (StoredFile& file : files_of(segments))
    files.push_back(std::move(file.file));
  std::vector<usage::LocatedRecord> out;
  if (files.empty()) return out;
  std::string where = "true";
  if (!selection.subscription_id.empty()) {
    where = "subscription_id = " + sql_text(selection.subscription_id);
  }
  if (selection.days.from > base::Day::min()) {
    where += " AND usage_date >= DATE " + sql_text(selection.days.from.text());
  }
  if (selection.days.to < base::Day::forever()) {
    where += " AND usage_date < DATE " + sql_text(selection.days.to.text());
  }
  const SupersededRows superseded = TRY(superseded_rows(*state_, selection.as_known, segments));
  TRY_STATUS(each_record(
      *TRY(state_->engine()), files, where, "subscription_id, usage_date, source, record_key",
      [&](StoredRecord&& row) -> base::Status {
        if (!counts(superseded, row.segment, row.pos)) return {};
        const StoredSegment& segment = *by_number.at(row.segment);
        out.push_back({std::move(row.record), row.segment, row.pos, segment.manifest.delivered_as,
                       segment.adopted ? 0 : row.line});
        return {};
      }));
  return out;
}

base::Result<std::vector<usage::UsageLog::RoundingTotal>> UsageStore::rounding(
    base::Month month, base::CommitNumber as_known) {
  std::map<std::pair<base::Measure, std::string>, RoundingTotal> totals;
  const SupersededRows superseded = TRY(superseded_rows(*state_, as_known));
  auto segments = TRY(load_segments(*state_, {}, as_known));
  std::erase_if(segments, [&](const StoredSegment& s) {
    return s.rounded_rows == 0 || !touches(s, base::range_of(month));
  });
  for (const StoredFile& file : files_of(segments)) {
    TRY_STATUS(each_record(*TRY(state_->engine()), {file.file},
                           "(amount_rest <> 0 OR quantity_rest <> 0) AND usage_date >= DATE " +
                               sql_text(month.first().text()) + " AND usage_date <= DATE " +
                               sql_text(month.last().text()),
                           "pos", [&](StoredRecord&& row) -> base::Status {
                             if (!counts(superseded, row.segment, row.pos)) return {};
                             const usage::Record& r = row.record;
                             RoundingTotal& total = totals[{r.measure, r.currency}];
                             total.measure = r.measure;
                             total.currency = r.currency;
                             total.amount += base::Product::from_parts({}, r.amount_rest);
                             total.quantity += base::Product::from_parts({}, r.quantity_rest);
                             return {};
                           }));
  }
  std::vector<RoundingTotal> out;
  out.reserve(totals.size());
  for (auto& [key, total] : totals)
    out.push_back(std::move(total));
  return out;
}

}  // namespace storage
