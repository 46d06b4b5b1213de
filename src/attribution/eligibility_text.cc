#include "attribution/eligibility_text.h"

#include <algorithm>

#include "attribution/sentences.h"
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
  Findings(const base::Speaker& say, const Standing& standing, Gates& gates,
           base::PartnerKey partner, base::SubscriptionKey subscription)
      : say_(say),
        registry_(standing.registry()),
        programme_(standing.programme()),
        gates_(gates),
        partner_(partner),
        subscription_(subscription),
        id_(registry_[partner].id) {}

  void add(Gate gate, const Eligibility& asked) {
    switch (gate) {
      case Gate::GoodStanding: return add_standing();
      case Gate::Enrolment: return add_enrolments(asked);
      case Gate::Profile: return add_profiles(asked, "PROFILE_INCOMPLETE", Effect::NotEarned);
      case Gate::Segment: return add_segment(asked);
      case Gate::Competency: return add_competency(*asked.competency);
    }
    ASSERT(false);
  }

  void add_hold(const Eligibility& asked) {
    if (asked.missing_profile != programs::MissingProfile::Held) return;
    add_profiles(asked, "ON_HOLD", Effect::Held);
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
    if (undated)
      found_.push_back({"ON_HOLD", say_(kSay.suspended_undated, id_), say_(kSay.mend_undated)});
  }

  std::vector<GateFinding> take() { return std::move(found_); }

 private:
  base::Month month() const { return gates_.month(); }
  // "accredit partner status --partner P1 ..."
  std::string command(const std::string& verb, const std::string& rest) const {
    return "accredit " + verb + " --partner " + id_ + ' ' + rest;
  }

  void add_hold(const registry::StatusChange& change) {
    const std::string why = change.reason.empty() ? "" : " (" + change.reason + ")";
    if (change.status == PartnerStatus::Suspended) {
      const std::string withdraw =
          command("partner status", "--withdraw --on " + change.from.text());
      found_.push_back({"ON_HOLD", say_(kSay.suspended, id_, change.from, why),
                        say_(kSay.mend_suspended, withdraw)});
      return;
    }
    found_.push_back({"ON_HOLD", say_(kSay.terminated, id_, change.from, why, month()),
                      say_(kSay.mend_terminated)});
  }

  void add_standing() {
    const base::Day decides = gates_.decides();
    std::optional<base::Day> since;
    for (const registry::StatusChange& one : registry::statuses_of(registry_, partner_)) {
      if (one.from <= decides) since = one.from;
    }
    const std::string activate =
        command("partner status", "--status active --on " + decides.text());
    found_.push_back({std::string(programs::reason(Gate::GoodStanding)),
                      since ? say_(kSay.not_standing_since, id_, *since, decides, month())
                            : say_(kSay.not_standing, id_, decides, month()),
                      say_(kSay.mend_standing, activate)});
  }

  // Of what is not complete in the month: it never was, it is later, or it ended.
  template <class Facts, class IsIt>
  std::string state_of(const std::string& what, const Facts& facts, IsIt is_it) const {
    std::string out = say_(kSay.incomplete, what);
    bool is_said = false;
    for (const auto& one : facts) {
      if (one.partner != partner_ || one.days.empty() || !is_it(one)) continue;
      const bool is_later = one.days.from >= month().end();
      if (is_later && is_said) continue;
      out = is_later ? say_(kSay.complete_from, what, one.days.from)
                     : say_(kSay.ended, what, one.days.to, gates_.decides(), month());
      is_said = true;
    }
    return out;
  }

  void add_enrolments(const Eligibility& asked) {
    for (const std::string& agreement : asked.enrolments) {
      if (gates_.is_enrolled(partner_, agreement)) continue;
      const auto is_it = [&](const auto& one) { return one.agreement == agreement; };
      const std::string enrol = command("partner enrol", "--agreement " + agreement);
      found_.push_back({std::string(programs::reason(Gate::Enrolment)),
                        state_of(say_(kSay.enrolment, id_, agreement), registry_.enrolments, is_it),
                        say_(kSay.mend_incomplete, month(), enrol)});
    }
  }

  enum class Effect { NotEarned, Held };
  void add_profiles(const Eligibility& asked, std::string code, Effect effect) {
    for (const base::ProfileKind kind : asked.profiles) {
      if (gates_.has_profile(partner_, kind)) continue;
      const auto is_it = [&](const auto& one) { return one.kind == kind; };
      std::string state = state_of(say_(kSay.profile, kind, id_), registry_.profiles, is_it);
      if (effect == Effect::Held) state = say_(kSay.held_until_complete, state);
      const std::string complete =
          command("partner profile", "--kind " + std::string(base::word(kind)));
      found_.push_back({code, std::move(state), say_(kSay.mend_incomplete, month(), complete)});
    }
  }

  void add_segment(const Eligibility& asked) {
    const auto add = [&](const std::vector<std::string>& countries, const std::string& who,
                         const std::string& country, bool of_customer) {
      if (countries.empty() || std::ranges::count(countries, country) > 0) return;
      const std::string all = joined(countries);
      found_.push_back({std::string(programs::reason(Gate::Segment)),
                        country.empty() ? say_(kSay.in_no_country, who, all)
                                        : say_(kSay.in_country, who, country, all),
                        say_(kSay.mend_country), of_customer});
    };
    add(asked.countries, say_(kSay.partner, id_), registry_[partner_].country, false);
    const registry::Customer& customer = registry_[registry_[subscription_].customer];
    add(asked.customer_countries, say_(kSay.customer, customer.id), customer.country, true);
  }

  void add_competency(const programs::RequiredLevel& asked) {
    const base::Day decides = gates_.decides();
    const auto& levels = programme_.competency(asked.competency)->level_codes;
    const std::size_t rank = gates_.levels().rank_on(partner_, asked.competency, decides);
    const std::string& account = gates_.levels().account_on(partner_, decides);
    const std::string& wanted = levels[asked.rank - 1];
    const std::string gap = command(
        "competency gap", "--competency " + asked.competency + " --month " + month().text());
    found_.push_back(
        {std::string(programs::reason(Gate::Competency)),
         rank == 0
             ? say_(kSay.no_level_held, account, asked.competency, decides, wanted)
             : say_(kSay.level_held, account, levels[rank - 1], asked.competency, decides, wanted),
         say_(kSay.mend_level, gap)});
  }

  const base::Speaker& say_;
  const registry::Snapshot& registry_;
  const programs::Programme& programme_;
  Gates& gates_;
  const base::PartnerKey partner_;
  const base::SubscriptionKey subscription_;
  const std::string& id_;
  std::vector<GateFinding> found_;
};

}  // namespace

std::vector<GateFinding> gate_findings(const base::Speaker& say, const Standing& standing,
                                       Gates& gates, base::PartnerKey partner, std::uint32_t lever,
                                       base::SubscriptionKey subscription) {
  Findings findings(say, standing, gates, partner, subscription);
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
