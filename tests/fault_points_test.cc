// Every fault point of the program, each with the end of the process, a failing and a full disk.
#include <doctest/doctest.h>

#include "base/fault.h"
#include "tests/fault_story.h"

namespace {

using tests::Answer;
using tests::FaultStory;

constexpr int kKilled = 137;

std::string setting(std::string_view point, const std::string& action, int visit) {
  return "ACCREDIT_FAULT=" + std::string(point) + ':' + action + ':' + std::to_string(visit);
}

// Strikes the point where the story first comes there for the `visit`th time within a command, not
// before chapter `from`. Gives the chapter; the end of the story when it never does.
std::size_t strike(const FaultStory& story, std::string_view point, const std::string& action,
                   int visit, std::size_t from) {
  for (std::size_t chapter = from; chapter < story.chapters(); ++chapter) {
    story.rewind(chapter);
    const Answer struck = story.run(chapter, setting(point, action, visit));
    const bool hit = action == "kill" ? struck.exit == kKilled
                                      : struck.err.find("ACCREDIT_FAULT") != std::string::npos;
    if (!hit) continue;
    if (action != "kill") CHECK_MESSAGE(struck.exit == 1, struck.err);
    CAPTURE(story.command(chapter));
    const std::string trouble = story.trouble(chapter, struck);
    CHECK_MESSAGE(trouble.empty(), trouble);
    return chapter;
  }
  return story.chapters();
}

}  // namespace

TEST_CASE("every fault point is survived: killed, failing disk, full disk") {
  const FaultStory story;
  const int visits = tests::campaign_times() > 1 ? tests::campaign_times() : 2;
  long strikes = 0;
  for (const std::string_view point : base::kFaultPoints) {
    std::size_t first = 0;  // no chapter before it comes to the point
    for (const std::string action : {"kill", "eio", "enospc"}) {
      std::size_t chapter = first;
      for (int visit = 1; visit <= visits; ++visit) {
        CAPTURE(point);
        CAPTURE(action);
        CAPTURE(visit);
        chapter = strike(story, point, action, visit, chapter);
        const bool struck = chapter < story.chapters();
        if (visit == 1) CHECK_MESSAGE(struck, "the story never comes to this point");
        if (!struck) break;
        if (visit == 1) first = chapter;
        ++strikes;
      }
    }
  }
  tests::add_evidence("fault points", {{"points", static_cast<long>(base::kFaultPoints.size())},
                                       {"strikes", strikes}});
}

TEST_CASE("a fault that cannot be read is refused, so that no test strikes nothing") {
  const tests::Bench bench;
  for (const char* text : {"commit.dome:kill", "commit.done", "commit.done:burn",
                           "commit.done:eio:0", "commit.done:eio:x"}) {
    CAPTURE(text);
    const Answer answer = bench.shell("ACCREDIT_FAULT=" + std::string(text) + " accredit init");
    CHECK(answer.exit == 2);
    CHECK(answer.says("expected POINT:kill|eio|enospc"));
  }
}

TEST_CASE("two processes in a row that end between commit and anchor leave a store that opens") {
  const FaultStory story;
  story.rewind(2);
  CHECK(story.run(2, "ACCREDIT_FAULT=commit.done:kill").exit == kKilled);
  CHECK(story.run(3, "ACCREDIT_FAULT=commit.done:kill").exit == kKilled);
  CHECK(story.run(3).exit == 0);  // the first file is known by now
  const Answer verified = story.bench().accredit({"verify"});
  CHECK_MESSAGE(verified.exit == 0, verified.err);
}

TEST_CASE("the check sees a lost and an invented commit") {
  const FaultStory story;
  story.rewind(2);
  Answer told;
  told.exit = 1;
  CHECK(story.trouble_at_once(2, told).empty());
  told.err = "first.csv: 60 records (commit 9)";  // acknowledged, and not there
  CHECK(story.trouble_at_once(2, told).find("commits differ") == 0);
  story.rewind(5);  // commits that nobody asked for yet
  CHECK(story.trouble_at_once(2, Answer{1, "", ""}).find("commits differ") == 0);
}
