// The service, put together: store, contract, router, server.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "api/log.h"
#include "api/rates.h"
#include "base/clock.h"
#include "base/result.h"
#include "delivery/letter.h"
#include "delivery/network.h"
#include "http/server.h"

namespace api {

struct HostOptions {
  std::string directory;  // of the store
  http::Options server;
  int workers = 32;               // threads that answer; many of them wait for the disk
  int readers = 4;                // connections of theirs to the store
  std::size_t queue_max = 1'024;  // requests that wait for one of them; the next one gets 503
  RateLimits rates = kRateLimits;
  delivery::NetworkOptions webhooks;         // how they go out, and where they may go
  std::optional<delivery::MailServer> mail;  // none: nobody is written to
  delivery::Language language = delivery::Language::English;  // of letters
  std::string public_url;                                     // of the service, in letters
  LogOptions log;
  Log::Sink log_sink;  // called from any thread
};

class Host {
 public:
  // Listens when it returns. Errors: as app::Store::open and http::Server::start.
  static base::Result<std::unique_ptr<Host>> start(const HostOptions& options,
                                                   const base::Clock& clock);
  ~Host();
  std::uint16_t port() const;
  // Takes nothing more, answers what is under way, does the changes that were acknowledged. What is
  // sent and not answered yet is waited for when the host goes.
  void stop(std::chrono::milliseconds patience);
  // Certificate, log, rates, connections and requests that wait, from now on as these options say;
  // all of it or, with an error of the certificate, nothing.
  base::Status reload(const HostOptions& options);
  const Log& log() const;

 private:
  struct State;
  explicit Host(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace api
