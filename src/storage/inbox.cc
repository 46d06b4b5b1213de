#include "storage/inbox.h"

#include <algorithm>

#include "base/check.h"
#include "base/fault.h"
#include "base/sha256.h"
#include "ingest/csv.h"
#include "ingest/usage_decoder.h"
#include "storage/schema.h"
#include "storage/usage_ingest.h"

namespace storage {
namespace {

// `arrived` is never given twice, `line` the row as a canonical line of the usage feed.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE usage_inbox (
  arrived INTEGER PRIMARY KEY AUTOINCREMENT,
  arrived_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  record_key TEXT NOT NULL,
  revision INTEGER NOT NULL,
  line TEXT NOT NULL,
  UNIQUE (source, record_key, revision)
) STRICT;
)sql";

class Entry {
 public:
  static base::Result<Entry> open(Database& database) {
    Statement* const insert =
        TRY(database.kept("INSERT INTO usage_inbox (arrived_at, source, record_key, revision, line)"
                          " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"));
    Statement* const find = TRY(database.kept(
        "SELECT line FROM usage_inbox WHERE source = ? AND record_key = ? AND revision = ?"));
    return Entry(database, *insert, *find);
  }

  base::Result<InboxOutcome> enter(const usage::Record& row, base::Instant at) {
    const std::string line = ingest::canonical_line(row);
    TRY_STATUS(insert_->bind(1, at.milliseconds)
                   .bind_in_place(2, row.source)
                   .bind_in_place(3, row.record_key)
                   .bind(4, row.revision)
                   .bind_in_place(5, line)
                   .run());
    if (database_->changes() == 1) return InboxOutcome::Accepted;
    find_->bind_in_place(1, row.source).bind_in_place(2, row.record_key).bind(3, row.revision);
    const bool found = TRY(find_->step());
    const bool same = found && find_->text(0) == line;
    find_->reset();
    return same ? InboxOutcome::Duplicate : InboxOutcome::Conflict;
  }

 private:
  Entry(Database& database, Statement& insert, Statement& find)
      : database_(&database), insert_(&insert), find_(&find) {}
  Database* database_;
  Statement* insert_;
  Statement* find_;
};

// The rows as the text of a usage feed that nobody wrote down.
class InboxText final : public ingest::ByteSource {
 public:
  InboxText(Statement lines, base::Sha256& digest) : lines_(std::move(lines)), digest_(digest) {
    ingest::append_csv(text_, ingest::kUsageColumns);
    text_ += '\n';
  }

  base::Result<std::size_t> read(std::span<char> into) override {
    while (text_.size() < into.size() && !at_end_) {
      at_end_ = !TRY(lines_.step());
      if (at_end_) break;
      text_ += lines_.text(0);
      text_ += '\n';
    }
    const std::size_t size = std::min(into.size(), text_.size());
    std::copy_n(text_.data(), size, into.data());
    digest_.update({into.data(), size});
    text_.erase(0, size);
    consumed_ += static_cast<std::int64_t>(size);
    return size;
  }
  std::int64_t consumed() const override { return consumed_; }

 private:
  Statement lines_;
  base::Sha256& digest_;
  std::string text_;  // not yet read
  bool at_end_ = false;
  std::int64_t consumed_ = 0;
};

// What waits up to a row. Its name tells which rows these are, so no two have the same.
class InboxDelivery final : public Delivery {
 public:
  InboxDelivery(Database& database, std::int64_t first, std::int64_t last)
      : Delivery("events-" + std::to_string(first) + "-" + std::to_string(last)),
        database_(database),
        last_(last) {
    digest_.update(name);
  }

  base::Result<std::unique_ptr<ingest::RowSource>> open() override {
    Statement lines = TRY(
        database_.prepare("SELECT line FROM usage_inbox WHERE arrived <= :last ORDER BY arrived"));
    lines.bind(":last", last_);
    return TRY(
        ingest::CsvReader::open(std::make_unique<InboxText>(std::move(lines), digest_), name));
  }

  std::string sha256() override { return base::hex(digest_.finish()); }

  base::Status leave(Database& database) override {
    Statement rows = TRY(database.prepare("DELETE FROM usage_inbox WHERE arrived <= :last"));
    TRY_STATUS(rows.bind(":last", last_).run());
    return base::fault("inbox.left");
  }

 private:
  Database& database_;
  std::int64_t last_;
  base::Sha256 digest_;
};

}  // namespace

std::string_view inbox_schema() {
  return kSchema;
}

base::Result<std::vector<InboxOutcome>> accept(Record& record, std::span<const usage::Record> rows,
                                               base::Instant at) {
  std::vector<InboxOutcome> out;
  if (rows.empty()) return out;
  out.reserve(rows.size());
  TRY_STATUS(record.beside([&](Database& database) -> base::Status {
    Entry entry = TRY(Entry::open(database));
    for (const usage::Record& row : rows)
      out.push_back(TRY(entry.enter(row, at)));
    return base::fault("inbox.entered");
  }));
  TRY_STATUS(base::fault("inbox.stored"));
  return out;
}

base::Result<InboxState> inbox_state(Record& record) {
  Statement rows = TRY(record.database().prepare(
      "SELECT count(*), coalesce((SELECT arrived_at FROM usage_inbox ORDER BY arrived LIMIT 1), 0)"
      " FROM usage_inbox"));
  TRY(rows.step());
  return InboxState{rows.number(0), {rows.number(1)}};
}

base::Result<std::optional<ingest::Receipt>> fold_inbox(Record& record, UsageStore& store,
                                                        const std::string& actor,
                                                        const registry::Snapshot& registry,
                                                        const programs::Parameters& parameters) {
  Database& database = record.database();
  const std::int64_t last =
      TRY(database.number("SELECT coalesce(max(arrived), 0) FROM usage_inbox"));
  if (last == 0) return std::nullopt;
  InboxDelivery delivery(database, TRY(database.number("SELECT min(arrived) FROM usage_inbox")),
                         last);
  ingest::Request request{.path = "", .feed = kEventFeed, .actor = actor};
  // What was finer than it may be was refused before it came here, or is of a meter.
  request.mapping.round = true;
  return TRY(ingest_delivery(record, store, request, delivery, registry, parameters));
}

}  // namespace storage
