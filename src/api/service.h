// What every operation works on: the live store and what the process knows of itself.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "api/caller.h"
#include "api/contract.h"
#include "api/event_desk.h"
#include "api/log.h"
#include "api/metrics.h"
#include "api/order.h"
#include "api/provider_desk.h"
#include "api/rates.h"
#include "api/sights.h"
#include "api/sign_in_desk.h"
#include "app/delivery_jobs.h"
#include "app/live_store.h"
#include "delivery/address_guard.h"

namespace api {

class ImportDesk;
class Looks;
class Once;
class SimulationDesk;
class WorkDesk;

struct Service {
  Service();
  ~Service();
  // Takes the writer's lock of the directory. `readers`: connections of those who only read.
  static base::Result<std::unique_ptr<Service>> open(const std::string& directory, int readers,
                                                     const base::Clock& clock);
  // For questions only, beside a process that writes or without one.
  static base::Result<std::unique_ptr<Service>> open_for_reading(const std::string& directory,
                                                                 const base::Clock& clock);

  std::unique_ptr<app::LiveStore> store;
  std::string scratch;  // a folder for files of one question; may not be there yet
  std::unique_ptr<Doorkeeper> doorkeeper;
  std::unique_ptr<SignInDesk> sign_in;
  std::unique_ptr<ProviderDesk> provider;
  std::unique_ptr<Sights> sights;
  Orders orders;
  std::unique_ptr<Looks> looks;
  std::unique_ptr<Once> once;
  std::unique_ptr<ImportDesk> imports;
  std::unique_ptr<SimulationDesk> simulations;
  std::unique_ptr<WorkDesk> work;
  std::unique_ptr<Rates> rates;
  std::unique_ptr<EventDesk> events;
  std::unique_ptr<Contract> contract;
  std::unique_ptr<RequestCounts> counts;  // of the operations of the contract
  app::DeliveryCounts delivered{};        // of webhooks
  base::Instant started{};
  std::unique_ptr<Log> log;
  delivery::Guard webhooks;    // where they may go
  bool sends_letters = false;  // whether there is a mail server
  std::atomic<bool> draining = false;
};

}  // namespace api
