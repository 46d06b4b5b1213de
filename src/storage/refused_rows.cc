#include "storage/refused_rows.h"

#include "base/bytes.h"
#include "base/sha256.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

constexpr int kExamplesMax = 3;

// A row with a key enters unless one of its content waits already, be it of this delivery; one
// without (?22) enters.
constexpr std::string_view kInsert =
    "INSERT INTO usage_quarantine (digest, cause, line, column_name, value, expected, remedy,"
    " source, record_key, revision, cells, delivered, rounds, usage_day, measure, currency, amount,"
    " quantity, row, commit_no, delivery, subscription_id) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
    " ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?23 WHERE ?22 OR NOT EXISTS"
    " (SELECT 1 FROM usage_quarantine q WHERE q.digest = ?1 AND NOT EXISTS"
    " (SELECT 1 FROM usage_release f WHERE f.row = q.row))";

std::string encode(const ingest::QuarantinedRow& row) {
  const ingest::ReadableFigures& figures = row.figures;
  base::ByteWriter out;
  out.number(static_cast<std::int64_t>(row.cause)).number(row.line).text(row.column);
  out.text(row.value).text(row.expected).text(row.remedy).text(row.source).text(row.record_key);
  out.number(row.revision.has_value()).number(row.revision.value_or(0));
  out.text(row.subscription_id)
      .text(row.cells)
      .text(row.text)
      .number(row.rounds)
      .number(figures.complete);
  out.number(figures.usage_date.number).number(static_cast<std::int64_t>(figures.measure));
  out.text(figures.currency).decimal(figures.amount).decimal(figures.quantity);
  return out.bytes();
}

ingest::QuarantinedRow decode(std::string_view bytes) {
  base::ByteReader in(bytes);
  ingest::QuarantinedRow row;
  row.cause = static_cast<ingest::Cause>(in.number());
  row.line = in.number();
  for (std::string* text :
       {&row.column, &row.value, &row.expected, &row.remedy, &row.source, &row.record_key}) {
    *text = in.text();
  }
  const bool has_revision = in.number() != 0;
  const std::int64_t revision = in.number();
  if (has_revision) row.revision = revision;
  row.subscription_id = in.text();
  row.cells = in.text();
  row.text = in.text();
  row.rounds = in.number() != 0;
  row.figures.complete = in.number() != 0;
  row.figures.usage_date = {static_cast<std::int32_t>(in.number())};
  row.figures.measure = static_cast<base::Measure>(in.number());
  row.figures.currency = in.text();
  row.figures.amount = in.decimal();
  row.figures.quantity = in.decimal();
  return row;
}

base::Digest digest_of(const ingest::QuarantinedRow& row) {
  return base::sha256(row.cells.empty() ? "text\n" + row.text : "cells\n" + row.cells);
}

void bind_row(Statement& insert, const ingest::QuarantinedRow& row) {
  const base::Digest digest = digest_of(row);
  insert.bind_blob(1, base::bytes_of(digest))
      .bind(2, ingest::word(row.cause))
      .bind(3, row.line)
      .bind(4, row.column)
      .bind(5, row.value)
      .bind(6, row.expected)
      .bind(7, row.remedy)
      .bind(8, row.source)
      .bind(9, row.record_key);
  if (row.revision)
    insert.bind(10, *row.revision);
  else
    insert.bind_null(10);
  insert.bind(11, row.cells).bind(12, row.text).bind(13, std::int64_t{row.rounds});
  const ingest::ReadableFigures& figures = row.figures;
  if (figures.complete) {
    insert.bind(14, std::int64_t{figures.usage_date.number})
        .bind(15, static_cast<std::int64_t>(figures.measure))
        .bind(16, figures.currency)
        .bind(17, units_text(figures.amount))
        .bind(18, units_text(figures.quantity));
  } else {
    for (int place = 14; place <= 18; ++place)
      insert.bind_null(place);
  }
}

// Which waiting row a refused one repeats. Rows with a key: each content waits once. Rows without
// are as many as a delivery has of them, equal ones are all real: only as many as waited before
// this commit are repeated.
class Repeats {
 public:
  static base::Result<Repeats> open(Database& database, base::CommitNumber commit,
                                    std::int64_t delivery) {
    Statement find = TRY(database.prepare(
        "SELECT row, delivery FROM usage_quarantine q WHERE q.digest = ?1 AND q.commit_no < ?2"
        " AND NOT EXISTS (SELECT 1 FROM usage_release f WHERE f.row = q.row)"
        " ORDER BY row LIMIT 1 OFFSET ?3"));
    Statement note =
        TRY(database.prepare("INSERT OR IGNORE INTO usage_repeat (commit_no, delivery, row, line)"
                             " VALUES (?1, ?2, ?3, ?4)"));
    note.bind(1, commit.number).bind(2, delivery);
    return Repeats(std::move(find), std::move(note), commit);
  }

  // True when it repeats one; that is noted. Contents that wait already are few as a rule.
  base::Result<bool> note(const ingest::QuarantinedRow& row) {
    const base::Digest digest = digest_of(row);
    std::int64_t nth = 0;
    if (row.record_key.empty()) {
      const auto seen = seen_.find(digest);
      nth = seen == seen_.end() ? 0 : seen->second;
    }
    find_.bind_blob(1, base::bytes_of(digest)).bind(2, commit_.number).bind(3, nth);
    const bool waits = TRY(find_.step());
    const std::int64_t repeated = waits ? find_.number(0) : 0;
    find_.reset();
    if (!waits) return false;
    if (row.record_key.empty()) seen_[digest] = nth + 1;
    TRY_STATUS(note_.bind(3, repeated).bind(4, row.line).run());
    return true;
  }

 private:
  Repeats(Statement find, Statement note, base::CommitNumber commit)
      : find_(std::move(find)), note_(std::move(note)), commit_(commit) {}
  Statement find_, note_;
  base::CommitNumber commit_;
  std::map<base::Digest, std::int64_t> seen_;
};

// Hands out the records of a file that comes in pieces; each stands behind its length.
class Records {
 public:
  template <class Take>
  base::Status add(std::string_view piece, const Take& take) {
    waiting_ += piece;
    std::string_view left = waiting_;
    while (left.size() >= kLength) {
      const auto size = static_cast<std::size_t>(base::ByteReader(left).number());
      if (left.size() - kLength < size) break;
      TRY_STATUS(take(left.substr(kLength, size)));
      left.remove_prefix(kLength + size);
    }
    waiting_.erase(0, waiting_.size() - left.size());
    return {};
  }

 private:
  static constexpr std::size_t kLength = 8;
  std::string waiting_;
};

}  // namespace

RefusedRows::~RefusedRows() {
  if (file_) remove_quietly(path_);
}

base::Status RefusedRows::add(const ingest::QuarantinedRow& row) {
  if (!file_) file_ = TRY(FileWriter::create(path_));
  const std::string bytes = encode(row);
  TRY_STATUS(
      file_->write(base::ByteWriter().number(static_cast<std::int64_t>(bytes.size())).bytes()));
  TRY_STATUS(file_->write(bytes));
  ++rows_;
  if (++seen_[row.cause] <= kExamplesMax) examples_.push_back(row);
  return {};
}

base::Result<std::vector<std::pair<ingest::Cause, std::int64_t>>> RefusedRows::store(
    Database& database, base::CommitNumber commit, std::int64_t delivery) {
  std::map<ingest::Cause, std::int64_t> entered;
  if (file_) {
    TRY_STATUS(file_->flush());
    std::int64_t next =
        TRY(database.number("SELECT coalesce(max(row), 0) + 1 FROM usage_quarantine"));
    Statement insert = TRY(database.prepare(kInsert));
    Repeats repeats = TRY(Repeats::open(database, commit, delivery));
    Records records;
    const auto take = [&](std::string_view bytes) -> base::Status {
      const ingest::QuarantinedRow row = decode(bytes);
      const bool keyless = row.record_key.empty();
      if (TRY(repeats.note(row))) return {};
      bind_row(insert, row);
      insert.bind(19, next).bind(20, commit.number).bind(21, delivery);
      insert.bind(22, std::int64_t{keyless}).bind(23, row.subscription_id);
      TRY_STATUS(insert.run());
      if (database.changes() == 0) return {};
      ++next;
      ++entered[row.cause];
      return {};
    };
    TRY_STATUS(
        read_in_pieces(path_, [&](std::string_view piece) { return records.add(piece, take); }));
  }
  return std::vector<std::pair<ingest::Cause, std::int64_t>>(entered.begin(), entered.end());
}

}  // namespace storage
