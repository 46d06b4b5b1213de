// What was delivered, file by file: what came of its rows, and what of them waits still.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "storage/record.h"

namespace storage {

inline constexpr std::string_view kFeedFileId = "file_";  // and the number of the delivery

struct FeedFile {
  std::int64_t delivery = 0;
  base::CommitNumber commit;
  base::Instant arrived;
  std::string name, feed, sha256;
  std::string mapping, mapping_sha256;  // under which it was read
  std::int64_t rows = 0;                // read
  std::int64_t accepted = 0, duplicates = 0, quarantined = 0;
  std::int64_t waiting = 0;                      // of the quarantined ones, now
  std::optional<base::Day> first_day, last_day;  // of what was accepted
  base::CommitNumber voided;                     // 0: it counts

  std::string id() const { return std::string(kFeedFileId) + std::to_string(delivery); }
};

struct FeedFileQuery {
  std::optional<std::string> feed;       // absent: of all
  std::optional<std::int64_t> delivery;  // absent: all
};
// The newest first, until `take` has enough and says false.
base::Status each_feed_file(Record& record, const FeedFileQuery& query,
                            const std::function<bool(FeedFile&&)>& take);

}  // namespace storage
