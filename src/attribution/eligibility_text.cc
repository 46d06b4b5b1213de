#include "attribution/eligibility_text.h"

#include <algorithm>

#include "base/check.h"
#include "registry/partner_days.h"

namespace attribution {
namespace {

using base::PartnerStatus;
using programs::Eligibility;
using programs::Gate;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : ", ") + word;
  return out;
}

class Findings {
 public:
  Findings(const Standing& standing, Gates& gates, base::PartnerKey partner,
           base::SubscriptionKey subscription)
      : registry_(standing.registry()),
        programme_(standing.programme()),
        gates_(gates),
        partner_(partner),
        subscription_(subscription),
        id_(registry_[partner].id) {}

  void add(Gate gate, const Eligibility& asked) {
    switch (gate) {
      case Gate::GoodStanding: return add_standing();
      case Gate::Enrolment: return add_enrolments(asked);
      case Gate::Profile: return add_profiles(asked, "PROFILE_INCOMPLETE", "");
      case Gate::Segment: return add_segment(asked);
      case Gate::Competency: return add_competency(*asked.competency);
    }
    ASSERT(false);
  }

  void add_hold(const Eligibility& asked) {
    if (asked.missing_profile != programs::MissingProfile::Held) return;
    add_profiles(asked, "ON_HOLD", "; what is earned is held until it is complete");
  }

  // By suspension and by termination for cause, one for each change.
  void add_holds() {
    const registry::StatusChange* last = nullptr;
    bool undated = false;
    for (base::Day day = month().first(); day < month().end(); day = day + 1) {
      const registry::StatusChange* change = holding_change(registry_, partner_, day);
      const auto status = registry::status_on(registry_, partner_, day);
      undated |= change == nullptr && status == PartnerStatus::Suspended;
      if (change != nullptr && change != last) add_hold(*change);
      last = change;
    }
    if (undated) {
      found_.push_back(
          {"ON_HOLD", id_ + " is suspended: what it earns is held",
           "its status in partners.csv has no day; partner_statuses.csv gives it one"});
    }
  }

  std::vector<GateFinding> take() { return std::move(found_); }

 private:
  base::Month month() const { return gates_.month(); }

  void add_hold(const registry::StatusChange& change) {
    const std::string why = change.reason.empty() ? "" : " (" + change.reason + ")";
    if (change.status == PartnerStatus::Suspended) {
      found_.push_back(
          {"ON_HOLD",
           id_ + " is suspended from " + change.from.text() + " on" + why +
               ": what its days from then on earn is held",
           "the programme decides; taken back, its days are payable: accredit partner status "
           "--partner " +
               id_ + " --withdraw --on " + change.from.text()});
      return;
    }
    found_.push_back({"ON_HOLD",
                      id_ + " is terminated for cause on " + change.from.text() + why +
                          ": what the days of " + month().text() + " before have earned is held",
                      "the programme decides whether it is paid"});
  }

  void add_standing() {
    std::string since;
    for (const registry::StatusChange& one : registry::statuses_of(registry_, partner_)) {
      if (one.from <= gates_.decides()) since = " since " + one.from.text();
    }
    found_.push_back({std::string(programs::reason(Gate::GoodStanding)),
                      id_ + " is suspended" + since + ", and " + gates_.decides().text() +
                          " decides for " + month().text(),
                      "active on that day it earns: accredit partner status --partner " + id_ +
                          " --status active --on " + gates_.decides().text()});
  }

  // "completed only on 2026-05-04", "complete only until 2026-04-10", "not complete".
  template <class Facts, class IsIt>
  std::string state_of(const Facts& facts, IsIt is_it) const {
    std::string out = "is not complete";
    for (const auto& one : facts) {
      if (one.partner != partner_ || one.days.empty() || !is_it(one)) continue;
      if (one.days.from >= month().end()) {
        if (out == "is not complete") out = "is complete only from " + one.days.from.text() + " on";
      } else {
        out = "ended on " + one.days.to.text() + ", and " + gates_.decides().text() +
              " decides for " + month().text();
      }
    }
    return out;
  }

  void add_enrolments(const Eligibility& asked) {
    for (const std::string& agreement : asked.enrolments) {
      if (gates_.is_enrolled(partner_, agreement)) continue;
      const std::string state = state_of(
          registry_.enrolments, [&](const auto& one) { return one.agreement == agreement; });
      found_.push_back({std::string(programs::reason(Gate::Enrolment)),
                        "the enrolment of " + id_ + " in '" + agreement + "' " + state,
                        "complete in or before " + month().text() +
                            " it counts from the first day of the month in which it was "
                            "completed: accredit partner enrol --partner " +
                            id_ + " --agreement " + agreement});
    }
  }

  void add_profiles(const Eligibility& asked, std::string code, const std::string& effect) {
    for (const base::ProfileKind kind : asked.profiles) {
      if (gates_.has_profile(partner_, kind)) continue;
      const std::string word(base::word(kind));
      const std::string state =
          state_of(registry_.profiles, [&](const auto& one) { return one.kind == kind; });
      found_.push_back({code, "the " + word + " profile of " + id_ + " " + state + effect,
                        "complete in or before " + month().text() +
                            " it counts from the first day of the month in which it was "
                            "completed: accredit partner profile --partner " +
                            id_ + " --kind " + word});
    }
  }

  void add_segment(const Eligibility& asked) {
    const auto add = [&](const std::vector<std::string>& countries, const std::string& who,
                         const std::string& country, bool of_customer) {
      if (countries.empty() || std::ranges::count(countries, country) > 0) return;
      found_.push_back({std::string(programs::reason(Gate::Segment)),
                        who + " is in " + (country.empty() ? "no country" : country) +
                            "; the lever pays for " + joined(countries) + " only",
                        "correct the country in the registry, or the list of the lever",
                        of_customer});
    };
    add(asked.countries, "partner " + id_, registry_[partner_].country, false);
    const registry::Customer& customer = registry_[registry_[subscription_].customer];
    add(asked.customer_countries, "customer " + customer.id, customer.country, true);
  }

  void add_competency(const programs::RequiredLevel& asked) {
    const programs::Competency& competency = *programme_.competency(asked.competency);
    const std::size_t rank = gates_.levels().rank_on(partner_, asked.competency, gates_.decides());
    const std::string held = rank == 0 ? "no level" : "'" + competency.level_codes[rank - 1] + "'";
    const std::string& account = gates_.levels().account_on(partner_, gates_.decides());
    found_.push_back({std::string(programs::reason(Gate::Competency)),
                      account + " holds " + held + " of competency '" + asked.competency + "' on " +
                          gates_.decides().text() + "; the lever asks for '" +
                          competency.level_codes[asked.rank - 1] + "' or above",
                      "what is lacking: accredit competency gap --partner " + id_ +
                          " --competency " + asked.competency + " --month " + month().text()});
  }

  const registry::Snapshot& registry_;
  const programs::Programme& programme_;
  Gates& gates_;
  const base::PartnerKey partner_;
  const base::SubscriptionKey subscription_;
  const std::string& id_;
  std::vector<GateFinding> found_;
};

}  // namespace

std::vector<GateFinding> gate_findings(const Standing& standing, Gates& gates,
                                       base::PartnerKey partner, std::uint32_t lever,
                                       base::SubscriptionKey subscription) {
  Findings findings(standing, gates, partner, subscription);
  for (std::size_t i = 0; i < programs::kGateReasons.size(); ++i) {
    const Gate gate = static_cast<Gate>(i);
    for (const Eligibility* asked : gates.asked(lever)) {
      if (!gates.is_open(gate, *asked, partner, subscription)) findings.add(gate, *asked);
    }
  }
  findings.add_holds();
  for (const Eligibility* asked : gates.asked(lever))
    findings.add_hold(*asked);
  return findings.take();
}

}  // namespace attribution
