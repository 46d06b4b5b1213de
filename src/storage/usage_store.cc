#include "storage/usage_store.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "ingest/json.h"
#include "ingest/text_rows.h"
#include "storage/duck_rows.h"
#include "storage/usage_store_internal.h"

namespace storage {
base::Result<Duck*> UsageStore::State::engine() {
  if (!duck) {
    duck = TRY(Duck::open({.threads = options.threads,
                           .memory_mib = options.memory_mib,
                           .scratch = path("scratch")}));
  }
  return duck.get();
}

base::Result<const SubscriptionIds*> UsageStore::State::subscription_ids() {
  const std::int64_t count =
      TRY(record.database().number("SELECT coalesce(max(key) + 1, 0) FROM subscription_key"));
  if (count != static_cast<std::int64_t>(subscriptions.ids.size())) {
    Statement rows =
        TRY(record.database().prepare("SELECT key, id FROM subscription_key ORDER BY key"));
    subscriptions.ids.assign(static_cast<std::size_t>(count), {});
    while (TRY(rows.step())) {
      subscriptions.ids[static_cast<std::size_t>(rows.number(0))] = rows.text(1);
    }
    subscriptions.index = ingest::TextIndex(
        std::vector<std::string_view>(subscriptions.ids.begin(), subscriptions.ids.end()));
  }
  return &subscriptions;
}

std::string units_text(base::Decimal value) {
  base::Int128 units = value.units();
  if (units == 0) return "0";
  const bool negative = units < 0;
  std::string out;
  for (; units != 0; units /= 10) {
    const auto digit = static_cast<int>(units % 10);
    out += static_cast<char>('0' + (digit < 0 ? -digit : digit));
  }
  if (negative) out += '-';
  std::ranges::reverse(out);
  return out;
}

base::Result<base::Decimal> decimal_of_units(std::string_view text) {
  const bool negative = text.starts_with('-');
  base::Int128 units = 0;
  bool good = text.size() > (negative ? 1 : 0) && text.size() <= 40;
  for (const char c : text.substr(negative ? 1 : 0)) {
    good = good && c >= '0' && c <= '9' && !__builtin_mul_overflow(units, 10, &units) &&
           !__builtin_add_overflow(units, negative ? '0' - c : c - '0', &units);
  }
  if (good) return base::Decimal::from_units(units);
  return base::fail(base::Code::Corrupt,
                    "the record holds '" + std::string(text) + "' where a number was stored");
}

std::string rows_blob(const std::vector<std::int64_t>& rows) {
  return {reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(std::int64_t)};
}

std::vector<std::int64_t> rows_of_blob(std::string_view blob) {
  std::vector<std::int64_t> out(blob.size() / sizeof(std::int64_t));
  if (!out.empty()) std::memcpy(out.data(), blob.data(), out.size() * sizeof(std::int64_t));
  return out;
}

base::Result<SupersededRows> superseded_rows(UsageStore::State& state,
                                             base::CommitNumber as_known) {
  Statement rows = TRY(state.record.database().prepare(
      "SELECT segment, row_numbers FROM usage_supersession WHERE commit_no <= :known"));
  rows.bind(":known", as_known.number);
  SupersededRows out;
  while (TRY(rows.step())) {
    const auto more = rows_of_blob(rows.blob(1));
    auto& all = out[rows.number(0)];
    all.insert(all.end(), more.begin(), more.end());
  }
  for (auto& [segment, all] : out)
    std::ranges::sort(all);
  return out;
}

base::Result<SupersededRows> superseded_rows(UsageStore::State& state, base::CommitNumber as_known,
                                             std::span<const StoredSegment> segments) {
  Statement rows =
      TRY(state.record.database().prepare("SELECT row_numbers FROM usage_supersession"
                                          " WHERE segment = :segment AND commit_no <= :known"));
  SupersededRows out;
  for (const StoredSegment& segment : segments) {
    rows.bind(":segment", segment.manifest.segment).bind(":known", as_known.number);
    while (TRY(rows.step())) {
      auto& all = out[segment.manifest.segment];
      const auto more = rows_of_blob(rows.blob(0));
      all.insert(all.end(), more.begin(), more.end());
      std::ranges::sort(all);
    }
    rows.reset();
  }
  return out;
}

bool counts(const SupersededRows& superseded, usage::SegmentNumber segment, std::int64_t pos) {
  const auto gone = superseded.find(segment);
  return gone == superseded.end() || !std::ranges::binary_search(gone->second, pos);
}

bool VoidedRows::has(usage::SegmentNumber segment, std::int64_t pos) const {
  if (whole.contains(segment)) return true;
  const auto rows = part.find(segment);
  return rows != part.end() && std::ranges::binary_search(rows->second, pos);
}

base::Result<VoidedRows> voided_rows(UsageStore::State& state) {
  Statement rows =
      TRY(state.record.database().prepare("SELECT segment, row_numbers FROM usage_voided_rows"));
  VoidedRows out;
  while (TRY(rows.step())) {
    if (rows.is_null(1)) {
      out.whole.insert(rows.number(0));
      continue;
    }
    const auto more = rows_of_blob(rows.blob(1));
    auto& all = out.part[rows.number(0)];
    all.insert(all.end(), more.begin(), more.end());
  }
  for (auto& [segment, all] : out.part)
    std::ranges::sort(all);
  return out;
}

UsageStore::UsageStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
UsageStore::~UsageStore() = default;

base::Result<std::unique_ptr<UsageStore>> UsageStore::open(Record& record, OpenFor mode,
                                                           UsageOptions options) {
  std::unique_ptr<UsageStore> store(
      new UsageStore(std::make_unique<State>(State{record, mode, options, nullptr, {}, {}})));
  State& state = *store->state_;
  if (mode == OpenFor::Writing) {
    TRY_STATUS(sweep(state));
  } else {
    state.reading = hold_files(state);
  }
  return store;
}

base::Result<base::CommitNumber> UsageStore::last_change(base::CommitNumber as_known) {
  Statement rows = TRY(state_->record.database().prepare(
      "SELECT max(coalesce((SELECT max(commit_no) FROM usage_segment WHERE commit_no <= :known), "
      "0),"
      " coalesce((SELECT max(commit_no) FROM usage_supersession WHERE commit_no <= :known), 0))"));
  rows.bind(":known", as_known.number);
  TRY(rows.step());
  return base::CommitNumber{rows.number(0)};
}

base::Result<std::vector<usage::Manifest>> UsageStore::segments(base::CommitNumber as_known) {
  std::vector<usage::Manifest> out;
  for (StoredSegment& segment : TRY(load_segments(*state_, {}, as_known, Load::WithTotals))) {
    out.push_back(std::move(segment.manifest));
  }
  return out;
}

base::Result<std::vector<usage::Supersession>> UsageStore::supersessions(
    base::CommitNumber after, base::CommitNumber as_known) {
  Statement rows = TRY(state_->record.database().prepare(
      "SELECT segment, commit_no, row_numbers FROM usage_supersession"
      " WHERE commit_no > :after AND commit_no <= :known ORDER BY segment, commit_no"));
  rows.bind(":after", after.number);
  rows.bind(":known", as_known.number);
  std::vector<usage::Supersession> out;
  while (TRY(rows.step())) {
    out.push_back({rows.number(0), {rows.number(1)}, rows_of_blob(rows.blob(2))});
  }
  return out;
}

base::Result<std::unique_ptr<ingest::RowSource>> open_rows(UsageStore& store,
                                                           const std::string& path,
                                                           const ingest::Mapping& mapping) {
  if (path.ends_with(".parquet")) {
    Duck* const engine = TRY(store.state().engine());
    return TRY(open_parquet(*engine, path));
  }
  return ingest::open_text_rows(path, mapping);
}

base::Result<std::unique_ptr<ingest::RowSource>> open_rows(UsageStore& store,
                                                           const std::string& path) {
  if (ingest::is_json_name(path)) {
    return base::fail(base::Code::InvalidInput,
                      path +
                          ": the name must end in .csv, .csv.gz or .parquet, so that it is "
                          "clear how to read it");
  }
  return open_rows(store, path, ingest::canonical_mapping());
}

}  // namespace storage
