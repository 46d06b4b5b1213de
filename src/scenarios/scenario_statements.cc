// What a scenario declares: parties, products, channels, associations, acts, rates and usage.
#include <algorithm>

#include "base/currency.h"
#include "registry/credit_shares.h"
#include "scenarios/scenario_reader.h"

namespace scenarios {
namespace {

constexpr int kSeriesDaysMax = 3'660;

// An error of the registry's model gets the place of the statement.
base::Status placed(const Phrase& phrase, const base::Status& status) {
  if (status) return {};
  return fault(phrase.statement(), status.error().message);
}

// from DAY, the day of completion, [until DAY]
base::Result<base::DayRange> completed(Phrase& phrase) {
  const auto days = TRY(phrase.period());
  if (days && days->from != base::Day::min()) return *days;
  return fault(phrase.statement(), "say from which day it is complete, like from 2026-04-23");
}

}  // namespace

base::Status ScenarioReader::partner(Phrase& phrase) {
  constexpr auto kOptions =
      std::to_array<std::string_view>({"named", "group", "country", "status"});
  std::vector<std::string> ids{TRY(phrase.name("a partner id"))};
  while (!phrase.done() && std::ranges::find(kOptions, phrase.peek()) == kOptions.end()) {
    ids.push_back(TRY(phrase.name("a partner id")));
  }
  registry::Partner value;
  while (!phrase.done()) {
    if (phrase.accept("named"))
      value.name = TRY(phrase.name("a name"));
    else if (phrase.accept("group"))
      value.group_id = TRY(phrase.name("a group id"));
    else if (phrase.accept("country"))
      value.country = TRY(phrase.name("a country"));
    else if (phrase.accept("status")) {
      const auto status =
          base::parse_word<base::PartnerStatus>(base::kPartnerStatuses, phrase.peek());
      if (!status) return phrase.unread(base::kPartnerStatuses);
      value.status = *status;
      TRY(phrase.name("a status"));
    } else
      return phrase.unread(kOptions);
  }
  for (const std::string& id : ids) {
    registry::Partner one = value;
    one.id = id;
    if (one.name.empty()) one.name = id;
    registry_.partner(std::move(one));
  }
  return {};
}

base::Status ScenarioReader::customer(Phrase& phrase) {
  constexpr auto kOptions = std::to_array<std::string_view>({"named", "country"});
  registry::Customer value{.id = TRY(phrase.name("a customer id")), .name = {}, .country = {}};
  value.name = value.id;
  while (!phrase.done()) {
    if (phrase.accept("named"))
      value.name = TRY(phrase.name("a name"));
    else if (phrase.accept("country"))
      value.country = TRY(phrase.name("a country"));
    else
      return phrase.unread(kOptions);
  }
  registry_.customer(std::move(value));
  return {};
}

base::Status ScenarioReader::product(Phrase& phrase) {
  constexpr auto kOptions = std::to_array<std::string_view>({"named", "family", "seat", "metered"});
  registry::Product value;
  value.id = TRY(phrase.name("a product id"));
  value.name = value.id;
  value.family = value.id;
  while (!phrase.done()) {
    if (phrase.accept("named"))
      value.name = TRY(phrase.name("a name"));
    else if (phrase.accept("family"))
      value.family = TRY(phrase.name("a product family"));
    else if (phrase.accept("seat"))
      value.metering = base::Metering::Seat;
    else if (phrase.accept("metered"))
      value.metering = base::Metering::Metered;
    else
      return phrase.unread(kOptions);
  }
  registry_.product(std::move(value));
  return {};
}

base::Status ScenarioReader::subscription(Phrase& phrase) {
  constexpr auto kOptions =
      std::to_array<std::string_view>({"customer", "product", "currency", "from", "until"});
  const std::string id = TRY(phrase.name("a subscription id"));
  std::string customer, product, currency = "USD";
  base::DayRange life;
  while (!phrase.done()) {
    if (phrase.accept("customer"))
      customer = TRY(phrase.name("a customer id"));
    else if (phrase.accept("product"))
      product = TRY(phrase.name("a product id"));
    else if (phrase.accept("currency"))
      currency = TRY(phrase.name("a currency"));
    else if (const auto days = TRY(phrase.period()))
      life = *days;
    else
      return phrase.unread(kOptions);
  }
  return placed(phrase, registry_.subscription(id, customer, product, currency, life));
}

base::Status ScenarioReader::channel(Phrase& phrase) {
  constexpr auto kOptions =
      std::to_array<std::string_view>({"transacting", "reseller", "from", "until"});
  const std::string subscription = TRY(phrase.name("a subscription id"));
  const auto channel = base::parse_word<base::Channel>(base::kChannels, phrase.peek());
  if (!channel) return phrase.unread(base::kChannels);
  TRY_STATUS(phrase.expect(phrase.peek()));
  std::string transacting, reseller;
  base::DayRange days;
  while (!phrase.done()) {
    if (phrase.accept("transacting"))
      transacting = TRY(phrase.name("a partner id"));
    else if (phrase.accept("reseller"))
      reseller = TRY(phrase.name("a partner id"));
    else if (const auto period = TRY(phrase.period()))
      days = *period;
    else
      return phrase.unread(kOptions);
  }
  return placed(phrase, registry_.channel(subscription, *channel, days, transacting, reseller));
}

// on SUBSCRIPTION, or with CUSTOMER for all its subscriptions.
base::Status ScenarioReader::scope(Phrase& phrase, Wish& wish) {
  if (phrase.accept("with")) {
    wish.customer = TRY(phrase.name("a customer id"));
    return {};
  }
  TRY_STATUS(phrase.expect("on"));
  wish.subscription = TRY(phrase.name("a subscription id"));
  return {};
}

base::Status ScenarioReader::options(Phrase& phrase, Wish& wish, std::string& refusal) {
  constexpr auto kOptions =
      std::to_array<std::string_view>({"workload", "id", "from", "until", "in", "refused"});
  while (!phrase.done()) {
    if (phrase.accept("workload"))
      wish.workload = TRY(phrase.name("a workload"));
    else if (phrase.accept("id"))
      wish.id = TRY(phrase.name("an association id"));
    else if (phrase.accept("refused"))
      refusal = TRY(phrase.name("a reason code"));
    else if (const auto days = TRY(phrase.period()))
      wish.days = *days;
    else
      return phrase.unread(kOptions);
  }
  return {};
}

// The outcome of a statement that may be refused, against the refusal that the text expects.
base::Status ScenarioReader::settle(const Phrase& phrase, const base::Status& outcome,
                                    const std::string& refusal) {
  if (outcome && refusal.empty()) return {};
  if (outcome)
    return fault(phrase.statement(), "expected refusal " + refusal + ", but it is allowed");
  if (!refusal.empty() && outcome.error().reason == refusal) return {};
  const std::string reason =
      outcome.error().reason.empty() ? "" : "refused " + outcome.error().reason + ": ";
  return fault(phrase.statement(), reason + outcome.error().message);
}

base::Status ScenarioReader::association(Phrase& phrase) {
  Wish wish;
  std::string refusal;
  wish.partner = TRY(phrase.name("a partner id"));
  TRY_STATUS(phrase.expect("as"));
  wish.type = TRY(phrase.name("an association type"));
  TRY_STATUS(scope(phrase, wish));
  TRY_STATUS(options(phrase, wish, refusal));
  return settle(phrase, registry_.declare(wish), refusal);
}

base::Status ScenarioReader::withdraw(Phrase& phrase) {
  return placed(phrase, registry_.withdraw(TRY(phrase.name("an association id"))));
}

base::Status ScenarioReader::act_day(Phrase& phrase, Wish& wish) {
  TRY_STATUS(phrase.expect("at"));
  wish.days = {TRY(phrase.day()), base::Day::forever()};
  return {};
}

base::Status ScenarioReader::designate(Phrase& phrase) {
  Wish wish;
  std::string refusal;
  wish.partner = TRY(phrase.name("a partner id"));
  TRY_STATUS(phrase.expect("as"));
  wish.type = TRY(phrase.name("an association type"));
  TRY_STATUS(scope(phrase, wish));
  TRY_STATUS(act_day(phrase, wish));
  TRY_STATUS(options(phrase, wish, refusal));
  return settle(phrase, registry_.designate(wish), refusal);
}

base::Status ScenarioReader::replace(Phrase& phrase) {
  Wish wish;
  std::string refusal;
  wish.type = TRY(phrase.name("an association type"));
  TRY_STATUS(scope(phrase, wish));
  TRY_STATUS(phrase.expect("by"));
  wish.partner = TRY(phrase.name("a partner id"));
  TRY_STATUS(act_day(phrase, wish));
  TRY_STATUS(options(phrase, wish, refusal));
  return settle(phrase, registry_.replace(wish), refusal);
}

base::Status ScenarioReader::end(Phrase& phrase) {
  Wish wish;
  std::string refusal;
  std::string reason = "REMOVED_BY_CUSTOMER";
  wish.type = TRY(phrase.name("an association type"));
  TRY_STATUS(scope(phrase, wish));
  if (phrase.accept("of")) wish.partner = TRY(phrase.name("a partner id"));
  TRY_STATUS(act_day(phrase, wish));
  if (phrase.accept("because")) reason = TRY(phrase.name("an end reason"));
  TRY_STATUS(options(phrase, wish, refusal));
  return settle(phrase, registry_.end(wish, reason), refusal);
}

// fx 2026-03 1 EUR = 1.0850 USD
base::Status ScenarioReader::fx(Phrase& phrase) {
  registry::FxRate rate;
  rate.month = TRY(phrase.month());
  TRY_STATUS(phrase.expect("1"));
  rate.from = TRY(phrase.name("a currency"));
  TRY_STATUS(phrase.expect("="));
  rate.rate = TRY(phrase.decimal("the rate"));
  rate.to = TRY(phrase.name("a currency"));
  registry_.rate(std::move(rate));
  return {};
}

// member P1 of G from 2026-03-01
base::Status ScenarioReader::member(Phrase& phrase) {
  const std::string partner = TRY(phrase.name("a partner id"));
  TRY_STATUS(phrase.expect("of"));
  const std::string group = TRY(phrase.name("a group id"));
  const auto days = TRY(phrase.period());
  return placed(phrase, registry_.member(partner, group, days.value_or(base::DayRange())));
}

// value P1 cloud-platform certified 4 from 2026-03
base::Status ScenarioReader::value(Phrase& phrase) {
  registry::MetricValue made;
  made.account_id = TRY(phrase.name("a partner or group"));
  made.competency = TRY(phrase.name("a competency"));
  made.metric = TRY(phrase.name("a metric"));
  made.value = TRY(phrase.decimal("the value"));
  TRY_STATUS(phrase.expect("from"));
  made.month = TRY(phrase.month());
  return placed(phrase, registry_.value(std::move(made)));
}

// award P1 cloud-platform silver on 2026-03-09
base::Status ScenarioReader::award(Phrase& phrase) {
  registry::Award made;
  made.account_id = TRY(phrase.name("a partner or group"));
  made.competency = TRY(phrase.name("a competency"));
  made.level = TRY(phrase.name("a level"));
  TRY_STATUS(phrase.expect("on"));
  made.awarded_on = TRY(phrase.day());
  return placed(phrase, registry_.award(std::move(made)));
}

// access A1 from 2026-01-01T00:00 until 2026-06-12T14:00Z
base::Status ScenarioReader::access(Phrase& phrase) {
  registry::AccessPeriod made;
  made.association_id = TRY(phrase.name("an association id"));
  TRY_STATUS(phrase.expect("from"));
  made.from = TRY(phrase.instant());
  made.to = phrase.accept("until") ? TRY(phrase.instant()) : registry::kNoEnd;
  return placed(phrase, registry_.access(made));
}

// given R1 50.00 USD to P1 on S1 under goodwill in 2026-03 because "late start"
base::Status ScenarioReader::given(Phrase& phrase) {
  registry::ManualLine made;
  made.reference = TRY(phrase.name("a reference"));
  made.amount = TRY(phrase.decimal("an amount"));
  made.currency = TRY(phrase.name("a currency"));
  TRY_STATUS(phrase.expect("to"));
  made.partner_id = TRY(phrase.name("a partner id"));
  TRY_STATUS(phrase.expect("on"));
  made.subscription_id = TRY(phrase.name("a subscription id"));
  TRY_STATUS(phrase.expect("under"));
  made.lever = TRY(phrase.name("a lever"));
  TRY_STATUS(phrase.expect("in"));
  made.month = TRY(phrase.month());
  TRY_STATUS(phrase.expect("because"));
  made.reason = TRY(phrase.name("a reason"));
  return placed(phrase, registry_.given(made));
}

// status P1 terminated from 2026-04-15 for cause because "sold licences twice"
base::Status ScenarioReader::status(Phrase& phrase) {
  const std::string partner = TRY(phrase.name("a partner id"));
  const auto status = base::parse_word<base::PartnerStatus>(base::kPartnerStatuses, phrase.peek());
  if (!status) return phrase.unread(base::kPartnerStatuses);
  TRY_STATUS(phrase.expect(phrase.peek()));
  registry::StatusChange made;
  made.status = *status;
  TRY_STATUS(phrase.expect("from"));
  made.from = TRY(phrase.day());
  if (phrase.accept("for")) {
    TRY_STATUS(phrase.expect("cause"));
    made.for_cause = true;
  }
  if (phrase.accept("because")) made.reason = TRY(phrase.name("a reason"));
  return placed(phrase, registry_.status(partner, std::move(made)));
}

// enrolment P1 in cloud-incentives from 2026-04-23
base::Status ScenarioReader::enrolment(Phrase& phrase) {
  const std::string partner = TRY(phrase.name("a partner id"));
  registry::Enrolment made;
  TRY_STATUS(phrase.expect("in"));
  made.agreement = TRY(phrase.name("an agreement"));
  made.days = TRY(completed(phrase));
  return placed(phrase, registry_.enrolment(partner, std::move(made)));
}

// share P1 of S1 60.00 % from 2026-03-01
base::Status ScenarioReader::share(Phrase& phrase) {
  constexpr auto kOptions = std::to_array<std::string_view>({"from", "until", "in", "refused"});
  const std::string partner = TRY(phrase.name("a partner id"));
  TRY_STATUS(phrase.expect("of"));
  const std::string subscription = TRY(phrase.name("a subscription id"));
  const base::Decimal percent = TRY(phrase.decimal("a percentage"));
  TRY_STATUS(phrase.expect("%"));
  const auto share = registry::share_of_percent(percent);
  if (!share) return fault(phrase.statement(), "a share is 0.01 % to 100 %, with two decimals");
  registry::CreditShare made;
  made.share = *share;
  std::string refusal;
  while (!phrase.done()) {
    if (phrase.accept("refused"))
      refusal = TRY(phrase.name("a reason code"));
    else if (const auto days = TRY(phrase.period()))
      made.days = *days;
    else
      return phrase.unread(kOptions);
  }
  return settle(phrase, registry_.share(subscription, partner, made), refusal);
}

// profile P1 tax from 2026-04-23
base::Status ScenarioReader::profile(Phrase& phrase) {
  const std::string partner = TRY(phrase.name("a partner id"));
  const auto kind = base::parse_word<base::ProfileKind>(base::kProfileKinds, phrase.peek());
  if (!kind) return phrase.unread(base::kProfileKinds);
  TRY_STATUS(phrase.expect(phrase.peek()));
  registry::Profile made;
  made.kind = *kind;
  made.days = TRY(completed(phrase));
  return placed(phrase, registry_.profile(partner, std::move(made)));
}

// "100.00 USD", "420 active_users", "730 hours 12.50 USD", "revenue 99 USD",
// "indicator 99.95 percent".
base::Status ScenarioReader::measured(Phrase& phrase, usage::Record& record) {
  for (const auto measure :
       {base::Measure::Consumption, base::Measure::Revenue, base::Measure::Indicator}) {
    if (phrase.accept(base::word(measure))) record.measure = measure;
  }
  bool any = false;
  while (const auto value = phrase.number()) {
    const std::string unit = TRY(phrase.name("a currency or a unit"));
    any = true;
    if (base::is_currency(unit)) {
      record.amount = value->value;
      record.amount_rest = value->rest;
      record.currency = unit;
      continue;
    }
    record.quantity = value->value;
    record.quantity_rest = value->rest;
    record.unit = unit;
    const auto stock = base::parse_word<base::Measure>(base::kMeasures, unit);
    if (stock && base::is_stock(*stock)) record.measure = *stock;
  }
  if (any) return {};
  return fault(phrase.statement(),
               "expected an amount and a currency or a quantity and a unit, like "
               "100.00 USD or 420 active_users");
}

base::Status ScenarioReader::deliver(const Phrase& phrase, const usage::Record& record,
                                     base::DayRange days, bool daily) {
  const bool bounded = days.from != base::Day::min() && days.to != base::Day::forever();
  if (!bounded || (!daily && days.to - days.from != 1) || days.to - days.from > kSeriesDaysMax) {
    return fault(phrase.statement(),
                 "usage belongs to one day (on 2026-03-05) or, with the word "
                 "daily, to each day of a period (daily in 2026-03)");
  }
  for (base::Day day = days.from; day < days.to; day = day + 1) {
    usage::Record one = record;
    one.usage_date = day;
    if (daily) one.record_key += "-" + day.text();
    scenario_.deliveries.push_back(std::move(one));
  }
  return {};
}

base::Status ScenarioReader::usage(Phrase& phrase) {
  constexpr auto kOptions = std::to_array<std::string_view>(
      {"daily", "on", "in", "from", "workload", "as", "key", "revision", "source"});
  usage::Record record;
  record.source = "scenario";
  record.record_key = "usage" + std::to_string(++usage_statements_);
  record.revision = 1;
  record.subscription_id = TRY(phrase.name("a subscription id"));
  if (registry_.find_subscription(record.subscription_id) == nullptr) {
    return fault(phrase.statement(),
                 "subscription '" + record.subscription_id + "' is not declared above");
  }
  TRY_STATUS(measured(phrase, record));
  bool daily = false;
  base::DayRange days;
  while (!phrase.done()) {
    if (phrase.accept("daily"))
      daily = true;
    else if (phrase.accept("workload"))
      record.workload = TRY(phrase.name("a workload"));
    else if (phrase.accept("key"))
      record.record_key = TRY(phrase.name("a record key"));
    else if (phrase.accept("source"))
      record.source = TRY(phrase.name("a source"));
    else if (phrase.accept("revision")) {
      const base::Decimal revision = TRY(phrase.decimal("a revision"));
      record.revision = static_cast<std::int64_t>(revision.units() / base::kUnit);
      if (base::Decimal::from_integer(record.revision) != revision) {
        return fault(phrase.statement(), "a revision is a whole number");
      }
    } else if (phrase.accept("as")) {
      const auto kind = base::parse_word<base::ChargeKind>(base::kChargeKinds, phrase.peek());
      if (!kind) return phrase.unread(base::kChargeKinds);
      record.charge_kind = *kind;
      TRY(phrase.name("a charge kind"));
    } else if (const auto period = TRY(phrase.period()))
      days = *period;
    else
      return phrase.unread(kOptions);
  }
  return deliver(phrase, record, days, daily);
}

}  // namespace scenarios
