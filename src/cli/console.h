// The one place that prints: data on standard output, talk on standard error. Everything a program
// may read goes through data(), everything a person is told through the others.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/terminal.h"

namespace cli {

// The contract of exit codes (`accredit help exit-codes`).
enum class Exit : int { Done = 0, Failed = 1, Usage = 2, Findings = 3 };

Exit exit_of(const base::Error& error);

struct Talk {
  bool quiet = false;    // only errors
  bool progress = true;  // bars and lines of progress
};

class Console {
 public:
  Console(Terminal terminal, Talk talk) : terminal_(terminal), talk_(talk) {}

  const Terminal& terminal() const { return terminal_; }
  const Talk& talk() const { return talk_; }

  // Errors: Io when standard output cannot take it (full disk, closed pipe).
  base::Status data(std::string_view text);

  void say(std::string_view line);      // one line of talk; nothing when quiet
  void done(std::string_view line);     // the same with a tick
  void warn(std::string_view line);     // shown even when quiet
  void next(std::string_view command);  // "Next: ..."
  Exit fail(const base::Error& error);  // "Error: ...", gives the exit code

  // Raw talk without a line end, for bars.
  void draw(std::string_view text);

 private:
  Terminal terminal_;
  Talk talk_;
};

}  // namespace cli
