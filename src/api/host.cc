#include "api/host.h"

#include "api/router.h"

namespace api {

struct Host::State {
  Service service;
  std::unique_ptr<Router> router;
  std::unique_ptr<http::Server> server;  // gone first: it refers to the router
};

Host::Host(std::unique_ptr<State> state) : state_(std::move(state)) {}
Host::~Host() = default;

base::Result<std::unique_ptr<Host>> Host::start(const HostOptions& options,
                                                const base::Clock& clock) {
  auto state = std::make_unique<State>();
  state->service.log = options.log;
  state->service.contract = TRY(Contract::shipped());
  std::vector<std::string> operations;
  for (const Operation& one : state->service.contract->operations())
    operations.push_back(one.id);
  state->service.counts = std::make_unique<RequestCounts>(std::move(operations));
  state->service.started = clock.now();
  state->service.store = TRY(app::LiveStore::open(options.directory, options.workers, clock));
  state->service.sights = std::make_unique<Sights>(*state->service.store);
  state->service.doorkeeper = std::make_unique<Doorkeeper>(*state->service.store);
  state->router = TRY(Router::make(state->service, options.workers, options.queue_max));
  state->server = TRY(http::Server::start(options.server, state->router->application()));
  return std::unique_ptr<Host>(new Host(std::move(state)));
}

std::uint16_t Host::port() const {
  return state_->server->port();
}

void Host::stop(std::chrono::milliseconds patience) {
  state_->service.draining = true;
  state_->server->stop(patience);
}

base::Status Host::reload() {
  return state_->server->reload_certificate();
}

}  // namespace api
