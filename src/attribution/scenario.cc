#include "attribution/scenario.h"

#include <algorithm>

#include "attribution/scenario_registry.h"
#include "attribution/scenario_text.h"
#include "base/currency.h"
#include "programs/load.h"
#include "usage/identity.h"

namespace attribution {
namespace {

constexpr int kSeriesDaysMax = 3'660;
constexpr std::size_t kEveryOrderMax = 6;  // deliveries; 720 orders

constexpr auto kEarningColumns =
    std::to_array<std::string_view>({"partner", "lever", "subscription", "earning_month", "base",
                                     "rate", "amount", "currency", "kind", "reason_code"});
constexpr auto kReconcileColumns =
    std::to_array<std::string_view>({"measure", "currency", "bucket", "amount", "quantity"});
constexpr auto kAssociationColumns = std::to_array<std::string_view>(
    {"association_id", "type", "partner_id", "customer_id", "subscription_id", "workload",
     "starts_on", "ends_on", "end_reason", "source"});

// Reads statement after statement; what was read so far is the state of the programme's books.
class Reader {
 public:
  explicit Reader(const programs::Programme& programme)
      : scenario_{.title = {},
                  .programme = programme,
                  .registry = {},
                  .deliveries = {},
                  .every_order = false,
                  .questions = {}},
        registry_(scenario_.programme) {}

  base::Result<Scenario> read(const ScenarioText& text);

 private:
  base::Status read_statement(const Statement& statement);
  base::Status programme(const Statement& statement);
  base::Status partner(Phrase& phrase);
  base::Status customer(Phrase& phrase);
  base::Status product(Phrase& phrase);
  base::Status subscription(Phrase& phrase);
  base::Status channel(Phrase& phrase);
  base::Status association(Phrase& phrase);
  base::Status withdraw(Phrase& phrase);
  base::Status designate(Phrase& phrase);
  base::Status replace(Phrase& phrase);
  base::Status end(Phrase& phrase);
  base::Status fx(Phrase& phrase);
  base::Status usage(Phrase& phrase);
  base::Status every_order(Phrase& phrase);
  base::Status credit(Phrase& phrase);
  base::Status earnings(Phrase& phrase);
  base::Status reconcile(Phrase& phrase);
  base::Status associations(Phrase& phrase);

  base::Status scope(Phrase& phrase, Wish& wish);
  base::Status act_day(Phrase& phrase, Wish& wish);
  base::Status options(Phrase& phrase, Wish& wish, std::string& refusal);
  base::Status settle(const Phrase& phrase, const base::Status& outcome,
                      const std::string& refusal);
  base::Status measured(Phrase& phrase, usage::Record& record);
  base::Status deliver(const Phrase& phrase, const usage::Record& record, base::DayRange days,
                       bool daily);
  Question question(const Phrase& phrase, Question::Kind kind) const;
  base::Status ask(Phrase& phrase, Question question, std::span<const std::string_view> columns);

  using Rule = base::Status (Reader::*)(Phrase&);
  struct Word {
    std::string_view word;
    Rule rule;
  };
  static constexpr std::size_t kWords = 17;
  static const std::array<Word, kWords> kRules;

  Scenario scenario_;
  ScenarioRegistry registry_;
  base::Zone zone_ = base::Zone::utc();
  int usage_statements_ = 0;
};

const std::array<Reader::Word, Reader::kWords> Reader::kRules{{
    {"partner", &Reader::partner},
    {"customer", &Reader::customer},
    {"product", &Reader::product},
    {"subscription", &Reader::subscription},
    {"channel", &Reader::channel},
    {"association", &Reader::association},
    {"withdraw", &Reader::withdraw},
    {"designate", &Reader::designate},
    {"replace", &Reader::replace},
    {"end", &Reader::end},
    {"fx", &Reader::fx},
    {"usage", &Reader::usage},
    {"in", &Reader::every_order},
    {"credit", &Reader::credit},
    {"earnings", &Reader::earnings},
    {"reconcile", &Reader::reconcile},
    {"associations", &Reader::associations},
}};

// An error of the registry's model gets the place of the statement.
base::Status placed(const Phrase& phrase, const base::Status& status) {
  if (status) return {};
  return fault(phrase.statement(), status.error().message);
}

base::Result<Scenario> Reader::read(const ScenarioText& text) {
  scenario_.title = text.title;
  zone_ = TRY(base::Zone::find(scenario_.programme.parameters.time_zone));
  for (const Statement& statement : text.statements)
    TRY_STATUS(read_statement(statement));
  scenario_.registry = registry_.snapshot();
  return std::move(scenario_);
}

base::Status Reader::read_statement(const Statement& statement) {
  if (statement.words.front() == "programme") return programme(statement);
  Phrase phrase(statement, zone_);
  const auto rule = std::ranges::find(kRules, phrase.peek(), &Word::word);
  if (rule == kRules.end()) {
    std::vector<std::string_view> words{"programme"};
    for (const Word& one : kRules)
      words.push_back(one.word);
    return phrase.unread(words);
  }
  TRY_STATUS(phrase.expect(rule->word));
  TRY_STATUS((this->*rule->rule)(phrase));
  if (!phrase.done()) return phrase.unread({});
  const bool asks = std::ranges::find(kRules, std::string_view("credit"), &Word::word) <= rule;
  if (asks || !has_content(statement)) return {};
  return fault(statement,
               "the indented lines below belong to nothing; only programme, credit, "
               "earnings, reconcile and associations have a block");
}

base::Status Reader::programme(const Statement& statement) {
  if (!registry_.empty()) {
    return fault(statement, "amend the programme first, before partners and customers");
  }
  scenario_.programme =
      TRY(programs::amended(scenario_.programme, statement.block, statement.place + " programme"));
  zone_ = TRY(base::Zone::find(scenario_.programme.parameters.time_zone));
  return {};
}

base::Status Reader::partner(Phrase& phrase) {
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

base::Status Reader::customer(Phrase& phrase) {
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

base::Status Reader::product(Phrase& phrase) {
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

base::Status Reader::subscription(Phrase& phrase) {
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

base::Status Reader::channel(Phrase& phrase) {
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
base::Status Reader::scope(Phrase& phrase, Wish& wish) {
  if (phrase.accept("with")) {
    wish.customer = TRY(phrase.name("a customer id"));
    return {};
  }
  TRY_STATUS(phrase.expect("on"));
  wish.subscription = TRY(phrase.name("a subscription id"));
  return {};
}

base::Status Reader::options(Phrase& phrase, Wish& wish, std::string& refusal) {
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
base::Status Reader::settle(const Phrase& phrase, const base::Status& outcome,
                            const std::string& refusal) {
  if (outcome && refusal.empty()) return {};
  if (outcome)
    return fault(phrase.statement(), "expected refusal " + refusal + ", but it is allowed");
  if (!refusal.empty() && outcome.error().reason == refusal) return {};
  const std::string reason =
      outcome.error().reason.empty() ? "" : "refused " + outcome.error().reason + ": ";
  return fault(phrase.statement(), reason + outcome.error().message);
}

base::Status Reader::association(Phrase& phrase) {
  Wish wish;
  std::string refusal;
  wish.partner = TRY(phrase.name("a partner id"));
  TRY_STATUS(phrase.expect("as"));
  wish.type = TRY(phrase.name("an association type"));
  TRY_STATUS(scope(phrase, wish));
  TRY_STATUS(options(phrase, wish, refusal));
  return settle(phrase, registry_.declare(wish), refusal);
}

base::Status Reader::withdraw(Phrase& phrase) {
  return placed(phrase, registry_.withdraw(TRY(phrase.name("an association id"))));
}

base::Status Reader::act_day(Phrase& phrase, Wish& wish) {
  TRY_STATUS(phrase.expect("at"));
  wish.days = {TRY(phrase.day()), base::Day::forever()};
  return {};
}

base::Status Reader::designate(Phrase& phrase) {
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

base::Status Reader::replace(Phrase& phrase) {
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

base::Status Reader::end(Phrase& phrase) {
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
base::Status Reader::fx(Phrase& phrase) {
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

// "100.00 USD", "420 active_users", "730 hours 12.50 USD", "revenue 99 USD", "indicator 99.95 percent".
base::Status Reader::measured(Phrase& phrase, usage::Record& record) {
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

base::Status Reader::deliver(const Phrase& phrase, const usage::Record& record, base::DayRange days,
                             bool daily) {
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

base::Status Reader::usage(Phrase& phrase) {
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
      record.revision =
          static_cast<std::int64_t>(TRY(phrase.decimal("a revision")).units() / base::kUnit);
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

base::Status Reader::every_order(Phrase& phrase) {
  TRY_STATUS(phrase.expect("every"));
  TRY_STATUS(phrase.expect("order"));
  if (scenario_.deliveries.size() > kEveryOrderMax) {
    return fault(phrase.statement(), "'in every order' tries all orders of at most 6 usage rows");
  }
  scenario_.every_order = true;
  return {};
}

Question Reader::question(const Phrase& phrase, Question::Kind kind) const {
  Question asked;
  asked.kind = kind;
  asked.place = phrase.statement().place;
  asked.statement = phrase.statement().line;
  asked.registry = registry_.snapshot();
  asked.deliveries = scenario_.deliveries.size();
  return asked;
}

// The tail that all questions share: for PARTNER, fails naming WORDS, the table.
base::Status Reader::ask(Phrase& phrase, Question question,
                         std::span<const std::string_view> columns) {
  if (phrase.accept("for")) question.only_partner = TRY(phrase.name("a partner id"));
  question.credit.partner = question.only_partner;
  if (phrase.accept("fails")) {
    TRY_STATUS(phrase.expect("naming"));
    while (!phrase.done())
      question.fails_naming.push_back(TRY(phrase.name("a word")));
  } else {
    question.expected = TRY(read_table(phrase.statement(), columns));
  }
  scenario_.questions.push_back(std::move(question));
  return {};
}

base::Status Reader::credit(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Credit);
  asked.credit.from = TRY(phrase.month());
  asked.credit.to = phrase.accept("to") ? TRY(phrase.month()) : asked.credit.from;
  TRY_STATUS(phrase.expect("by"));
  std::vector<std::string_view> columns{"amount", "quantity", "associations"};
  while (const auto key = base::parse_word<CreditKey>(kCreditKeys, phrase.peek())) {
    asked.credit.keys.push_back(*key);
    columns.push_back(kCreditKeys[static_cast<std::size_t>(*key)]);
    TRY_STATUS(phrase.expect(phrase.peek()));
  }
  if (asked.credit.keys.empty()) return phrase.unread(kCreditKeys);
  return ask(phrase, std::move(asked), columns);
}

base::Status Reader::earnings(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Earnings);
  asked.month = TRY(phrase.month());
  return ask(phrase, std::move(asked), kEarningColumns);
}

base::Status Reader::reconcile(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Reconcile);
  asked.month = TRY(phrase.month());
  return ask(phrase, std::move(asked), kReconcileColumns);
}

base::Status Reader::associations(Phrase& phrase) {
  return ask(phrase, question(phrase, Question::Kind::Associations), kAssociationColumns);
}

}  // namespace

base::Result<Scenario> parse_scenario(const programs::Programme& programme, std::string_view text,
                                      std::string_view origin) {
  const ScenarioText split = TRY(split_scenario(text, origin));
  return Reader(programme).read(split);
}

std::vector<usage::Record> current_records(std::span<const usage::Record> deliveries) {
  struct Kept {
    usage::Record record;
    bool current;
  };
  std::map<std::pair<std::string, std::string>, std::vector<Kept>> log;
  for (const usage::Record& delivered : deliveries) {
    auto& kept = log[{delivered.source, delivered.record_key}];
    std::vector<usage::Version> versions;
    for (const Kept& one : kept) {
      versions.push_back({.record = &one.record, .in_log = true, .current = one.current});
    }
    versions.push_back({.record = &delivered, .in_log = false, .current = false});
    const auto resolution = usage::resolve(versions);
    for (const std::size_t index : resolution.no_longer_current)
      kept[index].current = false;
    const usage::Verdict verdict = resolution.verdicts.front();
    const bool accepted =
        verdict == usage::Verdict::Current || verdict == usage::Verdict::Superseded;
    if (accepted) kept.push_back({delivered, verdict == usage::Verdict::Current});
  }
  std::vector<usage::Record> current;
  for (const auto& [key, kept] : log) {
    for (const Kept& one : kept) {
      if (one.current) current.push_back(one.record);
    }
  }
  return current;
}

}  // namespace attribution
