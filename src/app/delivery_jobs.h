// Webhooks on their way: what is due is sent, what was answered is written down.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <future>
#include <random>
#include <vector>

#include "app/hearing.h"
#include "delivery/delivery_store.h"
#include "delivery/schedule.h"

namespace app {

// Attempts that ended, by delivery::Verdict; for many threads.
using DeliveryCounts = std::array<std::atomic<std::int64_t>, delivery::kVerdicts.size()>;

struct DispatcherOptions {
  int lanes = 16;                    // messages under way at once; repeats get half of them
  std::uint32_t seed = 0;            // of the jitter
  DeliveryCounts* counts = nullptr;  // must outlive the dispatcher; null: nobody counts
};

// A receiver has one message under way at a time, and no step waits for any: whoever is slow holds
// up itself.
class Dispatcher {
 public:
  // `sender` must outlive it, and is called from several threads.
  explicit Dispatcher(delivery::Sender& sender, DispatcherOptions options = {})
      : sender_(&sender), options_(options), chance_(options.seed) {}

  // Writes down what was answered since the last step and starts what is due by now. A message
  // whose answer was not written down, because the process ended, is sent again.
  // What the gate does not let pass is not sent; none: everything passes.
  base::Status step(delivery::DeliveryStore& store, base::Instant now, Gate* gate = nullptr);
  // Writes down what was answered, and starts nothing.
  base::Status land(delivery::DeliveryStore& store, base::Instant now);
  bool has_answer() const;  // that is not written down yet
  std::size_t under_way() const { return flights_.size(); }
  // Until each message under way has its answer; the next call writes them down.
  void wait() const;

 private:
  struct Flight {
    delivery::Delivery delivery;
    base::Instant at;
    std::future<delivery::Outcome> outcome;
  };
  base::Result<bool> may_go(delivery::DeliveryStore& store, const delivery::Due& due,
                            base::Instant now, Gate* gate) const;
  base::Status land_one(delivery::DeliveryStore& store, Flight& flight, base::Instant now);
  bool has_room(const delivery::Delivery& next) const;

  delivery::Sender* sender_;
  DispatcherOptions options_;
  std::mt19937 chance_;
  std::vector<Flight> flights_;
};

}  // namespace app
