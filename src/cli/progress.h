// Progress of long work: a bar on a terminal, one plain line every ten seconds elsewhere, nothing
// for work that ends within a second. Time is only shown, it never enters a result.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "app/progress.h"
#include "cli/console.h"

namespace cli {

// One line of progress without colour or line end; `elapsed` since the work began.
std::string progress_line(const app::Step& step, std::chrono::milliseconds elapsed,
                          const Terminal& terminal);

class Progress {
 public:
  explicit Progress(Console& console) : console_(console) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  // What jobs of app/ call; the same `what` continues a bar, another one begins anew.
  void show(const app::Step& step);
  app::Report report() {
    return [this](const app::Step& step) { show(step); };
  }
  void clear();  // takes the bar off the screen

 private:
  using Clock = std::chrono::steady_clock;
  Console& console_;
  std::string what_;
  Clock::time_point began_;
  Clock::time_point shown_;
  bool drawn_ = false;
};

}  // namespace cli
