// The life of a small store in a dozen commands, told once without a fault. Faults are put into
// copies of it, and what is found afterwards is held against the story: nothing acknowledged may be
// lost, nothing may count twice, and the same command again must finish the work.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tests/program.h"

namespace tests {

// How much of a campaign to run: 1 in CI, ACCREDIT_TIMES in `make check-deep`.
int campaign_times();

// Adds a line of figures to the file that ACCREDIT_EVIDENCE names, if it does: {"test":"...",...}.
void add_evidence(const std::string& test, const std::map<std::string, long>& figures);

// The commits of a store, oldest first, as "action digest-of-its-rows"; none where no store is.
std::vector<std::string> commits_of(const std::string& store);

class FaultStory {
 public:
  FaultStory();

  std::size_t chapters() const { return commands_.size(); }
  const std::string& command(std::size_t chapter) const { return commands_[chapter]; }
  const Bench& bench() const { return bench_; }

  // Puts store/ back to what it was before the chapter.
  void rewind(std::size_t chapter) const;
  // Runs the chapter with words before it: "ACCREDIT_FAULT=..." or "strace ...".
  Answer run(std::size_t chapter, const std::string& before = "") const;
  // After run() was disturbed: what is wrong with the store, and what stays wrong when the command
  // is repeated. Empty when all is well. Leaves the repeated store behind.
  std::string trouble(std::size_t chapter, const Answer& disturbed) const;
  // The first half of it, for commands that are not repeated.
  std::string trouble_at_once(std::size_t chapter, const Answer& disturbed) const;

 private:
  struct Answers {
    std::string credit, history;
    friend bool operator==(const Answers&, const Answers&) = default;
  };
  void write_files() const;
  Answers answers() const;
  std::string verified() const;

  Bench bench_;
  std::vector<std::string> commands_;
  std::vector<int> exits_;
  std::vector<std::size_t> commits_before_;  // and one for the end
  std::vector<Answers> after_;
  std::vector<std::string> commits_;
};

// The highest N of "commit N" in a command's messages; 0 when there is none.
std::size_t acknowledged(const Answer& answer);

}  // namespace tests
