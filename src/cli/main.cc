// The program.
#include "app/system_clock.h"
#include "cli/run.h"

int main(int argc, char** argv) {
  const app::SystemClock clock;
  return cli::run({argv, static_cast<std::size_t>(argc)}, clock);
}
