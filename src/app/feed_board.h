// Feeds: what came of each, when the next file is to be expected, what waits, and taking a file
// back. docs/formats/usage-feed.md#the-board.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/store.h"
#include "storage/feed_files.h"
#include "storage/feed_void.h"
#include "storage/quarantine.h"

namespace app {

enum class FeedState : std::uint8_t {
  Clear,
  Waiting,  // rows of it wait in quarantine
  Late      // the next file should have come
};
inline constexpr std::array<std::string_view, 3> kFeedStates{"clear", "waiting", "late"};
constexpr std::string_view word(FeedState state) {
  return kFeedStates[static_cast<std::size_t>(state)];
}

struct Feed {
  std::string name;  // may be empty: files that were delivered without one
  FeedState state = FeedState::Clear;
  std::int64_t files = 0;  // that count
  storage::FeedFile last;
  // Days between arrivals, the middle one of the last twelve; absent: files have come on fewer than
  // four days, which is no rhythm.
  std::optional<std::int32_t> rhythm_days;
  std::optional<base::Day> expected_on;  // the day of the last arrival, and the rhythm
  std::optional<base::Day> usage_until;  // the last day of which it brought usage
  std::int64_t rows = 0, accepted = 0, duplicates = 0, quarantined = 0, waiting = 0;
};

// By name. `files`: the newest first; a voided one counts nowhere but as an arrival.
std::vector<Feed> feeds_of(std::span<const storage::FeedFile> files, base::Day today,
                           const base::Zone& zone);
struct FeedBoard {
  base::Day today;  // of the programme
  std::vector<Feed> feeds;
};
base::Result<FeedBoard> feed_board(Store& store);

// "file_3". Errors: NotFound.
base::Result<storage::FeedFile> feed_file(Store& store, const std::string& id);

// What voiding the file changes, and doing it; then what it stood in the way of is replayed.
// Errors: as storage::FeedVoid.
base::Result<storage::VoidEffect> void_effect(Store& store, const storage::FeedFile& file);
struct VoidReceipt {
  storage::VoidEffect effect;
  base::CommitNumber commit;
  storage::ReplayReceipt replayed;
};
base::Result<VoidReceipt> void_file(Store& store, const storage::FeedFile& file,
                                    const std::string& actor, const std::string& reason);

}  // namespace app
