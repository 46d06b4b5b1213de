// The Nth call to the system fails, or is the process's last, for N through every command of the
// story: SQLite's and DuckDB's own calls too, which no fault point of ours reaches.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/fault_story.h"

namespace {

using tests::Answer;
using tests::FaultStory;

constexpr std::uint64_t kSeed = 20261125;
constexpr const char* kCalls =
    "write,pwrite64,fsync,fdatasync,rename,openat,ftruncate,unlink,mkdir,pread64";

// Calls of a command that touch the store, by name: each the Nth of its thread. strace counts so.
using Calls = std::map<std::string, std::set<int>>;

Calls calls_of(const FaultStory& story, std::size_t chapter) {
  story.rewind(chapter);
  const Answer traced = story.run(chapter, std::string("strace -f -y -o calls -e trace=") + kCalls);
  REQUIRE_MESSAGE((traced.exit == 0 || traced.exit == 3 || traced.exit == 1), traced.err);
  Calls calls;
  std::map<std::string, int> seen;  // by thread and name
  const std::string text = story.bench().read("calls");
  for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const std::size_t open = line.find('(');
    const std::size_t space = line.find_last_of(' ', open);
    if (open == line.npos || space == line.npos || line.find("resumed>") < open) continue;
    const std::string name = line.substr(space + 1, open - space - 1);
    const int number = ++seen[line.substr(0, line.find(' ')) + name];
    if (line.find("store/") != line.npos || line.find("/store>") != line.npos) {
      calls[name].insert(number);
    }
  }
  return calls;
}

// Of the calls of one name in a chapter, one for CI; in a campaign as many as its length says.
std::vector<int> chosen(const std::set<int>& numbers, std::mt19937_64& random) {
  std::vector<int> out(numbers.begin(), numbers.end());
  std::shuffle(out.begin(), out.end(), random);
  out.resize(std::min(out.size(), static_cast<std::size_t>(tests::campaign_times())));
  return out;
}

class Loop {
 public:
  void chapter(std::size_t chapter) {
    const Calls calls = calls_of(story_, chapter);
    CHECK_FALSE(calls.empty());
    for (const auto& [name, numbers] : calls) {
      for (const int number : chosen(numbers, random_)) {
        for (const char* what : {"error=EIO", "error=ENOSPC", "signal=KILL"}) {
          fail(chapter, name,
               std::string(what) + ":when=" + std::to_string(number) +
                   (random_() % 2 == 0 ? "+" : ""));
        }
      }
    }
  }
  const FaultStory& story() const { return story_; }
  long failures() const { return failures_; }
  long missed() const { return missed_; }  // another order of threads, another count

 private:
  void fail(std::size_t chapter, const std::string& name, const std::string& how) {
    CAPTURE(story_.command(chapter));
    CAPTURE(name);
    CAPTURE(how);
    story_.rewind(chapter);
    const Answer failed = story_.run(
        chapter, "strace -f -o calls -e trace=" + name + " -e inject=" + name + ':' + how);
    const std::string log = story_.bench().read("calls");
    const bool struck = log.find("(INJECTED)") != log.npos || log.find("SIGKILL") != log.npos;
    const std::string trouble = story_.trouble(chapter, failed);
    CHECK_MESSAGE(trouble.empty(), trouble << "\nit had said: " << failed.err);
    ++(struck ? failures_ : missed_);
  }

  FaultStory story_;
  std::mt19937_64 random_{kSeed};
  long failures_ = 0, missed_ = 0;
};

}  // namespace

TEST_CASE("any call to the system may fail, or be the last one") {
  MESSAGE("seed " << kSeed);
  Loop loop;
  for (std::size_t chapter = 0; chapter < loop.story().chapters(); ++chapter)
    loop.chapter(chapter);
  CHECK(loop.missed() * 10 < loop.failures());
  tests::add_evidence("failing calls", {{"failures", loop.failures()}, {"missed", loop.missed()}});
}
