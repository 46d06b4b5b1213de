// What a draft of the rules would have done to past months, summed up: partners before and after,
// what it costs, which lines would be others. Nothing is stored.
#pragma once

#include "app/difference_jobs.h"
#include "app/live_store.h"

namespace app {

// What is payable of one partner in one currency over the months, rebates and co-op together.
struct SimulatedPartner {
  std::string partner, currency;
  base::Product before, after;
  std::string main_cause;  // of the largest share of the difference; empty: there is none
};

struct SimulatedTotal {
  std::string currency;
  base::Product before, after;
  std::int64_t up = 0, down = 0, unchanged = 0;  // partners
};

struct Simulation {
  base::CommitNumber as_known;
  std::vector<SimulatedTotal> totals;            // by currency
  std::vector<SimulatedPartner> partners;        // by partner, currency
  std::vector<attribution::Difference> changed;  // the first kSimulatedLinesMax, by month
  std::int64_t lines = 0;                        // that would be others, all of them
};
inline constexpr std::size_t kSimulatedLinesMax = 100'000;
inline constexpr int kSimulatedMonthsMax = 12;

struct SimulationWish {
  programs::Programme programme;
  base::Month from, to;  // both included
};

// Reads a view of now; nobody waits for it. Errors: Missing for a rate that is needed and absent;
// Refused with CANCELLED.
base::Result<Simulation> simulation(LiveStore& live, const SimulationWish& wish,
                                    const Report& report, std::stop_token stop);

}  // namespace app
