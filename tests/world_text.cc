#include <algorithm>

#include "tests/random_world.h"

namespace tests {
namespace {

using base::Decimal;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : "|") + word;
  return out;
}

std::string meterings(const std::vector<base::Metering>& all) {
  std::string out;
  for (const base::Metering metering : all)
    out += " " + std::string(base::word(metering));
  return out.empty() ? "" : " only" + out;
}

std::string text(const programs::ProductFilter& filter) {
  std::string out;
  if (!filter.families.empty()) out += " family " + joined(filter.families);
  if (!filter.products.empty()) out += " product " + joined(filter.products);
  if (!filter.workloads.empty()) out += " workload [" + joined(filter.workloads) + "]";
  return out + meterings(filter.meterings);
}

std::string text(base::DayRange days) {
  return "[" + days.from.text() + "," + days.to.text() + ")";
}

std::string text(const std::vector<programs::Rate>& rates) {
  std::string out;
  for (const programs::Rate& rate : rates) {
    out += " " + text(rate.in_force) + "=" + rate.rate.text();
  }
  return out;
}

std::string by_time(const programs::AssociationType& type) {
  if (!type.continuous) return {};
  return " by time" +
         (type.month_hours ? " in " + std::to_string(*type.month_hours) + " h" : std::string());
}

std::string order(const programs::Programme& programme, const programs::Lever& lever) {
  std::string out;
  for (const programs::TypeIndex type : lever.precedence)
    out += (out.empty() ? " in the order " : ">") + programme.types[type].code;
  return out;
}

std::string entanglements(const programs::Programme& programme, const programs::Lever& lever) {
  std::string out;
  if (lever.accelerates) out += ", accelerates " + programme.levers[*lever.accelerates].code;
  for (const programs::Tier& tier : lever.tiers) {
    out += (lever.tier_mode == programs::TierMode::Whole ? ", whole " : ", tier ") +
           (tier.until ? "to " + tier.until->text() : std::string("above")) + " " +
           tier.rate.text();
  }
  for (const programs::Cap& cap : lever.caps) {
    out += ", cap scope " + std::to_string(static_cast<int>(cap.scope)) + " window " +
           std::to_string(static_cast<int>(cap.window)) + " " + cap.amount.text() + " " +
           cap.currency;
  }
  return out;
}

std::string basis(const programs::Lever& lever) {
  const programs::LeverBasis& b = lever.basis;
  std::string out;
  if (lever.gates.minimum_seats) out += ", seats " + lever.gates.minimum_seats->text();
  if (lever.gates.minimum_active_share)
    out += ", active share " + lever.gates.minimum_active_share->text();
  if (lever.gates.attach_within_days)
    out += ", attach within " + std::to_string(*lever.gates.attach_within_days);
  if (lever.rounding) out += ", rounding " + std::to_string(static_cast<int>(*lever.rounding));
  if (!lever.over_mark() && !lever.fixed()) return out;
  out += ", scope " + std::to_string(static_cast<int>(b.scope));
  if (b.starts) out += ", starts " + b.starts->text() + " mark " + b.start_mark.text();
  out += ", baseline " + std::to_string(b.baseline_months) + " min " + b.minimum_baseline.text();
  if (b.at_least) out += ", at least " + b.at_least->text();
  for (const programs::Milestone& milestone : b.milestones)
    out += ", " + milestone.at_least.text() + (b.of_seats ? " of seats " : " units ") +
           milestone.amount.text();
  return out;
}

std::string asked(const programs::Eligibility& one) {
  std::string out;
  if (one.good_standing) out += ", asks good standing";
  if (!one.enrolments.empty()) out += ", asks enrolments " + joined(one.enrolments);
  for (const base::ProfileKind kind : one.profiles)
    out += ", asks profile " + std::string(base::word(kind));
  if (one.missing_profile == programs::MissingProfile::Held) out += ", else held";
  if (!one.countries.empty()) out += ", asks countries " + joined(one.countries);
  if (!one.customer_countries.empty())
    out += ", asks customer countries " + joined(one.customer_countries);
  if (one.competency) {
    out += ", asks " + one.competency->competency + " rank " + std::to_string(one.competency->rank);
  }
  return out;
}

std::string text(const programs::Programme& programme) {
  const programs::Parameters& p = programme.parameters;
  std::string out =
      "programme: currency " + p.currency + ", snapshot_day " + std::to_string(p.snapshot_day) +
      ", eligibility_day " + std::to_string(p.eligibility_day) + ", rounding " +
      std::to_string(static_cast<int>(p.rounding)) + (p.credit_own_use ? ", credit_own_use" : "") +
      (p.credit_mode == programs::CreditMode::Shared ? ", credit shared" : "") +
      (p.count_non_csp_associations_on_csp ? "" : ", any-channel types not on csp") + "\n";
  for (const programs::AssociationType& type : programme.types) {
    constexpr std::array<std::string_view, 3> kGates{"any", "csp_only", "not_csp"};
    out += "type " + type.code + ": " +
           std::string(kGates[static_cast<std::size_t>(type.channels)]) +
           meterings(type.meterings) + (type.incentive ? " incentive" : "") +
           (type.competency ? "" : " no competency") + by_time(type) + "\n";
  }
  for (const programs::CompetencyMap& map : programme.competency_maps) {
    out += "competency " + map.competency + ":" + text(map.filter);
    for (const base::Measure measure : map.measures)
      out += " " + std::string(base::word(measure));
    out += "\n";
  }
  for (const programs::Lever& lever : programme.levers) {
    out += "lever " + lever.code + ": kind " + std::to_string(static_cast<int>(lever.kind)) + " " +
           (lever.reads_usage() ? std::string(base::word(lever.measure())) : "manual") + " for " +
           programme.labels(lever.roles) + order(programme, lever) + text(lever.filter) +
           ", rates" + text(lever.rates);
    if (!lever.unit_values.empty())
      out += ", " + lever.currency + " a unit" + text(lever.unit_values);
    if (lever.coop_share) out += ", co-op " + lever.coop_share->text();
    out += basis(lever) + entanglements(programme, lever) + asked(lever.eligibility) + "\n";
  }
  return out;
}

std::string row(std::initializer_list<std::string> fields) {
  std::string out;
  for (const std::string& field : fields)
    out += (&field == fields.begin() ? "" : ",") + field;
  return out + "\n";
}

// What a partner is and has, day by day.
std::string papers(const registry::Snapshot& registry) {
  std::string out = "memberships.csv: partner_id,group_id,starts_on,ends_on\n";
  for (const auto& m : registry.memberships)
    out += row({registry[m.partner].id, m.group_id, m.days.from.text(), m.days.to.text()});
  out += "partner_statuses.csv: partner_id,status,starts_on,for_cause\n";
  for (const auto& s : registry.statuses) {
    out += row({registry[s.partner].id, std::string(base::word(s.status)), s.from.text(),
                s.for_cause ? "yes" : "no"});
  }
  out += "enrolments.csv: partner_id,agreement,completed_on,ends_on\n";
  for (const auto& e : registry.enrolments)
    out += row({registry[e.partner].id, e.agreement, e.days.from.text(), e.days.to.text()});
  out += "profiles.csv: partner_id,kind,completed_on,ends_on\n";
  for (const auto& p : registry.profiles) {
    out += row({registry[p.partner].id, std::string(base::word(p.kind)), p.days.from.text(),
                p.days.to.text()});
  }
  out += "credit_shares.csv: subscription_id,partner_id,share,starts_on,ends_on\n";
  for (const auto& s : registry.credit_shares) {
    out += row({registry[s.subscription].id, registry[s.partner].id, s.share.text(),
                s.days.from.text(), s.days.to.text()});
  }
  out += "awards.csv: account_id,competency,level,awarded_on\n";
  for (const auto& a : registry.awards)
    out += row({a.account_id, a.competency, a.level, a.awarded_on.text()});
  return out;
}

std::string people(const registry::Snapshot& registry) {
  std::string out = "partners.csv: partner_id,group_id,country,status\n";
  for (const auto& p : registry.partners) {
    out += row({p.id, p.group_id, p.country, std::string(base::word(p.status))});
  }
  out += papers(registry);
  out += "products.csv: product_id,family,metering\n";
  for (const auto& p : registry.products) {
    out += row({p.id, p.family, std::string(base::word(p.metering))});
  }
  out += "subscriptions.csv: subscription_id,customer_id,product_id,starts_on,ends_on\n";
  for (const auto& s : registry.subscriptions) {
    out += row({s.id, registry[s.customer].id, registry[s.product].id, s.life.from.text(),
                s.life.to.text()});
  }
  return out;
}

std::string standing(const World& world) {
  const registry::Snapshot& registry = world.registry;
  std::string out = "channels.csv: subscription_id,channel,starts_on,ends_on\n";
  for (const auto& c : registry.channels) {
    out += row({registry[c.subscription].id, std::string(base::word(c.channel)), c.days.from.text(),
                c.days.to.text()});
  }
  out += "customer_mergers.csv: merged_customer_id,surviving_customer_id,starts_on,kind\n";
  for (const auto& m : registry.mergers) {
    out += row({registry[m.merged].id, registry[m.survivor].id, m.from.text(),
                std::string(base::word(m.kind))});
  }
  out +=
      "associations.csv: association_id,type,partner_id,customer_id,subscription_id,workload,"
      "starts_on,ends_on\n";
  for (const auto& a : registry.associations) {
    out += row({a.id, world.programme.types[a.type].code, registry[a.partner].id,
                registry[a.customer].id, a.subscription.exists() ? registry[a.subscription].id : "",
                a.workload, a.days.from.text(), a.days.to.text()});
  }
  out += "access: association_id,from,to\n";
  for (const auto& a : registry.access_periods) {
    out += row({a.association_id, std::to_string(a.from.milliseconds / 3'600'000),
                std::to_string(a.to.milliseconds / 3'600'000)});
  }
  out += "manual: reference,lever,partner_id,subscription_id,month,amount,currency\n";
  for (const auto& m : registry.manual_earnings) {
    out += row({m.reference, m.lever, registry[m.partner].id, registry[m.subscription].id,
                m.month.text(), m.amount.text(), m.currency});
  }
  out += "fx_rates.csv: month,from_currency,to_currency,rate\n";
  for (const auto& fx : registry.fx_rates) {
    out += row({fx.month.text(), fx.from, fx.to, fx.rate.text()});
  }
  return out;
}

std::string usage_rows(const World& world) {
  std::string out =
      "usage.csv: source,record_key,revision,subscription_id,workload,usage_date,"
      "measure,quantity,amount,currency,charge_kind,rests\n";
  for (const usage::Record& r : world.delivered) {
    out += row({r.source, r.record_key, std::to_string(r.revision), r.subscription_id, r.workload,
                r.usage_date.text(), std::string(base::word(r.measure)), r.quantity.text(),
                r.amount.text(), r.currency, std::string(base::word(r.charge_kind)),
                std::to_string(r.quantity_rest) + "/" + std::to_string(r.amount_rest)});
  }
  return out;
}

// Takes pieces out of `part` of the world, halves first, single elements last, while it fails.
template <class Part>
bool thin_out(World& world, Part part, const std::function<bool(const World&)>& fails) {
  bool smaller = false;
  for (std::size_t size = std::max<std::size_t>(part(world).size(), 1); size > 0; size /= 2) {
    for (std::size_t at = 0; at + size <= part(world).size();) {
      World candidate = world;
      auto& all = part(candidate);
      const auto from = all.begin() + static_cast<std::ptrdiff_t>(at);
      all.erase(from, from + static_cast<std::ptrdiff_t>(size));
      if (fails(candidate)) {
        world = std::move(candidate);
        smaller = true;
      } else {
        at += size;
      }
    }
  }
  return smaller;
}

}  // namespace

std::string describe(const World& world) {
  return text(world.programme) + people(world.registry) + standing(world) + usage_rows(world);
}

std::string describe(const attribution::CreditQuery& query) {
  std::string out = "credit --from " + query.from.text() + " --to " + query.to.text() + " --by ";
  for (const attribution::CreditKey key : query.keys) {
    if (key != query.keys.front()) out += ",";
    out += attribution::kCreditKeys[static_cast<std::size_t>(key)];
  }
  if (!query.partner.empty()) out += " partner " + query.partner;
  if (!query.subscription.empty()) out += " subscription " + query.subscription;
  return out;
}

World shrink(World world, const std::function<bool(const World&)>& fails) {
  bool smaller = true;
  while (smaller) {
    smaller = thin_out(
        world, [](World & w) -> auto& { return w.delivered; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.associations; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.mergers; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.channels; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.fx_rates; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.memberships; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.statuses; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.enrolments; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.profiles; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.awards; }, fails);
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.registry.credit_shares; }, fails);
    // An accelerator names its lever by place.
    const bool accelerated = std::ranges::any_of(
        world.programme.levers, [](const auto& lever) { return lever.accelerates.has_value(); });
    if (!accelerated) {
      smaller |= thin_out(
          world, [](World & w) -> auto& { return w.programme.levers; }, fails);
    }
    smaller |= thin_out(
        world, [](World & w) -> auto& { return w.programme.competency_maps; }, fails);
  }
  return world;
}

}  // namespace tests
