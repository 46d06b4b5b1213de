#include "world_log.h"

#include <memory>

#include "base/check.h"

namespace bench {

using base::CommitNumber;

base::Result<CommitNumber> WorldLog::last_change(CommitNumber) {
  return CommitNumber{1};
}

base::Result<std::vector<usage::Manifest>> WorldLog::segments(CommitNumber) {
  return std::vector<usage::Manifest>{};
}

base::Result<std::vector<usage::Supersession>> WorldLog::supersessions(CommitNumber, CommitNumber) {
  return std::vector<usage::Supersession>{};
}

base::Result<std::vector<base::SubscriptionKey>> WorldLog::superseded_subscriptions(CommitNumber,
                                                                                    CommitNumber) {
  return std::vector<base::SubscriptionKey>{};
}

base::Result<std::vector<usage::LocatedRecord>> WorldLog::read_records(const usage::Selection&) {
  return base::fail(base::Code::NotFound, "a generated world keeps no records");
}

base::Result<std::vector<usage::QuarantineTotal>> WorldLog::quarantined(base::Month, CommitNumber) {
  return std::vector<usage::QuarantineTotal>{};
}

base::Result<std::vector<usage::UsageLog::RoundingTotal>> WorldLog::rounding(base::Month,
                                                                             CommitNumber) {
  return std::vector<RoundingTotal>{};
}

base::Status WorldLog::read_facts(CommitNumber, CommitNumber,
                                  std::span<const base::SubscriptionKey> only,
                                  usage::Dictionary& workloads, usage::Dictionary& currencies,
                                  const std::function<void(const usage::FactBatch&)>& take) {
  ASSERT(only.empty());
  std::vector<std::uint32_t> number;
  for (std::uint32_t w = 0; w < kWorkloads; ++w)
    number.push_back(workloads.number(workload_name(w)));
  const auto usd = static_cast<std::uint16_t>(currencies.number("USD"));
  DayFacts facts;
  std::vector<base::SubscriptionKey> subscription;
  std::vector<base::Decimal> amount, quantity;
  for (int d = 0; d < kDays; ++d) {
    world_.facts(d, facts);
    const std::size_t rows = facts.size();
    subscription.resize(rows);
    amount.resize(rows);
    quantity.resize(rows);
    for (std::size_t i = 0; i < rows; ++i) {
      subscription[i] = {facts.subscription[i]};
      facts.workload[i] = number[facts.workload[i]];
      amount[i] = base::Decimal::from_units(base::Int128{facts.amount[i]} * 100'000'000);
      quantity[i] = base::Decimal::from_units(base::Int128{facts.quantity[i]} * 100'000'000);
    }
    const std::vector<base::Measure> measure(rows, base::Measure::Consumption);
    const std::vector<base::CountClass> counted(rows, base::CountClass::Counted);
    const std::vector<std::uint16_t> currency(rows, usd);
    const std::vector<base::Day> day(rows, facts.day);
    take({rows, subscription.data(), facts.workload.data(), measure.data(), counted.data(),
          currency.data(), day.data(), amount.data(), quantity.data()});
  }
  return {};
}

}  // namespace bench
