// Usage comes in: files into the log.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "app/progress.h"
#include "app/store.h"
#include "ingest/request.h"
#include "storage/feed_void.h"
#include "storage/usage_store.h"

namespace app {

// The mapping a word names: canonical (also the empty word), focus, or the path of a mapping file.
base::Result<ingest::Mapping> find_mapping(const std::string& format);

struct IngestOrder {
  std::vector<std::string> files;
  std::string feed;
  ingest::Mapping mapping;
  std::string actor = "operator:cli";
  std::stop_token stop = {};  // a file that is not in the log by then is refused with CANCELLED
};

using IngestAnswer = base::Result<ingest::Receipt>;

// Takes the files one by one, each in one commit or none, and hands each answer to `answered` as it
// comes. A refused file does not stop the others; a machine that fails (Io, CommitUnknown, Corrupt)
// does. Small files of the log are folded from time to time. Errors: only what prevents all files.
struct IngestEnd {
  std::optional<base::Error> not_folded;  // the files are in the log nevertheless
};
base::Result<IngestEnd> ingest_files(
    Store& store, const IngestOrder& order, const Report& report,
    const std::function<void(const std::string&, const IngestAnswer&)>& answered);

// Folds what there is to fold.
base::Result<storage::FoldReceipt> fold(Store& store, const std::string& actor);

// The digest of what counts and what waits.
base::Result<storage::LogDigest> digest_log(Store& store, base::CommitNumber as_known);

// What voiding a file changes, before it is done. Requires: the store outlives it.
base::Result<storage::FeedVoid> plan_void(Store& store, const storage::VoidWish& wish);

}  // namespace app
