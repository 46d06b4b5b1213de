#include "app/feed_board.h"

#include <doctest/doctest.h>

namespace app {
namespace {

constexpr std::int64_t kDay = 86'400'000;
const base::Day kFirst = base::Day::parse("2026-03-01").value();

storage::FeedFile file(std::int64_t delivery, int day, std::int64_t waiting = 0) {
  storage::FeedFile out;
  out.delivery = delivery;
  out.feed = "meter";
  out.arrived = {(kFirst.number + day) * kDay};
  out.rows = 10;
  out.accepted = 7;
  out.duplicates = 1;
  out.quarantined = 2;
  out.waiting = waiting;
  out.last_day = kFirst + (day - 1);
  return out;
}

Feed feed(const std::vector<storage::FeedFile>& files, int today) {
  const std::vector<storage::FeedFile> newest_first(files.rbegin(), files.rend());
  const std::vector<Feed> all = feeds_of(newest_first, kFirst + today, base::Zone::utc());
  REQUIRE(all.size() == 1);
  return all.front();
}

TEST_CASE("the next file is expected when files have come on four days, by the middle gap") {
  std::vector<storage::FeedFile> files{file(1, 0), file(2, 1), file(3, 1), file(4, 2)};
  CHECK_FALSE(feed(files, 9).expected_on);
  CHECK(feed(files, 9).state == FeedState::Clear);
  files.push_back(file(5, 9));  // a week without one is not the rhythm
  CHECK(feed(files, 9).rhythm_days == 1);
  CHECK(feed(files, 9).expected_on == kFirst + 10);
  CHECK(feed(files, 10).state == FeedState::Clear);
  CHECK(feed(files, 11).state == FeedState::Late);
}

TEST_CASE("rows that wait are seen at the feed until they have left") {
  CHECK(feed({file(1, 0, 2)}, 0).state == FeedState::Waiting);
  CHECK(feed({file(1, 0, 0)}, 0).state == FeedState::Clear);
}

TEST_CASE("a voided file has arrived, and counts for nothing") {
  std::vector<storage::FeedFile> files{file(1, 0), file(2, 1)};
  files.back().voided = {9};
  const Feed told = feed(files, 1);
  CHECK(told.files == 1);
  CHECK(told.rows == 10);
  CHECK(told.quarantined == 2);
  CHECK(told.last.delivery == 2);
  CHECK(told.usage_until == kFirst + -1);
}

TEST_CASE("feeds come by name, that without a name first") {
  std::vector<storage::FeedFile> files{file(1, 0), file(2, 0), file(3, 0)};
  files[0].feed = "zeta";
  files[1].feed = "";
  const std::vector<Feed> all = feeds_of(files, kFirst, base::Zone::utc());
  REQUIRE(all.size() == 3);
  CHECK(all[0].name == "");
  CHECK(all[1].name == "meter");
  CHECK(all[2].name == "zeta");
}

}  // namespace
}  // namespace app
