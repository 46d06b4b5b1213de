#include "api/host.h"

#include <condition_variable>
#include <filesystem>
#include <thread>

#include "api/exports.h"
#include "api/looks.h"
#include "api/router.h"
#include "app/event_jobs.h"
#include "app/messenger.h"
#include "app/system_random.h"
#include "storage/identity_table.h"

namespace api {

namespace {

constexpr std::chrono::seconds kFoldEvery{1};
constexpr int kSweepEvery = 3'600;  // folds
constexpr std::size_t kSeedSize = 32;
const char* const kFolder = "feed:events";

}  // namespace

struct Host::State {
  ~State() {
    if (router) router->finish();
    if (!service) return;
    if (const auto flushed = service->looks->flush_all(); !flushed)
      complain("the access log could not be written", flushed.error());
  }
  std::string directory;
  std::unique_ptr<Service> service;
  std::unique_ptr<Router> router;
  std::unique_ptr<http::Server> server;  // refers to the router
  std::mutex mutex;
  std::condition_variable_any ending;
  std::optional<delivery::Network> network;
  std::optional<app::Messenger> messenger;  // refers to the network
  std::jthread folder;                      // gone first

  base::Status fold_once() {
    const auto ground = TRY(service->store->ground(base::CommitNumber::latest()));
    TRY(service->store->change(
        [&](app::Store& store) { return app::fold_inbox(store, ground->books, kFolder); }));
    return {};
  }
  // Sessions, tokens, links and exports that are over go, every hour.
  void sweep() {
    sweep_exports(directory, service->store->clock().now(), ExportsUnderWay::Some);
    service->store->change_later([](app::Store& store) {
      // What stays is refused all the same.
      (void)storage::open_identity(store.record())->sweep(store.clock().now());
    });
  }
  void complain(std::string_view what, const base::Error& error) const {
    service->log->fault(what, error);
  }
  // Every second: brings events that wait into the log, and writes looks of hours that are over.
  void fold(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    const auto is_over = [&] { return stop.stop_requested(); };
    for (int round = 0; !ending.wait_for(lock, stop, kFoldEvery, is_over); ++round) {
      if (round % kSweepEvery == 0) sweep();
      if (const auto folded = fold_once(); !folded)
        complain("events could not be folded", folded.error());
      if (const auto flushed = service->looks->flush_over(); !flushed)
        complain("the access log could not be written", flushed.error());
    }
  }
};

Host::Host(std::unique_ptr<State> state) : state_(std::move(state)) {}
Host::~Host() = default;

base::Result<std::unique_ptr<Host>> Host::start(const HostOptions& options,
                                                const base::Clock& clock) {
  auto state = std::make_unique<State>();
  state->directory = options.directory;
  state->service = TRY(Service::open(options.directory, options.readers, clock));
  // What an earlier process began and nobody will end.
  std::error_code ignored;
  std::filesystem::remove_all(state->service->scratch, ignored);
  sweep_exports(options.directory, clock.now(), ExportsUnderWay::None);
  state->service->log = std::make_unique<Log>(options.log_sink);
  state->service->log->set(options.log);
  state->service->rates = std::make_unique<Rates>(options.rates);
  state->service->webhooks = options.webhooks.guard;
  state->service->sends_letters = options.mail.has_value();
  state->router = TRY(Router::make(*state->service, options.workers, options.queue_max));
  http::Options server = options.server;
  server.trace_seed = TRY(app::random_bytes(kSeedSize));
  state->server = TRY(http::Server::start(server, state->router->application()));
  state->network.emplace(options.webhooks);
  app::Messenger::Options messenger;
  messenger.dispatcher.counts = &state->service->delivered;
  messenger.trouble = [host = state.get()](const base::Error& error) {
    host->complain("nobody is told of events", error);
  };
  if (options.mail) {
    messenger.carry = [server = *options.mail](const delivery::Letter& letter, base::Instant now) {
      return delivery::send_mail(server, letter, now);
    };
    messenger.post = {.language = options.language, .more = options.public_url};
  }
  state->messenger.emplace(*state->service->store, *state->network, std::move(messenger));
  state->folder =
      std::jthread([folding = state.get()](const std::stop_token& stop) { folding->fold(stop); });
  return std::unique_ptr<Host>(new Host(std::move(state)));
}

std::uint16_t Host::port() const {
  return state_->server->port();
}

void Host::stop(std::chrono::milliseconds patience) {
  state_->service->draining = true;
  state_->server->stop(patience);
}

base::Status Host::reload(const HostOptions& options) {
  TRY_STATUS(state_->server->reload(options.server));
  state_->service->log->set(options.log);
  state_->service->rates->set(options.rates);
  state_->router->set_queue_max(options.queue_max);
  return {};
}

const Log& Host::log() const {
  return *state_->service->log;
}

}  // namespace api
