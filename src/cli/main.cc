// The program.
#include <csignal>

#include "app/system_clock.h"
#include "cli/run.h"

int main(int argc, char** argv) {
  // A file that may not grow (ulimit -f) is an error to tell, not a reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  const app::SystemClock clock;
  return cli::run({argv, static_cast<std::size_t>(argc)}, clock);
}
