// Other processes: started fresh, timed from outside, their memory read when they end.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace bench {

struct Run {
  double seconds = 0;             // from start to end
  double first_byte_seconds = 0;  // from start to the first byte on its stdout
  double processor_seconds = 0;
  std::int64_t memory_mib = 0;         // peak resident set
  std::map<std::string, double> said;  // lines "word number" of its stdout
  std::size_t bytes = 0;               // on its stdout
  std::string text;                    // the first kilobytes of it
};

// Ends this process when the other one fails.
Run run_program(const std::vector<std::string>& arguments);
// This program again, with other arguments.
Run run_self(std::vector<std::string> arguments);

}  // namespace bench
