// The digest of what counts: order-independent, over current revisions only. Revisions order the
// versions of a record; which number the last one has says nothing of what counts, so they are left
// out: a feed whose deliveries are counted gives one digest however often it was delivered.
#include <algorithm>
#include <array>

#include "base/sha256.h"
#include "ingest/usage_decoder.h"
#include "storage/quarantine_table.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

// A sum of digests modulo 2^256: no order of its parts, and no pair of equal parts cancels out.
class DigestSum {
 public:
  void add(std::string_view text) {
    const base::Digest digest = base::sha256(text);
    unsigned carry = 0;
    for (std::size_t i = digest.size(); i-- > 0;) {
      const unsigned sum = unsigned{digest[i]} + sum_[i] + carry;
      sum_[i] = static_cast<unsigned char>(sum & 0xFFu);
      carry = sum >> 8;
    }
    ++count_;
  }
  std::int64_t count() const { return count_; }
  std::string text() const { return base::hex(sum_); }

 private:
  base::Digest sum_{};
  std::int64_t count_ = 0;
};

// The third cell of a canonical line emptied.
std::string without_revision(std::string_view cells) {
  std::string out;
  bool quoted = false;
  int cell = 0;
  for (const char c : cells) {
    quoted ^= c == '"';
    cell += c == ',' && !quoted;
    if (cell != 2 || (c == ',' && !quoted)) out += c;
  }
  return out;
}

}  // namespace

base::Result<LogDigest> digest_log(Record& record, UsageStore& store, base::CommitNumber as_known) {
  UsageStore::State& state = store.state();
  const SupersededRows superseded = TRY(superseded_rows(state, as_known));
  DigestSum counting, waiting;
  for (const StoredFile& file : files_of(TRY(load_segments(state, {}, as_known)))) {
    TRY_STATUS(each_record(*TRY(state.engine()), {file.file}, "", "seg, pos",
                           [&](StoredRecord&& row) -> base::Status {
                             if (!counts(superseded, row.segment, row.pos)) return {};
                             row.record.revision = 0;
                             counting.add(ingest::canonical_line(row.record));
                             return {};
                           }));
  }
  const std::string until = std::to_string(as_known.number);
  Statement rows = TRY(record.database().prepare(
      "SELECT q.cells, q.delivered, q.revision FROM usage_quarantine q WHERE q.commit_no <= " +
      until +
      " AND NOT EXISTS (SELECT 1 FROM usage_release f WHERE f.row = q.row AND f.commit_no <= " +
      until + ")"));
  while (TRY(rows.step())) {
    const std::string cells =
        rows.is_null(2) ? std::string(rows.text(0)) : without_revision(rows.text(0));
    waiting.add(cells + '\n' + std::string(rows.text(1)));
  }
  return LogDigest{counting.count(), waiting.count(), counting.text(), waiting.text()};
}

}  // namespace storage
