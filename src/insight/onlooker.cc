#include "insight/onlooker.h"

#include <algorithm>
#include <limits>
#include <map>

#include "base/zone.h"

namespace insight {

using attribution::Holding;
using attribution::Holdings;
using attribution::Run;
using attribution::Spell;
using base::DayRange;

namespace {

class Cutter {
 public:
  Cutter(const Holdings& all, const attribution::Standing& standing, const Onlooker& onlooker,
         rights::DataClass one)
      : all_(all), standing_(standing), onlooker_(onlooker), class_(one) {}

  Holdings cut() {
    out_.partner_first = all_.partner_first;
    out_.subscription_first = all_.subscription_first;
    out_.by_subscription = all_.by_subscription;
    out_.by_partner.reserve(all_.by_partner.size());
    for (const Holding& holding : all_.by_partner)
      add(holding);
    for (const Spell& spell : all_.spells)
      add(spell);
    return std::move(out_);
  }

 private:
  std::span<const DayRange> seen_of(const Holding& holding) const {
    const bool every = holding.workload == Holding::kEveryWorkload;
    const std::uint32_t workload =
        every ? rights::kEveryWorkload : onlooker_.workloads[holding.workload];
    return onlooker_.reach.days(holding.subscription, workload, class_);
  }

  void add(const Holding& holding) {
    Holding kept = holding;
    kept.first_run = static_cast<std::uint32_t>(out_.runs.size());
    const std::span<const DayRange> seen = seen_of(holding);
    for (const Run& run : all_.runs_of(holding)) {
      if (run.types == 0) continue;  // not held in the role that is asked for
      base::Day from = run.from;
      for (const DayRange& days : seen) {
        const DayRange both = days.intersect({from, run.to});
        if (both.empty()) continue;
        hide(holding.subscription, {from, both.from});
        out_.runs.push_back({both.from, both.to, run.types});
        from = both.to;
      }
      hide(holding.subscription, {from, run.to});
    }
    if (out_.runs.size() == kept.first_run) out_.runs.push_back({});
    kept.runs = static_cast<std::uint32_t>(out_.runs.size()) - kept.first_run;
    out_.by_partner.push_back(kept);
  }

  void hide(base::SubscriptionKey subscription, DayRange days) {
    if (all_.spells.empty()) return;
    days = days.intersect({base::Day::min(), onlooker_.today + 1});
    if (!days.empty()) hidden_[subscription].push_back(days);
  }

  // What is left of a spell without the months of hidden days.
  void add(Spell spell) {
    const auto found = hidden_.find(spell.subscription);
    if (found != hidden_.end()) {
      std::vector<DayRange> months;
      for (const DayRange& days : found->second)
        months.push_back(whole_months(days));
      std::ranges::sort(months);
      for (const DayRange& one : months) {
        Spell before = spell;
        before.to = std::min(spell.to, start_of(one.from));
        if (before.from < before.to) out_.spells.push_back(before);
        spell.from = std::max(spell.from, start_of(one.to));
      }
    }
    if (spell.from < spell.to) out_.spells.push_back(spell);
  }

  static DayRange whole_months(DayRange days) {
    const bool always = days.from == base::Day::min();
    return {always ? days.from : days.from.month().first(), (days.to + -1).month().end()};
  }

  base::Instant start_of(base::Day day) const {
    if (day == base::Day::min()) return {std::numeric_limits<std::int64_t>::min()};
    return zone_.instant_at({day, 0, std::nullopt});
  }

  const Holdings& all_;
  const attribution::Standing& standing_;
  const Onlooker& onlooker_;
  const rights::DataClass class_;
  const base::Zone zone_ =
      base::Zone::find(standing_.programme().parameters.time_zone).value();  // checked when loaded
  std::map<base::SubscriptionKey, std::vector<DayRange>> hidden_;
  Holdings out_;
};

}  // namespace

Holdings seen_holdings(const Holdings& all, const attribution::Standing& standing,
                       const Onlooker& onlooker, rights::DataClass one) {
  return Cutter(all, standing, onlooker, one).cut();
}

}  // namespace insight
