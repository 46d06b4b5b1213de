// Each rule in a world of a few lines, and beside it the nearest world in which it is silent.
#include "insight/opportunity.h"

#include <doctest/doctest.h>

#include <memory>

#include "usage/memory_log.h"

namespace insight {
namespace {

using base::Day;
using base::DayRange;
using base::Measure;

Day day(std::string_view text) {
  return Day::parse(text).value();
}
const DayRange kAlways{};

programs::AssociationType type(const char* code, const char* exclusive, bool incentive) {
  programs::AssociationType out;
  out.code = code;
  out.exclusive = exclusive;
  out.incentive = incentive;
  return out;
}

// Partners P1 and P2; customers C1 to C5 of one country, each with an endless subscription Sn of
// Azure (metered) and On of Office (seats). It is 2026-06-30.
struct Vendor {
  programs::Programme programme;
  registry::Snapshot registry;
  std::vector<usage::Record> records;

  Vendor() {
    programme.types = {type("dpor", "dpor", true), type("tpor", "tpor", false),
                       type("dap", "", false)};
    programme.types[0].channels = programs::ChannelGate::NotCsp;
    for (const char* id : {"P1", "P2"})
      registry.partners.push_back({.id = id, .name = id, .group_id = "", .country = "DE"});
    registry.products = {{"azure", "", "Azure", base::Metering::Metered},
                         {"office", "", "Office", base::Metering::Seat}};
    for (std::uint32_t c = 0; c < 5; ++c) {
      const std::string number = std::to_string(c + 1);
      registry.customers.push_back({"C" + number, "", "DE"});
      registry.subscriptions.push_back({"S" + number, {c}, {0}, "USD", kAlways});
    }
    for (std::uint32_t c = 0; c < 5; ++c)
      registry.subscriptions.push_back({"O" + std::to_string(c + 1), {c}, {1}, "USD", kAlways});
  }

  void associate(std::uint32_t partner, const char* code, const char* where, DayRange days = {}) {
    registry::Association one;
    one.id = "A" + std::to_string(100 + registry.associations.size());
    one.type = programme.type(code).value();
    one.partner = {partner - 1};
    one.subscription = place(where);
    one.customer = registry[one.subscription].customer;
    one.days = days;
    registry.associations.push_back(one);
  }
  base::SubscriptionKey place(std::string_view id) const {
    return registry::Directory(registry).subscription(id);
  }
  void end(const char* where, std::string_view on) {
    registry.subscriptions[place(where).number].life.to = day(on);
  }
  void use(const char* where, Measure measure, std::string_view on, int number,
           const char* workload = "") {
    usage::Record one;
    one.record_key = std::to_string(records.size());
    one.subscription_id = where;
    one.workload = workload;
    one.usage_date = day(on);
    one.measure = measure;
    one.quantity = base::Decimal::from_integer(number);
    if (measure == Measure::Consumption) one.amount = one.quantity;
    if (measure == Measure::Consumption) one.currency = "USD";
    records.push_back(one);
  }
  void seats(int bought, int active) {
    use("O1", Measure::Seats, "2026-06-30", bought);
    use("O1", Measure::ActiveUsers, "2026-06-30", active);
  }

  // "C1 S1 azure: seats=..", a line for each.
  std::string asked(Rule rule, const char* partner = "P1") const {
    const registry::Directory directory(registry);
    usage::MemoryLog log(records, [&](auto id) { return directory.subscription(id); });
    const auto index = usage::transient_index(log, registry.subscriptions.size()).value();
    const attribution::Standing standing(registry, programme);
    const auto holdings = attribution::compile(standing, [&](std::string_view workload) {
      for (std::uint32_t w = 0; w < index.workloads(); ++w)
        if (index.workload(w) == workload) return w;
      return attribution::Holding::kEveryWorkload;
    });
    const OpportunityQuery query{*base::Month::parse("2026-06"), partner, rule};
    std::string out;
    for (const Opportunity& one : opportunities(index, holdings, standing, query)) {
      CHECK(one.rule == rule);
      CHECK(one.partner == partner);
      out += (out.empty() ? "" : "\n") + one.customer + ' ' + one.subscription + ' ' + one.subject +
             ": " + text(one.evidence);
    }
    return out;
  }
};

TEST_CASE("seats are under-used below 60 of a hundred, and not at 60") {
  Vendor vendor;
  vendor.associate(1, "dap", "O1");
  vendor.seats(100, 59);
  CHECK(vendor.asked(Rule::UnderUsedSeats) ==
        "C1 O1 office: seats=100; active_users=59; used_percent=59; below_percent=60");
  Vendor enough;
  enough.associate(1, "dap", "O1");
  enough.seats(100, 60);
  CHECK(enough.asked(Rule::UnderUsedSeats).empty());
}

TEST_CASE("seats whose use nobody measured are not under-used") {
  Vendor vendor;
  vendor.associate(1, "dap", "O1");
  vendor.use("O1", Measure::Seats, "2026-06-30", 100);
  CHECK(vendor.asked(Rule::UnderUsedSeats).empty());
  CHECK(vendor.asked(Rule::UnassignedSeats).empty());
}

TEST_CASE("who works in two workloads is one user") {
  Vendor vendor;
  vendor.associate(1, "dap", "O1");
  vendor.use("O1", Measure::Seats, "2026-06-30", 100);
  vendor.use("O1", Measure::ActiveUsers, "2026-06-30", 55, "mail");
  vendor.use("O1", Measure::ActiveUsers, "2026-06-30", 40, "chat");
  CHECK(vendor.asked(Rule::UnderUsedSeats) ==
        "C1 O1 office: seats=100; active_users=55; used_percent=55; below_percent=60");
}

TEST_CASE("only who holds on the snapshot's day sees the seats") {
  Vendor vendor;
  vendor.seats(100, 10);
  vendor.associate(1, "dap", "O1", {Day::min(), day("2026-06-30")});
  CHECK(vendor.asked(Rule::UnderUsedSeats).empty());
  vendor.associate(2, "dap", "O1", {day("2026-06-30"), Day::forever()});
  CHECK(!vendor.asked(Rule::UnderUsedSeats, "P2").empty());
}

TEST_CASE("ten seats without a user are an opportunity, nine are not") {
  Vendor vendor;
  vendor.associate(1, "dap", "O1");
  vendor.seats(100, 90);
  CHECK(vendor.asked(Rule::UnassignedSeats) ==
        "C1 O1 office: seats=100; active_users=90; unassigned=10; at_least=10");
  Vendor fewer;
  fewer.associate(1, "dap", "O1");
  fewer.seats(100, 91);
  CHECK(fewer.asked(Rule::UnassignedSeats).empty());
}

// 90 days until 2026-06-30 begin on 2026-04-02, those before on 2026-01-02.
Vendor growing(int before, int now) {
  Vendor vendor;
  vendor.associate(1, "dap", "S1", {day("2026-01-02"), Day::forever()});
  vendor.use("S1", Measure::Consumption, "2026-01-01", 500);
  vendor.use("S1", Measure::Consumption, "2026-01-02", before - 1);
  vendor.use("S1", Measure::Consumption, "2026-04-01", 1);
  vendor.use("S1", Measure::Consumption, "2026-04-02", now - 1);
  vendor.use("S1", Measure::Consumption, "2026-06-30", 1);
  vendor.use("S1", Measure::Consumption, "2026-07-01", 500);
  return vendor;
}

TEST_CASE("a fifth more in 90 days, on a metered subscription without an end, is growth") {
  CHECK(growing(100, 120).asked(Rule::GrowthWithoutCommitment) ==
        "C1 S1 azure: consumption=120; before=100; currency=USD; days=90; growth_percent=20; "
        "at_least_percent=20");
  CHECK(growing(100, 119).asked(Rule::GrowthWithoutCommitment).empty());
}

TEST_CASE("growth under a term is committed, and who came later saw no growth") {
  Vendor committed = growing(100, 200);
  committed.end("S1", "2027-01-01");
  CHECK(committed.asked(Rule::GrowthWithoutCommitment).empty());
  Vendor late = growing(100, 200);
  late.registry.associations[0].days.from = day("2026-01-03");
  CHECK(late.asked(Rule::GrowthWithoutCommitment).empty());
}

TEST_CASE("a subscription that ends within 90 days is to be renewed, after 91 it is not yet") {
  Vendor vendor;
  vendor.associate(1, "dap", "O1");
  vendor.end("O1", "2026-09-28");
  CHECK(vendor.asked(Rule::RenewalsIn90Days) ==
        "C1 O1 office: ends_on=2026-09-28; days_left=90; within_days=90");
  vendor.seats(40, 40);
  CHECK(vendor.asked(Rule::RenewalsIn90Days) ==
        "C1 O1 office: ends_on=2026-09-28; days_left=90; within_days=90; seats=40");
  vendor.end("O1", "2026-09-29");
  CHECK(vendor.asked(Rule::RenewalsIn90Days).empty());
  vendor.end("O1", "2026-06-30");
  CHECK(vendor.asked(Rule::RenewalsIn90Days).empty());
}

// P1 is at the Azure of four customers and at the Office of those named.
Vendor with_office_at(std::initializer_list<const char*> offices) {
  Vendor vendor;
  for (const char* azure : {"S1", "S2", "S3", "S4"})
    vendor.associate(1, "dap", azure);
  for (const char* office : offices)
    vendor.associate(1, "dap", office);
  return vendor;
}

TEST_CASE("what half of the comparable customers have is missing where it is not") {
  CHECK(with_office_at({"O2", "O3"}).asked(Rule::WhiteSpace) ==
        "C1  Office: comparable_customers=3; of_them_have_it=2; at_least_percent=50\n"
        "C4  Office: comparable_customers=3; of_them_have_it=2; at_least_percent=50");
  CHECK(with_office_at({"O2"}).asked(Rule::WhiteSpace).empty());
}

TEST_CASE("customers of another country, or without a common family, are not comparable") {
  Vendor abroad = with_office_at({"O2", "O3", "O4"});
  CHECK(!abroad.asked(Rule::WhiteSpace).empty());
  abroad.registry.customers[3].country = "FR";
  CHECK(abroad.asked(Rule::WhiteSpace).empty());
  // C5 has Office only; of the three that share it with C5, all have Azure.
  const Vendor other = with_office_at({"O2", "O3", "O4", "O5"});
  CHECK(other.asked(Rule::WhiteSpace) ==
        "C1  Office: comparable_customers=3; of_them_have_it=3; at_least_percent=50\n"
        "C5  Azure: comparable_customers=3; of_them_have_it=3; at_least_percent=50");
}

// 300 in the three months before, on 100 a month.
Vendor dropping(int now) {
  Vendor vendor;
  vendor.associate(1, "dap", "S1", {day("2026-03-01"), Day::forever()});
  for (const char* on : {"2026-03-31", "2026-04-30", "2026-05-31"})
    vendor.use("S1", Measure::Consumption, on, 100);
  vendor.use("S1", Measure::Consumption, "2026-06-15", now);
  return vendor;
}

TEST_CASE("thirty of a hundred less than the average of three months is a drop") {
  CHECK(dropping(70).asked(Rule::ConsumptionDrop) ==
        "C1 S1 azure: consumption=70; three_months_before=300; currency=USD; drop_percent=30; "
        "at_least_percent=30");
  CHECK(dropping(71).asked(Rule::ConsumptionDrop).empty());
}

TEST_CASE("what came to nothing dropped whole, and who did not see it all saw no drop") {
  Vendor nothing = dropping(70);
  nothing.records.pop_back();
  CHECK(nothing.asked(Rule::ConsumptionDrop) ==
        "C1 S1 azure: consumption=0; three_months_before=300; currency=USD; drop_percent=100; "
        "at_least_percent=30");
  nothing.registry.associations[0].days.from = day("2026-03-02");
  CHECK(nothing.asked(Rule::ConsumptionDrop).empty());
}

TEST_CASE("associated, and nobody or somebody else is partner of record") {
  Vendor vendor;
  vendor.associate(1, "tpor", "S1");
  CHECK(vendor.asked(Rule::AssociatedNotPartnerOfRecord) ==
        "C1 S1 azure: held_as=tpor; roles_of_record=dpor; partner_of_record=nobody");
  vendor.associate(2, "dpor", "S1");
  CHECK(vendor.asked(Rule::AssociatedNotPartnerOfRecord) ==
        "C1 S1 azure: held_as=tpor; roles_of_record=dpor; partner_of_record=another partner");
  CHECK(vendor.asked(Rule::AssociatedNotPartnerOfRecord, "P2").empty());
}

TEST_CASE("where the role is not lawful nobody misses it") {
  Vendor vendor;
  vendor.associate(1, "dap", "S1");
  vendor.registry.channels.push_back({{0}, base::Channel::CspDirect, kAlways, {}, {}});
  CHECK(vendor.asked(Rule::AssociatedNotPartnerOfRecord).empty());
}

TEST_CASE("a role that ends within 90 days is named, one that goes on is not") {
  Vendor vendor;
  vendor.associate(1, "dpor", "S1", {Day::min(), day("2026-09-28")});
  vendor.associate(1, "tpor", "S1", {Day::min(), day("2026-09-29")});
  vendor.associate(1, "dap", "S1");
  CHECK(vendor.asked(Rule::AssociationEndsSoon) ==
        "C1 S1 azure: roles=dpor; ends_on=2026-09-28; days_left=90; within_days=90");
  vendor.associate(1, "dpor", "S1", {day("2026-09-28"), Day::forever()});
  CHECK(vendor.asked(Rule::AssociationEndsSoon).empty());
}

TEST_CASE("a role that ends with the subscription is a renewal") {
  Vendor vendor;
  vendor.associate(1, "dap", "O1", {Day::min(), day("2026-08-01")});
  CHECK(!vendor.asked(Rule::AssociationEndsSoon).empty());
  vendor.end("O1", "2026-08-01");
  CHECK(vendor.asked(Rule::AssociationEndsSoon).empty());
  CHECK(!vendor.asked(Rule::RenewalsIn90Days).empty());
}

}  // namespace
}  // namespace insight
