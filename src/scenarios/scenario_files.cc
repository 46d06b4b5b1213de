// A scenario as the files of the contract, so that it can run through a store and a command line.
#include "scenarios/scenario.h"

#include "base/check.h"
#include "registry/credit_shares.h"
#include "scenarios/scenario_text.h"

namespace scenarios {
namespace {

// RFC 4180: quoted only when it must be.
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string line(std::initializer_list<std::string_view> cells) {
  std::string out;
  for (const std::string_view cell : cells)
    out += (out.empty() ? "" : ",") + field(cell);
  return out + "\n";
}

template <class Key>
std::string id_of(const registry::Snapshot& registry, Key key) {
  return key.exists() ? registry[key].id : std::string();
}

std::string partners(const registry::Snapshot& registry) {
  std::string out = "partner_id,name,group_id,country,status\n";
  for (const auto& one : registry.partners) {
    out += line({one.id, one.name, one.group_id, one.country, base::word(one.status)});
  }
  return out;
}

std::string customers(const registry::Snapshot& registry) {
  std::string out = "customer_id,name,country\n";
  for (const auto& one : registry.customers)
    out += line({one.id, one.name, one.country});
  return out;
}

std::string products(const registry::Snapshot& registry) {
  std::string out = "product_id,name,family,metering\n";
  for (const auto& one : registry.products) {
    out += line({one.id, one.name, one.family, base::word(one.metering)});
  }
  return out;
}

std::string subscriptions(const registry::Snapshot& registry) {
  std::string out = "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n";
  for (const auto& one : registry.subscriptions) {
    out += line({one.id, id_of(registry, one.customer), id_of(registry, one.product), one.currency,
                 one.life.from.text(), one.life.to.text()});
  }
  return out;
}

std::string channels(const registry::Snapshot& registry) {
  std::string out =
      "subscription_id,channel,starts_on,ends_on,transacting_partner_id,reseller_partner_id\n";
  for (const auto& one : registry.channels) {
    out +=
        line({id_of(registry, one.subscription), base::word(one.channel), one.days.from.text(),
              one.days.to.text(), id_of(registry, one.transacting), id_of(registry, one.reseller)});
  }
  return out;
}

std::string associations(const registry::Snapshot& registry, const programs::Programme& programme) {
  std::string out =
      "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on\n";
  for (const auto& one : registry.associations) {
    if (one.source == "recognition") continue;
    out += line({one.id, programme.types[one.type].code, id_of(registry, one.partner),
                 id_of(registry, one.customer), id_of(registry, one.subscription), one.workload,
                 one.days.from.text(), one.days.to.text()});
  }
  return out;
}

std::string rates(const registry::Snapshot& registry) {
  std::string out = "month,from_currency,to_currency,rate\n";
  for (const auto& one : registry.fx_rates) {
    out += line({one.month.text(), one.from, one.to, one.rate.text()});
  }
  return out;
}

std::string memberships(const registry::Snapshot& registry) {
  std::string out = "partner_id,group_id,starts_on,ends_on\n";
  for (const auto& one : registry.memberships) {
    out += line(
        {id_of(registry, one.partner), one.group_id, one.days.from.text(), one.days.to.text()});
  }
  return out;
}

std::string metric_values(const registry::Snapshot& registry) {
  std::string out = "account_id,competency,metric,month,value\n";
  for (const auto& one : registry.metric_values) {
    out += line({one.account_id, one.competency, one.metric, one.month.text(), one.value.text()});
  }
  return out;
}

std::string awards(const registry::Snapshot& registry) {
  std::string out = "account_id,competency,level,awarded_on\n";
  for (const auto& one : registry.awards)
    out += line({one.account_id, one.competency, one.level, one.awarded_on.text()});
  return out;
}

std::string instant(base::Instant at) {
  constexpr std::int64_t kDay = 86'400'000;
  if (at == registry::kNoEnd) return {};
  const std::int64_t day = (at.milliseconds - (at.milliseconds < 0 ? kDay - 1 : 0)) / kDay;
  const std::int64_t rest = at.milliseconds - day * kDay;
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  const std::string milliseconds = std::to_string(rest % 1'000 + 1'000).substr(1);
  return base::Day{static_cast<std::int32_t>(day)}.text() + "T" + two(rest / 3'600'000) + ":" +
         two(rest / 60'000 % 60) + ":" + two(rest / 1'000 % 60) + "." + milliseconds + "Z";
}

std::string access_periods(const registry::Snapshot& registry) {
  std::string out = "association_id,starts_at,ends_at\n";
  for (const auto& one : registry.access_periods)
    out += line({one.association_id, instant(one.from), instant(one.to)});
  return out;
}

std::string manual_earnings(const registry::Snapshot& registry) {
  std::string out = "reference,lever,partner_id,subscription_id,month,amount,currency,reason\n";
  for (const auto& one : registry.manual_earnings) {
    out += line({one.reference, one.lever, id_of(registry, one.partner),
                 id_of(registry, one.subscription), one.month.text(), one.amount.text(),
                 one.currency, one.reason});
  }
  return out;
}

std::string statuses(const registry::Snapshot& registry) {
  std::string out = "partner_id,status,starts_on,for_cause,reason\n";
  for (const auto& one : registry.statuses)
    out += line({id_of(registry, one.partner), base::word(one.status), one.from.text(),
                 one.for_cause ? "yes" : "no", one.reason});
  return out;
}

std::string enrolments(const registry::Snapshot& registry) {
  std::string out = "partner_id,agreement,completed_on,ends_on\n";
  for (const auto& one : registry.enrolments) {
    out += line(
        {id_of(registry, one.partner), one.agreement, one.days.from.text(), one.days.to.text()});
  }
  return out;
}

std::string profiles(const registry::Snapshot& registry) {
  std::string out = "partner_id,kind,completed_on,ends_on\n";
  for (const auto& one : registry.profiles) {
    out += line({id_of(registry, one.partner), base::word(one.kind), one.days.from.text(),
                 one.days.to.text()});
  }
  return out;
}

std::string credit_shares(const registry::Snapshot& registry) {
  std::string out = "subscription_id,partner_id,share_percent,starts_on,ends_on\n";
  for (const auto& one : registry.credit_shares) {
    out += line({id_of(registry, one.subscription), id_of(registry, one.partner),
                 registry::percent_text(one.share), one.days.from.text(), one.days.to.text()});
  }
  return out;
}

std::string mergers(const registry::Snapshot& registry) {
  std::string out = "merged_customer_id,surviving_customer_id,starts_on,kind\n";
  for (const auto& one : registry.mergers)
    out += line({id_of(registry, one.merged), id_of(registry, one.survivor), one.from.text(),
                 base::word(one.kind)});
  return out;
}

std::string deliveries(std::span<const usage::Record> records) {
  std::string out =
      "source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,amount,"
      "currency,charge_kind\n";
  for (const auto& one : records) {
    out += line({one.source, one.record_key, std::to_string(one.revision), one.subscription_id,
                 one.workload, one.usage_date.text(), base::word(one.measure),
                 exact(one.quantity, one.quantity_rest).text(), one.unit,
                 exact(one.amount, one.amount_rest).text(), one.currency,
                 base::word(one.charge_kind)});
  }
  return out;
}

}  // namespace

std::map<std::string, std::string> to_files(const Scenario& scenario, std::size_t question) {
  ASSERT(question <= scenario.questions.size());
  const bool at_end = question == scenario.questions.size();
  const auto& registry = at_end ? scenario.registry : scenario.questions[question].registry;
  const std::size_t arrived =
      at_end ? scenario.deliveries.size() : scenario.questions[question].deliveries;
  return {{"programme.toml", scenario.programme.source},
          {"partners.csv", partners(registry)},
          {"customers.csv", customers(registry)},
          {"products.csv", products(registry)},
          {"subscriptions.csv", subscriptions(registry)},
          {"channels.csv", channels(registry)},
          {"associations.csv", associations(registry, scenario.programme)},
          {"fx_rates.csv", rates(registry)},
          {"customer_mergers.csv", mergers(registry)},
          {"memberships.csv", memberships(registry)},
          {"metric_values.csv", metric_values(registry)},
          {"awards.csv", awards(registry)},
          {"access.csv", access_periods(registry)},
          {"manual_earnings.csv", manual_earnings(registry)},
          {"partner_statuses.csv", statuses(registry)},
          {"enrolments.csv", enrolments(registry)},
          {"profiles.csv", profiles(registry)},
          {"credit_shares.csv", credit_shares(registry)},
          {"usage.csv", deliveries(std::span(scenario.deliveries).first(arrived))}};
}

}  // namespace scenarios
