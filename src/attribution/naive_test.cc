// The worked examples of the domain, so that the oracle itself rests on numbers worked out by hand.
// Fixture of all: programme days in UTC, currency USD, rounding HALF_EVEN, invented rates.
#include "attribution/naive.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace attribution {
namespace {

using base::Channel;
using base::Day;
using base::DayRange;
using base::Decimal;
using base::Measure;
using programs::ChannelGate;

Decimal dec(std::string_view text) {
  return base::parse_exact(text).value();
}
Day day(std::string_view text) {
  return Day::parse(text).value();
}
base::Month month(std::string_view text) {
  return base::Month::parse(text).value();
}
DayRange from(std::string_view first) {
  return {day(first), Day::forever()};
}
const DayRange kAlways{};
const DayRange kMarch{day("2026-03-01"), day("2026-04-01")};

programs::AssociationType type(const char* code, ChannelGate channels, bool incentive,
                               std::vector<base::Metering> meterings = {}) {
  programs::AssociationType out;
  out.code = code;
  out.channels = channels;
  out.incentive = incentive;
  out.meterings = std::move(meterings);
  return out;
}

programs::Programme make_programme() {
  programs::Programme out;
  out.types = {type("csp_provider", ChannelGate::CspOnly, true),
               type("csp_reseller", ChannelGate::CspOnly, true),
               type("dpor", ChannelGate::NotCsp, true),
               type("tpor", ChannelGate::NotCsp, false),
               type("dap", ChannelGate::Any, false, {base::Metering::Seat}),
               type("fasttrack", ChannelGate::Any, false, {base::Metering::Seat}),
               type("isv_deal", ChannelGate::Any, false, {base::Metering::Metered})};
  const auto lever = [&](const char* code, const char* role, const char* rate) {
    programs::Lever l;
    l.code = code;
    l.roles = programs::TypeMask{1} << out.type(role).value();
    l.rates = {{kAlways, dec(rate)}};
    return l;
  };
  out.levers = {lever("provider", "csp_provider", "0.03"),
                lever("reseller", "csp_reseller", "0.08"), lever("record", "dpor", "0.08"),
                lever("units", "dpor", "0.1")};
  out.levers[3].kind = programs::LeverKind::PerActiveUnit;
  out.levers[3].currency = "USD";
  out.levers[3].unit_values = {{kAlways, dec("1.50")}};
  return out;
}

// A small vendor, told line by line.
struct Vendor {
  programs::Programme programme = make_programme();
  registry::Snapshot registry;
  std::vector<usage::Record> records;

  Vendor() {
    for (const char* id : {"P1", "P2", "P3", "P4", "P5", "P6"}) {
      registry.partners.push_back({.id = id, .name = id, .group_id = "", .country = "US"});
    }
    registry.customers = {{"C1", "", "US"}};
    registry.products = {{"azure", "", "Azure", base::Metering::Metered},
                         {"exchange", "", "Office 365", base::Metering::Seat}};
    registry.subscriptions = {{"S1", {0}, {0}, "USD", kAlways}, {"S2", {0}, {1}, "USD", kAlways}};
  }

  // `where` is a subscription, or empty for the whole customer.
  void associate(const char* partner, const char* code, const char* where, DayRange days) {
    registry::Association a;
    a.id = "A" + std::to_string(registry.associations.size());
    a.type = programme.type(code).value();
    a.partner = {static_cast<std::uint32_t>(partner[1] - '1')};
    a.customer = {0};
    if (*where != 0) a.subscription = {static_cast<std::uint32_t>(where[1] - '1')};
    a.days = days;
    registry.associations.push_back(a);
  }
  void channel(Channel channel, DayRange days) {
    registry.channels.push_back({{0}, channel, days, {}, {}});
  }
  usage::Record& use(Day on, const char* amount) {
    usage::Record r;
    r.record_key = std::to_string(records.size());
    r.subscription_id = "S1";
    r.usage_date = on;
    r.amount = dec(amount);
    r.currency = "USD";
    records.push_back(r);
    return records.back();
  }
  void use_daily(const char* amount, int days = 31) {
    for (int i = 0; i < days; ++i)
      use(kMarch.from + i, amount);
  }

  // "P1 3100 dpor+tpor", one text for each partner with credit.
  std::vector<std::string> credit() const {
    CreditQuery query;
    query.from = query.to = month("2026-03");
    query.keys = {CreditKey::Partner};
    std::vector<std::string> out;
    const auto rows = naive_credit(records, registry, programme, query);
    REQUIRE(rows.has_value());
    for (const CreditRow& row : *rows) {
      const std::string number = row.amount.is_zero() ? row.quantity.text() : row.amount.text();
      out.push_back(row.keys[0] + " " + number + " " + programme.labels(row.associations));
    }
    return out;
  }
  // "P1 248 rebate", with the reason when there is one.
  std::vector<std::string> earnings() const {
    std::vector<std::string> out;
    const auto lines = naive_earnings(records, registry, programme, month("2026-03"));
    for (const auto& line : lines.value()) {
      std::string text = line.partner + " " + line.amount.text();
      if (line.kind == EarningKind::Coop) text += " coop";
      if (!line.reason_code.empty()) text += " " + line.reason_code;
      out.push_back(text);
    }
    return out;
  }
};

using Lines = std::vector<std::string>;

TEST_CASE("E1: everybody beside the subscription is credited in full, only the DPOR earns") {
  Vendor v;
  v.use_daily("100.00");
  v.associate("P1", "dpor", "S1", kMarch);
  v.associate("P3", "tpor", "S1", kMarch);
  v.associate("P6", "isv_deal", "S1", from("2026-03-16"));
  v.associate("P2", "dap", "", kMarch);
  CHECK(v.credit() == Lines{"P1 3100 dpor", "P3 3100 tpor", "P6 1600 isv_deal"});
  CHECK(v.earnings() == Lines{"P1 248", "P2 0 ASSOC_NOT_INCENTIVE_BEARING",
                              "P3 0 ASSOC_NOT_INCENTIVE_BEARING",
                              "P6 0 ASSOC_NOT_INCENTIVE_BEARING"});
}

TEST_CASE("E2: a partner with three associations counts once, and all three are listed") {
  Vendor v;
  v.programme.types[v.programme.type("fasttrack").value()].meterings.clear();
  v.use_daily("100.00");
  v.associate("P1", "tpor", "S1", kMarch);
  v.associate("P1", "fasttrack", "", kMarch);
  v.associate("P1", "dpor", "S1", kMarch);
  CHECK(v.credit() == Lines{"P1 3100 dpor+tpor+fasttrack"});
  CHECK(v.earnings() == Lines{"P1 248"});
}

TEST_CASE("E3: credit and money of consumption follow the day") {
  Vendor v;
  v.use_daily("100.00");
  v.associate("P1", "dpor", "S1", {Day::min(), day("2026-03-11")});
  v.associate("P2", "dpor", "S1", from("2026-03-11"));
  CHECK(v.credit() == Lines{"P1 1000 dpor", "P2 2100 dpor"});
  CHECK(v.earnings() == Lines{"P1 80", "P2 168"});
}

TEST_CASE("E4: a stock belongs to whoever holds on the snapshot day") {
  Vendor v;
  for (const auto& [on, units] : {std::pair{"2026-03-05", "400"}, {"2026-03-31", "420"}}) {
    usage::Record& record = v.use(day(on), "0");
    record.subscription_id = "S2";
    record.measure = Measure::ActiveUsers;
    record.quantity = dec(units);
  }
  v.associate("P1", "dpor", "S2", {Day::min(), day("2026-03-11")});
  v.associate("P2", "dpor", "S2", from("2026-03-11"));
  CHECK(v.credit() == Lines{"P2 420 dpor"});
  CHECK(v.earnings() == Lines{"P1 0 NOT_HOLDER", "P2 63"});
}

TEST_CASE("E5: on CSP both tiers are credited, each by its own lever, co-op beside the rebate") {
  Vendor v;
  v.channel(Channel::CspIndirect, kAlways);
  v.programme.levers[1].coop_share = dec("0.4");
  v.use(day("2026-03-20"), "5000.00");
  v.associate("P5", "csp_provider", "S1", kAlways);
  v.associate("P4", "csp_reseller", "S1", kAlways);
  CHECK(v.credit() == Lines{"P4 5000 csp_reseller", "P5 5000 csp_provider"});
  CHECK(v.earnings() == Lines{"P4 160 coop", "P4 240", "P5 150"});
}

TEST_CASE("E5: a DPOR that stands on CSP days gets neither credit nor a share of the money") {
  Vendor v;
  v.channel(Channel::CspIndirect, kAlways);
  v.use(day("2026-03-20"), "5000.00");
  v.associate("P1", "dpor", "S1", kAlways);
  CHECK(v.credit().empty());
  CHECK(v.earnings().empty());
}

TEST_CASE("E6: moving to CSP ends one team and begins the other on the day of the move") {
  Vendor v;
  v.use_daily("100.00");
  v.channel(Channel::Ea, {Day::min(), day("2026-03-16")});
  v.channel(Channel::CspIndirect, from("2026-03-16"));
  v.associate("P1", "dpor", "S1", kAlways);
  v.associate("P3", "tpor", "S1", kAlways);
  v.associate("P4", "csp_reseller", "S1", kAlways);
  v.associate("P5", "csp_provider", "S1", kAlways);
  CHECK(v.credit() ==
        Lines{"P1 1500 dpor", "P3 1500 tpor", "P4 1600 csp_reseller", "P5 1600 csp_provider"});
  CHECK(v.earnings() == Lines{"P1 120", "P3 0 ASSOC_NOT_INCENTIVE_BEARING", "P4 128", "P5 48"});
}

TEST_CASE("E7, E8, E9: the past is what its current rows and associations say") {
  Vendor v;
  v.use_daily("100.00");
  v.associate("P1", "dpor", "S1", {Day::min(), day("2026-03-11")});
  v.associate("P2", "dpor", "S1", from("2026-03-11"));
  SUBCASE("corrected and late usage") {
    v.records[4].amount = dec("130.00");
    v.use(day("2026-03-31"), "25.00");
    CHECK(v.credit() == Lines{"P1 1030 dpor", "P2 2125 dpor"});
    CHECK(v.earnings() == Lines{"P1 82.4", "P2 170"});
  }
  SUBCASE("refunds go to the days they refund") {
    v.records[4].amount = dec("130.00");
    v.use(day("2026-03-31"), "25.00");
    for (int i = 0; i < 10; ++i) {
      v.use(kMarch.from + i, "-40.00").charge_kind = base::ChargeKind::Refund;
    }
    CHECK(v.credit() == Lines{"P1 630 dpor", "P2 2125 dpor"});
    CHECK(v.earnings() == Lines{"P1 50.4", "P2 170"});
  }
  SUBCASE("a corrected designation moves the whole month") {
    v.registry.associations.erase(v.registry.associations.begin());
    v.registry.associations[0].days = kMarch;
    CHECK(v.credit() == Lines{"P2 3100 dpor"});
    CHECK(v.earnings() == Lines{"P2 248"});
  }
}

TEST_CASE("E15: credit converts at the rate of the usage month, money stays as billed") {
  Vendor v;
  v.use(day("2026-03-09"), "1234.56").currency = "EUR";
  v.associate("P1", "dpor", "S1", kAlways);
  v.registry.fx_rates = {{month("2026-02"), "EUR", "USD", dec("9")},
                         {month("2026-03"), "EUR", "USD", dec("1.0850")}};
  CHECK(v.credit() == Lines{"P1 1339.4976 dpor"});
  CHECK(v.earnings() == Lines{"P1 98.76"});
}

TEST_CASE(
    "E15: a missing rate is an error that names month and currency, unless nothing converts") {
  Vendor v;
  v.use(day("2026-03-09"), "1234.56").currency = "EUR";
  v.associate("P1", "dpor", "S1", kAlways);
  CreditQuery query{month("2026-03"), month("2026-03"), {CreditKey::Partner}, "", ""};
  const auto missing = naive_credit(v.records, v.registry, v.programme, query);
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().code == base::Code::Missing);
  CHECK(missing.error().message.find("EUR") != std::string::npos);
  CHECK(missing.error().message.find("2026-03") != std::string::npos);
  query.keys = {CreditKey::Currency};
  CHECK(naive_credit(v.records, v.registry, v.programme, query).value().size() == 1);
  query = {month("2026-03"), month("2026-03"), {CreditKey::Competency}, "", ""};
  CHECK(naive_credit(v.records, v.registry, v.programme, query).value().empty());
}

TEST_CASE("E16: money is rounded once, half to even, to the coin of its currency") {
  struct Row {
    const char* amount;
    const char* currency;
    const char* rate;
    const char* earned;
  };
  for (const Row row :
       {Row{"123456", "JPY", "0.08", "P1 9876"}, Row{"1234.567", "KWD", "0.08", "P1 98.765"},
        Row{"0.125", "USD", "1", "P1 0.12"}, Row{"0.135", "USD", "1", "P1 0.14"},
        Row{"-0.125", "USD", "1", "P1 -0.12"}}) {
    CAPTURE(row.amount);
    Vendor v;
    v.use(day("2026-03-09"), row.amount).currency = row.currency;
    v.associate("P1", "dpor", "S1", kAlways);
    v.programme.levers[2].rates = {{kAlways, dec(row.rate)}};
    CHECK(v.earnings() == Lines{row.earned});
  }
}

TEST_CASE("E28: the rate is that of the usage day, and the line shows both") {
  Vendor v;
  v.use_daily("100.00");
  v.associate("P1", "dpor", "S1", kMarch);
  v.programme.levers[2].rates = {{{Day::min(), day("2026-03-20")}, dec("0.08")},
                                 {from("2026-03-20"), dec("0.06")}};
  const auto lines = naive_earnings(v.records, v.registry, v.programme, month("2026-03")).value();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].amount == dec("224"));
  CHECK(lines[0].base == dec("3100"));
  CHECK(lines[0].rates == std::vector{dec("0.08"), dec("0.06")});
}

TEST_CASE("days without a rate stand on a line of their own and earn nothing") {
  Vendor v;
  v.use_daily("100.00");
  v.associate("P1", "dpor", "S1", kMarch);
  v.programme.levers[2].rates = {{from("2026-03-11"), dec("0.08")}};
  CHECK(v.earnings() == Lines{"P1 168", "P1 0 PRODUCT_NOT_ON_RATE_CARD"});
}

TEST_CASE("a suspended partner's money is computed and held") {
  Vendor v;
  v.use_daily("100.00");
  v.associate("P1", "dpor", "S1", kMarch);
  v.registry.partners[0].status = base::PartnerStatus::Suspended;
  CHECK(v.credit() == Lines{"P1 3100 dpor"});
  CHECK(v.earnings() == Lines{"P1 248 ON_HOLD"});
}

TEST_CASE("own use earns nothing, and is credited only where the programme says so") {
  Vendor v;
  v.use_daily("100.00");
  v.associate("P1", "dpor", "S1", kMarch);
  v.registry.partners[0].group_id = "C1";
  CHECK(v.credit().empty());
  CHECK(v.earnings() == Lines{"P1 0 SELF_DEALING"});
  v.programme.parameters.credit_own_use = true;
  CHECK(v.credit() == Lines{"P1 3100 dpor"});
  CHECK(v.earnings() == Lines{"P1 0 SELF_DEALING"});
}

// "bucket amount" of the month, without the two that always stand.
Lines residuals(const Vendor& v) {
  Lines out;
  for (const auto& row : naive_reconcile(v.records, v.registry, v.programme, month("2026-03"))) {
    if (row.bucket == "ingested" || row.bucket == "credited_once") continue;
    out.push_back(row.bucket + " " + row.amount.text());
  }
  return out;
}

TEST_CASE("what nobody is credited with stands under its reason") {
  Vendor v;
  v.use(day("2026-03-09"), "7");
  SUBCASE("nobody there") {
    CHECK(residuals(v) == Lines{"no_association 7"});
  }
  SUBCASE("a CSP day without its partner") {
    v.channel(Channel::CspDirect, kAlways);
    v.associate("P1", "dpor", "S1", kAlways);
    CHECK(residuals(v) == Lines{"csp_without_partner 7"});
  }
  SUBCASE("the wrong family goes before the wrong channel") {
    v.associate("P5", "csp_provider", "S1", kAlways);
    v.associate("P2", "dap", "", kAlways);
    CHECK(residuals(v) == Lines{"ASSOC_NOT_ALLOWED_FOR_FAMILY 7"});
  }
  SUBCASE("the wrong channel") {
    v.associate("P5", "csp_provider", "S1", kAlways);
    CHECK(residuals(v) == Lines{"ASSOC_NOT_ALLOWED_ON_CHANNEL 7"});
  }
  SUBCASE("own use goes before everything") {
    v.registry.partners[1].id = "C1";
    v.associate("P2", "dap", "", kAlways);
    CHECK(residuals(v) == Lines{"SELF_DEALING 7"});
  }
  SUBCASE("a type that counts for no competency") {
    v.programme.types[v.programme.type("isv_deal").value()].competency = false;
    v.associate("P6", "isv_deal", "S1", kAlways);
    CHECK(residuals(v) == Lines{"ASSOC_NOT_COUNTED 7"});
  }
}

TEST_CASE("a fact with a reason of its own is never credited") {
  struct Row {
    Measure measure;
    base::ChargeKind kind;
    const char* bucket;
  };
  using base::ChargeKind;
  for (const Row row : {Row{Measure::Consumption, ChargeKind::Tax, "TAX_EXCLUDED 7"},
                        Row{Measure::Consumption, ChargeKind::Trial, "OFFER_TYPE_EXCLUDED 7"},
                        Row{Measure::Consumption, ChargeKind::Internal, "OFFER_TYPE_EXCLUDED 7"},
                        Row{Measure::Consumption, ChargeKind::Purchase, "OFFER_TYPE_EXCLUDED 7"},
                        Row{Measure::Indicator, ChargeKind::Usage, "INDICATOR 7"},
                        Row{Measure::Seats, ChargeKind::Usage, "NOT_ON_SNAPSHOT 7"}}) {
    CAPTURE(row.bucket);
    Vendor v;
    v.associate("P1", "dpor", "S1", kAlways);
    v.programme.parameters.snapshot_day = 5;
    usage::Record& record = v.use(day("2026-03-09"), "7");
    record.measure = row.measure;
    record.charge_kind = row.kind;
    CHECK(v.credit().empty());
    CHECK(residuals(v) == Lines{row.bucket});
  }
}

TEST_CASE("a purchase counts as revenue") {
  Vendor v;
  v.associate("P1", "dpor", "S1", kAlways);
  usage::Record& record = v.use(day("2026-03-09"), "7");
  record.measure = Measure::Revenue;
  record.charge_kind = base::ChargeKind::Purchase;
  CHECK(v.credit() == Lines{"P1 7 dpor"});
}

TEST_CASE("seats of a subscription that ended before the snapshot day are nobody's") {
  Vendor v;
  v.associate("P1", "dpor", "S1", kAlways);
  v.registry.subscriptions[0].life.to = day("2026-03-31");
  v.use(day("2026-03-09"), "7").measure = Measure::Seats;
  CHECK(v.credit().empty());
  CHECK(residuals(v) == Lines{"SUBSCRIPTION_NOT_ACTIVE 7"});
}

TEST_CASE("what rounding put aside on input is shown and the month still balances") {
  Vendor v;
  v.use(day("2026-03-09"), "1").amount_rest = -250'000'000'000;
  const auto rows = naive_reconcile(v.records, v.registry, v.programme, month("2026-03"));
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].bucket == "credited_once");
  CHECK(rows[1].bucket == "ingested");
  CHECK(rows[1].amount.text() == "0.99999999999975");
  CHECK(rows[2].bucket == "no_association");
  CHECK(rows[3].bucket == "rounding");
  CHECK(rows[3].amount.text() == "-0.00000000000025");
}

}  // namespace
}  // namespace attribution
