// The registry of a scenario while its text is read: what was declared so far, and a small model of
// the acts (designate, replace, end) with their refusals. The model stands apart from the code of
// the registry on purpose: a scenario that runs through the real store compares the two.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "registry/snapshot.h"

namespace scenarios {

// What an association is wished to be; texts are ids.
struct Wish {
  std::string id;  // empty: the next free one
  std::string type, partner, customer, subscription, workload;
  base::DayRange days;
};

class ScenarioRegistry {
 public:
  explicit ScenarioRegistry(const programs::Programme& programme) : programme_(&programme) {}

  // Declarations. A known id takes the new values.
  void partner(registry::Partner value);
  void customer(registry::Customer value);
  void product(registry::Product value);
  base::Status subscription(const std::string& id, const std::string& customer,
                            const std::string& product, const std::string& currency,
                            base::DayRange life);
  base::Status channel(const std::string& subscription, base::Channel channel, base::DayRange days,
                       const std::string& transacting, const std::string& reseller);
  void rate(registry::FxRate value);
  base::Status member(const std::string& partner, const std::string& group, base::DayRange days);
  base::Status value(registry::MetricValue value);
  base::Status award(registry::Award value);
  base::Status access(const registry::AccessPeriod& value);
  base::Status given(const registry::ManualLine& value);
  // A termination ends what was designated to the partner, now and later.
  base::Status status(const std::string& partner, registry::StatusChange value);
  base::Status enrolment(const std::string& partner, registry::Enrolment value);
  base::Status profile(const std::string& partner, registry::Profile value);
  // Refused when the shares of one day would come to more than the whole.
  base::Status share(const std::string& subscription, const std::string& partner,
                     registry::CreditShare value);
  // From the day on the two are one customer, or one belongs to the other; of two associations that
  // then hold one role the one that began later ends.
  base::Status merger(const std::string& merged, const std::string& survivor, base::Day from,
                      base::MergerKind kind);
  // A row of associations.csv: taken as given, refused when the partner is not active or another
  // row holds the exclusive role on one of its days.
  base::Status declare(const Wish& wish);
  // The association keeps its id and holds on no day.
  base::Status withdraw(const std::string& id);

  // Single acts; they look at the state of the day on which they take effect (domain 5.2, X7).
  base::Status designate(const Wish& wish);
  base::Status replace(const Wish& wish);
  base::Status end(const Wish& wish, const std::string& reason);

  // Associations as they stand after lifecycles moved.
  void take(const registry::Snapshot& moved);

  const registry::Partner* find_partner(const std::string& id) const;
  const registry::Subscription* find_subscription(const std::string& id) const;
  bool empty() const { return names_.empty(); }

  // The registry as the rooms above would load it: recognised associations included, all sorted.
  registry::Snapshot snapshot() const;

 private:
  bool one_on(base::CustomerKey a, base::CustomerKey b, base::Day day) const;
  bool same_place(const registry::Association& a, const registry::Association& b,
                  base::Day day) const;
  void end_at_merger(base::Day day);
  base::PartnerStatus status_on(base::PartnerKey partner, base::Day day) const;
  void end_at_termination(registry::Association& one) const;
  base::Status check_account(const std::string& id) const;
  std::uint32_t key(std::string_view noun, const std::string& id) const;
  base::Result<std::uint32_t> known(std::string_view noun, const std::string& id) const;
  template <class Value>
  void put(std::string_view noun, std::vector<Value>& values, Value value);
  base::Result<registry::Association> association(const Wish& wish) const;
  void store(registry::Association value);
  base::Status check_act(const registry::Association& wanted) const;
  const registry::Association* rival(const registry::Association& wanted) const;
  registry::Association* holder(const Wish& wish, base::Day day);
  std::vector<registry::Association> recognised() const;

  const programs::Programme* programme_;
  registry::Snapshot declared_;
  std::map<std::string, std::uint32_t> names_;  // "partner P1" -> place
  int associations_made_ = 0;
};

}  // namespace scenarios
