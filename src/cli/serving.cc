#include "cli/serving.h"

#include <pthread.h>

#include <csignal>
#include <mutex>

namespace cli {
namespace {

constexpr std::chrono::seconds kPatience{30};

// Held back from all threads, so that one of them waits for them.
sigset_t hold_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP})
    sigaddset(&set, number);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return set;
}

}  // namespace

Outcome serve_until_signal(Session& session, Serving serving) {
  std::mutex printing;
  if (!session.arguments.quiet) {
    serving.options.log_sink = [&](const std::string& line) {
      const std::scoped_lock lock(printing);
      (void)session.console.data(line + '\n');
    };
  }
  const sigset_t signals = hold_signals();
  const auto host = TRY(api::Host::start(serving.options, session.clock));
  const http::Options& server = serving.options.server;
  TRY_STATUS(serving.ready((server.certificate.empty() ? "http://" : "https://") + server.address +
                           ':' + std::to_string(host->port())));
  for (;;) {
    int signal = 0;
    sigwait(&signals, &signal);
    if (signal != SIGHUP) break;
    if (serving.hangup) serving.hangup(*host);
  }
  session.console.say("Ending: requests under way are answered.");
  host->stop(kPatience);
  return Exit::Done;
}

}  // namespace cli
