#include "process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>

#include "measure.h"

namespace bench {
namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

pid_t start(const std::vector<std::string>& arguments, int output) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments)
    argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t child = 0;
  const int failed =
      ::posix_spawn(&child, arguments[0].c_str(), &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) give_up("cannot start " + arguments[0]);
  return child;
}

// Reads until the end; keeps the first kilobytes, which is all that our own programs say.
std::string drain(int input, const Stopwatch& watch, Run& run) {
  std::string kept;
  char buffer[1 << 16];
  for (ssize_t got; (got = ::read(input, buffer, sizeof buffer)) > 0;) {
    if (run.bytes == 0) run.first_byte_seconds = watch.seconds();
    run.bytes += static_cast<std::size_t>(got);
    if (kept.size() < sizeof buffer) kept.append(buffer, static_cast<std::size_t>(got));
  }
  return kept;
}

}  // namespace

Run run_program(const std::vector<std::string>& arguments) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) give_up("cannot make a pipe");
  Run run;
  const Stopwatch watch;
  const pid_t child = start(arguments, ends[1]);
  ::close(ends[1]);
  const std::string text = drain(ends[0], watch, run);
  ::close(ends[0]);
  int status = 0;
  rusage usage{};
  if (::wait4(child, &status, 0, &usage) != child || status != 0) {
    std::string line;
    for (const std::string& argument : arguments)
      line += argument + ' ';
    give_up("a program failed: " + line);
  }
  run.seconds = watch.seconds();
  run.processor_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  run.memory_mib = usage.ru_maxrss / 1024;
  run.text = text;
  std::istringstream words(text);
  std::string word;
  for (double number = 0; words >> word >> number;)
    run.said[word] = number;
  return run;
}

Run run_self(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "/proc/self/exe");
  return run_program(arguments);
}

}  // namespace bench
