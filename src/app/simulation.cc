#include "app/simulation.h"

#include <map>

#include "app/answer_jobs.h"

namespace app {
namespace {

using attribution::BookLine;
using attribution::Difference;

// Sums of one partner in one currency.
struct Sums {
  base::Product before, change;
  std::map<std::string, base::Product> causes;
};
using Ledger = std::map<std::pair<std::string, std::string>, Sums>;

base::Product size_of(const base::Product& amount) {
  return amount < base::Product() ? base::Product() - amount : amount;
}

std::string main_cause(const Sums& sums) {
  std::string out;
  base::Product most;
  for (const auto& [cause, amount] : sums.causes) {
    if (!(most < size_of(amount))) continue;
    most = size_of(amount);
    out = cause;
  }
  return out;
}

base::Status add_before(const View& now, const SimulationWish& wish, std::stop_token stop,
                        Ledger& to) {
  for (base::Month month = wish.from; month <= wish.to; month = month + 1) {
    if (stop.stop_requested()) return base::refuse("CANCELLED", "it was cancelled");
    for (const attribution::EarningLine& line : TRY(earnings(now, month))) {
      // Money that is not payable is no earning yet.
      if (line.reason_code.empty() && !line.amount.is_zero())
        to[{line.partner, line.currency}].before += base::Product(line.amount);
    }
  }
  return {};
}

void add(const Difference& line, Ledger& to) {
  if (line.line == BookLine::Credit || !line.reason_code.empty()) return;
  Sums& sums = to[{line.partner, line.currency}];
  sums.change += (line.after - line.before).amount;
  for (const Difference::Share& share : line.shares)
    sums.causes[share.cause] += share.figures.amount;
}

void sum_up(const Ledger& ledger, Simulation& out) {
  std::map<std::string, SimulatedTotal> totals;
  for (const auto& [key, sums] : ledger) {
    const auto& [partner, currency] = key;
    const base::Product after = sums.before + sums.change;
    out.partners.push_back({partner, currency, sums.before, after, main_cause(sums)});
    SimulatedTotal& total = totals[currency];
    total.currency = currency;
    total.before += sums.before;
    total.after += after;
    total.up += sums.before < after;
    total.down += after < sums.before;
    total.unchanged += sums.before == after;
  }
  for (auto& [currency, total] : totals)
    out.totals.push_back(std::move(total));
}

}  // namespace

base::Result<Simulation> simulation(LiveStore& live, const SimulationWish& wish,
                                    const Report& report, std::stop_token stop) {
  const auto now = TRY(live.view(base::CommitNumber::latest()));
  const LoadRegistry load = [&](const programs::Programme& rules) {
    return live.read([&](Store& store) { return store.registry().load(now->as_known, rules); });
  };
  Simulation out;
  out.as_known = now->as_known;
  Ledger ledger;
  TRY_STATUS(add_before(*now, wish, stop, ledger));
  const TakeDifference take = [&](const Difference& line) -> base::Status {
    ++out.lines;
    add(line, ledger);
    if (out.changed.size() < kSimulatedLinesMax) out.changed.push_back(line);
    return {};
  };
  Draft draft;
  draft.programme = &wish.programme;
  DifferenceScope scope;
  scope.from = wish.from;
  scope.to = wish.to;
  scope.stop = std::move(stop);
  TRY_STATUS(simulate(*now, load, draft, scope, report, take));
  sum_up(ledger, out);
  return out;
}

}  // namespace app
