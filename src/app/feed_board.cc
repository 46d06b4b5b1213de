#include "app/feed_board.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "app/quarantine_jobs.h"
#include "app/usage_jobs.h"

namespace app {
namespace {

constexpr std::size_t kGapsMin = 3, kGapsMax = 12;

// Days between the days on which something came; the middle one of the last. `days`: the last
// first.
std::optional<std::int32_t> rhythm_of(const std::vector<base::Day>& days) {
  std::vector<std::int32_t> gaps;
  for (std::size_t i = 0; i + 1 < std::min(days.size(), kGapsMax + 1); ++i)
    gaps.push_back(days[i] - days[i + 1]);
  if (gaps.size() < kGapsMin) return std::nullopt;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  return *middle;
}

void count(Feed& feed, const storage::FeedFile& file) {
  feed.waiting += file.waiting;
  if (file.voided.number != 0) return;
  ++feed.files;
  feed.rows += file.rows;
  feed.accepted += file.accepted;
  feed.duplicates += file.duplicates;
  feed.quarantined += file.quarantined;
  if (file.last_day && (!feed.usage_until || *feed.usage_until < *file.last_day))
    feed.usage_until = file.last_day;
}

FeedState state_of(const Feed& feed, base::Day today) {
  if (feed.expected_on && *feed.expected_on < today) return FeedState::Late;
  return feed.waiting == 0 ? FeedState::Clear : FeedState::Waiting;
}

}  // namespace

std::vector<Feed> feeds_of(std::span<const storage::FeedFile> files, base::Day today,
                           const base::Zone& zone) {
  std::map<std::string, std::pair<Feed, std::vector<base::Day>>> found;
  for (const storage::FeedFile& one : files) {
    auto& [feed, days] = found[one.feed];
    if (days.empty()) feed.last = one;
    feed.name = one.feed;
    const base::Day day = zone.day_of(one.arrived);
    if (days.empty() || days.back() != day) days.push_back(day);
    count(feed, one);
  }
  std::vector<Feed> out;
  for (auto& [name, entry] : found) {
    auto& [feed, days] = entry;
    feed.rhythm_days = rhythm_of(days);
    if (feed.rhythm_days) feed.expected_on = days.front() + *feed.rhythm_days;
    feed.state = state_of(feed, today);
    out.push_back(std::move(feed));
  }
  return out;
}

base::Result<FeedBoard> feed_board(Store& store) {
  const base::CommitNumber head = TRY(store.record().head());
  const programs::Programme programme = TRY(store.programme(head));
  const base::Zone zone = TRY(base::Zone::find(programme.parameters.time_zone));
  const base::Day today = zone.day_of(store.clock().now());
  std::vector<storage::FeedFile> files;
  TRY_STATUS(storage::each_feed_file(store.record(), {}, [&](storage::FeedFile&& one) {
    files.push_back(std::move(one));
    return true;
  }));
  return FeedBoard{today, feeds_of(files, today, zone)};
}

base::Result<storage::FeedFile> feed_file(Store& store, const std::string& id) {
  std::optional<storage::FeedFile> found;
  std::int64_t number = 0;
  const bool is_id = id.starts_with(storage::kFeedFileId);
  if (is_id) {
    const char* const digits = id.data() + storage::kFeedFileId.size();
    std::from_chars(digits, id.data() + id.size(), number);
  }
  TRY_STATUS(storage::each_feed_file(store.record(), {{}, number}, [&](storage::FeedFile&& one) {
    found = std::move(one);
    return false;
  }));
  if (found && found->id() == id) return std::move(*found);
  return base::fail(base::Code::NotFound, "there is no delivered file '" + id + "'");
}

base::Result<storage::VoidEffect> void_effect(Store& store, const storage::FeedFile& file) {
  const storage::FeedVoid planned = TRY(plan_void(store, {file.name, file.commit}));
  return planned.effect();
}

base::Result<VoidReceipt> void_file(Store& store, const storage::FeedFile& file,
                                    const std::string& actor, const std::string& reason) {
  storage::FeedVoid planned = TRY(plan_void(store, {file.name, file.commit}));
  VoidReceipt out;
  out.effect = planned.effect();
  out.commit = TRY(planned.commit(actor, reason));
  out.replayed = TRY(replay_freed(store, actor));
  return out;
}

}  // namespace app
