// The usage log on disk: Parquet segments below DIRECTORY/segments, manifest rows in the record.
// A segment exists when its manifest row commits; files without a row are swept when a writer
// opens. docs/decisions/0004-segments-and-manifest.md.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/request.h"
#include "ingest/rows.h"
#include "programs/programme.h"
#include "registry/snapshot.h"
#include "storage/record.h"
#include "usage/usage_log.h"

namespace storage {

struct UsageOptions {
  int threads = 2;
  int memory_mib = 768;  // of the scan engine; working memory of ingest comes on top
};

// Requires: `record` outlives it; one thread at a time.
class UsageStore final : public usage::UsageLog {
 public:
  // For writing, sweeps what an interrupted ingest left behind.
  static base::Result<std::unique_ptr<UsageStore>> open(Record& record, OpenFor mode,
                                                        UsageOptions options = {});
  ~UsageStore() override;

  base::Result<base::CommitNumber> last_change(base::CommitNumber as_known) override;
  base::Result<std::vector<usage::Manifest>> segments(base::CommitNumber as_known) override;
  base::Result<std::vector<usage::Supersession>> supersessions(
      base::CommitNumber after, base::CommitNumber as_known) override;
  base::Status read_facts(base::CommitNumber after, base::CommitNumber as_known,
                          std::span<const base::SubscriptionKey> only, usage::Dictionary& workloads,
                          usage::Dictionary& currencies,
                          const std::function<void(const usage::FactBatch&)>& take) override;
  base::Result<std::vector<base::SubscriptionKey>> superseded_subscriptions(
      base::CommitNumber after, base::CommitNumber as_known) override;
  base::Result<std::vector<usage::LocatedRecord>> read_records(
      const usage::Selection& selection) override;
  base::Result<std::vector<usage::QuarantineTotal>> quarantined(
      base::Month month, base::CommitNumber as_known) override;
  base::Result<std::vector<RoundingTotal>> rounding(base::Month month,
                                                    base::CommitNumber as_known) override;

  struct State;
  State& state() { return *state_; }

 private:
  explicit UsageStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Opens a delivered file of any kind (CSV, JSON, Parquet) as rows, in the dialect of the mapping.
base::Result<std::unique_ptr<ingest::RowSource>> open_rows(UsageStore& store,
                                                           const std::string& path,
                                                           const ingest::Mapping& mapping);
// Registry files: plain CSV or Parquet.
base::Result<std::unique_ptr<ingest::RowSource>> open_rows(UsageStore& store,
                                                           const std::string& path);

// What counts and what waits, as one number each: the same for the same content, in whatever order
// and cut it came. Sums modulo 2^256 of the SHA-256 of each record as a canonical line.
struct LogDigest {
  std::int64_t records = 0, waiting = 0;
  std::string records_digest, waiting_digest;  // hex
};
base::Result<LogDigest> digest_log(Record& record, UsageStore& store, base::CommitNumber as_known);

// The reason of a refusal to go on when the request's `stop` was asked for.
inline constexpr std::string_view kCancelled = "CANCELLED";
// Takes one file in: one commit or none. `registry` is the snapshot at the head.
base::Result<ingest::Receipt> ingest_file(Record& record, UsageStore& store,
                                          const ingest::Request& request,
                                          const registry::Snapshot& registry,
                                          const programs::Parameters& parameters,
                                          const ingest::ProgressCallback& progress = {});

struct FoldReceipt {
  std::int64_t files = 0;     // that are no longer needed
  std::int64_t segments = 0;  // whose rows moved
  std::int64_t rows = 0;
  std::int64_t containers = 0;  // written; a commit each
  base::CommitNumber commit;    // the last; 0: there was nothing to fold
};
// Crowded: where 32 small files of about one size stand. All: every small file there is.
enum class FoldWhat { Crowded, All };
// Puts the rows of small files of the log together in larger ones. No answer changes, as known at
// any commit.
base::Result<FoldReceipt> fold_log(Record& record, UsageStore& store, const std::string& actor,
                                   FoldWhat what);

}  // namespace storage
