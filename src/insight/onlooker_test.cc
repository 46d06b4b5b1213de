// Holdings cut to what is seen, by class, workload and day; and credit by the time with access.
#include "insight/onlooker.h"

#include <doctest/doctest.h>

#include <array>

namespace insight {
namespace {

using attribution::Holdings;
using base::Day;
using base::DayRange;
using rights::DataClass;

Day day(std::string_view text) {
  return Day::parse(text).value();
}

// Partner P1 at subscription S1 of customer C1. It is 2026-06-20.
struct Vendor {
  programs::Programme programme;
  registry::Snapshot registry;
  rights::ConsentBook book;

  Vendor() {
    programme.types.resize(2);
    programme.types[0].code = "dap";
    programme.types[1].code = "pal";
    programme.types[1].continuous = true;
    for (programs::AssociationType& type : programme.types)
      type.data_profile = programs::DataProfile::Service;
    registry.partners.push_back({.id = "P1", .name = "", .group_id = "", .country = ""});
    registry.customers.push_back({"C1", "", ""});
    registry.products.push_back({"azure", "", "", base::Metering::Metered});
    registry.subscriptions.push_back({"S1", {0}, {0}, "USD", {}});
  }
  void associate(programs::TypeIndex type, DayRange days, const char* workload = "") {
    registry::Association one;
    one.id = "A" + std::to_string(registry.associations.size());
    one.type = type;
    one.partner = {0};
    one.customer = {0};
    one.subscription = {0};
    one.workload = workload;
    one.days = days;
    registry.associations.push_back(one);
  }
  void agree(DayRange days) {
    rights::Receipt one;
    one.customer = "C1";
    one.partner = "P1";
    one.classes = rights::kUsual;
    one.days = days;
    one.commit = {1};
    book.receipts.push_back(one);
  }
  Holdings seen(DataClass one = DataClass::Usage) const {
    const Day today = day("2026-06-20");
    const auto number = [](std::string_view workload) { return workload == "mail" ? 0U : 1U; };
    const attribution::Standing standing(registry, programme);
    const rights::Consents consents(book, registry, today);
    const rights::Reach reach =
        rights::ReachCompiler(standing, consents, number, today).of({{0}, true});
    return seen_holdings(attribution::compile(standing, number), standing, {reach, {0, 1}, today},
                         one);
  }
};

// "every 2026-06-01..2026-06-11", a line for each run.
std::string text(const Holdings& all) {
  std::string out;
  for (const attribution::Holding& holding : all.by_partner) {
    for (const attribution::Run& run : all.runs_of(holding)) {
      const bool every = holding.workload == attribution::Holding::kEveryWorkload;
      out += (out.empty() ? "" : "; ") + (every ? "every" : std::to_string(holding.workload)) +
             ' ' + (run.types == 0 ? "nothing" : run.from.text() + ".." + run.to.text());
    }
  }
  return out;
}

TEST_CASE("held days are seen while they are agreed on, and until today") {
  Vendor vendor;
  vendor.associate(0, {day("2026-06-01"), Day::forever()});
  CHECK(text(vendor.seen()) == "every 2026-06-01..2026-06-21");
  vendor.agree({day("2026-06-05"), day("2026-06-11")});
  CHECK(text(vendor.seen()) == "every 2026-06-05..2026-06-11");
}

TEST_CASE("what the data profile does not open keeps its place and has no days") {
  Vendor vendor;
  vendor.associate(0, {day("2026-06-01"), Day::forever()});
  CHECK(text(vendor.seen(DataClass::BilledRevenue)) == "every nothing");
  vendor.programme.types[0].data_profile = programs::DataProfile::Sale;
  CHECK(text(vendor.seen(DataClass::BilledRevenue)) == "every 2026-06-01..2026-06-21");
}

TEST_CASE("a workload that is held alone is seen alone") {
  Vendor vendor;
  vendor.associate(0, {day("2026-06-01"), day("2026-06-11")}, "mail");
  vendor.associate(0, {day("2026-06-08"), day("2026-06-15")});
  CHECK(text(vendor.seen()) == "0 2026-06-01..2026-06-15; every 2026-06-08..2026-06-15");
}

TEST_CASE("credit by time is seen of months of which every held day is seen") {
  Vendor vendor;
  vendor.associate(1, {day("2026-04-10"), Day::forever()});
  REQUIRE(vendor.seen().spells.size() == 1);  // days to come hide nothing
  vendor.agree({day("2026-05-01"), Day::forever()});
  const auto since_may = vendor.seen().spells;
  REQUIRE(since_may.size() == 1);
  CHECK(since_may[0].from.milliseconds == std::int64_t{day("2026-05-01").number} * 86'400'000);
  CHECK(since_may[0].to == registry::kNoEnd);
  vendor.agree({day("2026-04-01"), day("2026-05-20")});
  vendor.book.receipts[1].commit = {2};
  const auto april = vendor.seen().spells;
  REQUIRE(april.size() == 2);  // May and June, not over yet, are not seen whole
  CHECK(april[0].to.milliseconds == std::int64_t{day("2026-05-01").number} * 86'400'000);
  CHECK(april[1].from.milliseconds == std::int64_t{day("2026-07-01").number} * 86'400'000);
}

}  // namespace
}  // namespace insight
