// Where requests with usage events meet: those that wait while the disk is busy go in together.
#pragma once

#include <future>
#include <mutex>
#include <vector>

#include "app/event_jobs.h"
#include "app/live_store.h"

namespace api {

class EventDesk {
 public:
  explicit EventDesk(app::LiveStore& store) : store_(&store) {}
  // What became of each; those that were taken are durable. Blocks.
  base::Result<std::vector<app::EventOutcome>> accept(std::vector<ingest::EventAnswer> events);

 private:
  using Outcomes = base::Result<std::vector<app::EventOutcome>>;
  struct Waiting {
    std::vector<ingest::EventAnswer> events;
    std::promise<Outcomes> done;
  };
  void take(app::Store& store);

  app::LiveStore* store_;
  std::mutex mutex_;
  std::vector<Waiting> waiting_;
};

}  // namespace api
