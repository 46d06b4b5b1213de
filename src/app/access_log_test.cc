#include "app/access_log.h"

#include <doctest/doctest.h>
#include <array>

#include <atomic>
#include <thread>

namespace app {
namespace {

using rights::Look;
using rights::LookAction;

struct Paper {
  std::vector<Look> looks;
  int writes = 0;
  bool full = false;

  WriteLooks writer() {
    return [this](std::span<const Look> some) -> base::Status {
      if (full) return base::fail(base::Code::Io, "disk full");
      ++writes;
      looks.insert(looks.end(), some.begin(), some.end());
      return {};
    };
  }
  std::int64_t times() const {
    std::int64_t out = 0;
    for (const Look& one : looks)
      out += one.times;
    return out;
  }
};

Look view(std::int64_t at, std::string who = "partner:P1/eva") {
  Look out;
  out.at = {at};
  out.customer = "C1";
  out.partner = "P1";
  out.who = std::move(who);
  out.object = "subscription";
  out.object_id = "S1";
  return out;
}

constexpr std::int64_t kHour = 3'600'000;

}  // namespace

TEST_CASE("the first look is written before note returns, those alike are counted") {
  Paper paper;
  AccessLog log(paper.writer());
  for (std::int64_t at = 0; at < 1000; ++at)
    REQUIRE(log.note(std::array{view(at)}, "one"));
  CHECK(paper.writes == 1);
  CHECK(paper.times() == 1);
  REQUIRE(log.flush_over({kHour - 1}));
  CHECK(paper.times() == 1);
  REQUIRE(log.flush_over({kHour}));
  CHECK(paper.looks.size() == 2);
  CHECK(paper.looks.back().times == 999);
  CHECK(paper.looks.back().at.milliseconds == 999);
  CHECK(log.open() == 0);
}

TEST_CASE(
    "another person, session, object, customer or action is another look; exports always are") {
  Paper paper;
  AccessLog log(paper.writer());
  REQUIRE(log.note(std::array{view(1)}, "one"));
  REQUIRE(log.note(std::array{view(2, "partner:P1/ben")}, "one"));
  REQUIRE(log.note(std::array{view(3)}, "two"));
  Look other = view(4);
  other.object = "usage";
  REQUIRE(log.note(std::array{other}, "one"));
  other = view(5);
  other.customer = "C2";
  REQUIRE(log.note(std::array{other}, "one"));
  other = view(6);
  other.action = LookAction::ApiRead;
  REQUIRE(log.note(std::array{other}, "one"));
  CHECK(paper.writes == 6);
  other.action = LookAction::Exported;
  REQUIRE(log.note(std::array{other}, "one"));
  REQUIRE(log.note(std::array{other}, "one"));
  CHECK(paper.looks.size() == 8);
}

TEST_CASE("after its window a look is written again, with what was counted before") {
  Paper paper;
  AccessLog log(paper.writer());
  REQUIRE(log.note(std::array{view(0)}, "one"));
  REQUIRE(log.note(std::array{view(1)}, "one"));
  REQUIRE(log.note(std::array{view(kHour)}, "one"));
  CHECK(paper.writes == 2);
  CHECK(paper.times() == 3);
  REQUIRE(log.flush_all());
  CHECK(paper.times() == 3);
}

TEST_CASE("what cannot be written is refused, and nothing that was counted is lost") {
  Paper paper;
  AccessLog log(paper.writer());
  REQUIRE(log.note(std::array{view(0)}, "one"));
  REQUIRE(log.note(std::array{view(1)}, "one"));
  paper.full = true;
  CHECK(!log.note(std::array{view(0, "partner:P1/ben")}, "one"));
  CHECK(!log.note(std::array{view(kHour)}, "one"));
  CHECK(!log.flush_all());
  paper.full = false;
  REQUIRE(log.note(std::array{view(1, "partner:P1/ben")}, "one"));
  REQUIRE(log.flush_all());
  CHECK(paper.times() == 3);
}

TEST_CASE("what is counted while a look alike is written stays counted") {
  Paper paper;
  AccessLog* log = nullptr;
  const WriteLooks to_paper = paper.writer();
  const auto counted_meanwhile = [&](std::span<const Look> some) {
    if (some.back().at.milliseconds == kHour) REQUIRE(log->note(std::array{view(1)}, "one"));
    return to_paper(some);
  };
  AccessLog made(counted_meanwhile);
  log = &made;
  REQUIRE(log->note(std::array{view(0)}, "one"));
  REQUIRE(log->note(std::array{view(kHour)}, "one"));
  CHECK(paper.times() == 2);
  REQUIRE(log->flush_all());
  CHECK(paper.times() == 3);
}

TEST_CASE("rows of looks that could not be written are counted again with those since") {
  Paper paper;
  AccessLog log(paper.writer());
  const auto rows = [](std::int64_t at, std::int64_t count) {
    Look out = view(at);
    out.rows = count;
    return std::array{out};
  };
  REQUIRE(log.note(rows(0, 1), "one"));
  REQUIRE(log.note(rows(1, 20), "one"));
  paper.full = true;
  CHECK(!log.note(rows(kHour, 300), "one"));
  REQUIRE(log.note(rows(2, 4000), "one"));
  paper.full = false;
  REQUIRE(log.flush_all());
  CHECK(paper.times() == 3);
  CHECK(paper.looks.back().rows == 4020);
}

TEST_CASE("memory is bounded: who reads everything makes the log write") {
  Paper paper;
  AccessLog log(paper.writer(), {.open_max = 10});
  for (int i = 0; i < 1000; ++i) {
    REQUIRE(log.note(std::array{view(i, "key:" + std::to_string(i))}, ""));
    CHECK(log.open() <= 10);
  }
  CHECK(paper.times() == 1000);
}

TEST_CASE("many threads lose no look, and every first one is written when note returns") {
  Paper paper;
  std::mutex seen;
  std::atomic<bool> inside = false;
  const WriteLooks to_paper = paper.writer();
  const WriteLooks alone = [&](std::span<const Look> some) {
    CHECK(!inside.exchange(true));
    const std::lock_guard lock(seen);
    auto done = to_paper(some);
    inside = false;
    return done;
  };
  AccessLog log(alone);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const std::string who = "key:" + std::to_string(i % 5 == 0 ? 1000 * t + i : i);
        if (!log.note(std::array{view(i, who)}, "")) ::abort();
        const std::lock_guard lock(seen);
        if (std::ranges::count(paper.looks, who, &Look::who) == 0) ::abort();
      }
    });
  }
  for (std::thread& one : threads)
    one.join();
  REQUIRE(log.flush_all());
  CHECK(paper.times() == 8 * 200);
}

}  // namespace app
