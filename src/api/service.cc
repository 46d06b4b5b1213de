#include "api/service.h"

#include "api/import_desk.h"
#include "api/looks.h"
#include "api/once.h"
#include "api/simulation_desk.h"
#include "api/work_desk.h"

namespace api {

namespace {

// What questions need.
base::Result<std::unique_ptr<Service>> make(std::unique_ptr<app::LiveStore> store) {
  auto out = std::make_unique<Service>();
  out->contract = TRY(Contract::shipped());
  out->store = std::move(store);
  out->sights = std::make_unique<Sights>(*out->store);
  return out;
}

}  // namespace

Service::Service() = default;
Service::~Service() = default;

base::Result<std::unique_ptr<Service>> Service::open(const std::string& directory, int readers,
                                                     const base::Clock& clock) {
  auto store = TRY(app::LiveStore::open(directory, readers, clock));
  auto out = TRY(make(std::move(store)));
  out->scratch = directory + "/scratch";
  std::vector<std::string> operations;
  for (const Operation& one : out->contract->operations())
    operations.push_back(one.id);
  out->counts = std::make_unique<RequestCounts>(std::move(operations));
  out->started = clock.now();
  out->events = std::make_unique<EventDesk>(*out->store);
  out->looks = std::make_unique<Looks>(*out->store);
  out->once = std::make_unique<Once>(*out->store);
  out->imports = std::make_unique<ImportDesk>(*out->store);
  out->simulations = std::make_unique<SimulationDesk>(*out->store);
  out->work = std::make_unique<WorkDesk>(*out->store);
  out->rates = std::make_unique<Rates>();
  out->log = std::make_unique<Log>();
  out->sign_in = TRY(SignInDesk::make(*out->store));
  out->provider = std::make_unique<ProviderDesk>(*out->store, *out->sign_in);
  out->doorkeeper = std::make_unique<Doorkeeper>(*out->store);
  return out;
}

base::Result<std::unique_ptr<Service>> Service::open_for_reading(const std::string& directory,
                                                                 const base::Clock& clock) {
  auto store = TRY(app::LiveStore::open(directory, 1, clock, storage::OpenFor::Reading));
  return make(std::move(store));
}

}  // namespace api
