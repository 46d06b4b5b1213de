// The parts of verify_record. Not for other rooms.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "storage/database.h"
#include "storage/verify.h"

namespace storage {

// Findings of one kind of check; after a few of them the rest is only counted.
class Findings {
 public:
  void add(std::string subject, std::string message);
  std::vector<Finding> take();  // with a last line for what was only counted

 private:
  static constexpr std::size_t kShown = 20;
  std::vector<Finding> all_;
  std::size_t hidden_ = 0;
};

// verify_exclusivity.cc: replays the revisions commit by commit.
base::Result<std::vector<Finding>> verify_exclusivity(Database& database);

}  // namespace storage
