// What a partner sees around the days of an association and of a consent: rules in words. That all
// cells are right is shown by tests/reach_properties_test.cc.
#include "access/reach.h"

#include <doctest/doctest.h>

#include "registry/registry_testing.h"

namespace rights {
namespace {

using registry::testing::day;
using registry::testing::days;
using registry::testing::line;

// S1 azure (metered) and S2 exchange (seats) of C1.
struct Office {
  registry::testing::Town town;
  ConsentBook book;
  base::Day today = day("2026-03-20");

  void associate(const char* type, const char* subscription, base::DayRange when,
                 std::string workload = "") {
    auto one = line("a" + std::to_string(town.snapshot.associations.size()), type, "P1",
                    subscription, when);
    one.workload = std::move(workload);
    const std::string refused = town.import(registry::testing::associations({one}));
    REQUIRE_MESSAGE(refused.empty(), refused);
  }
  void receipt(ClassMask classes, base::DayRange when) {
    Receipt one;
    one.customer = "C1";
    one.partner = "P1";
    one.classes = classes;
    one.days = when;
    one.commit = {100};
    book.receipts.push_back(one);
  }
  template <class Ask>
  auto ask(Ask ask) const {
    const attribution::Standing standing(town.snapshot, town.programme);
    const Consents consents(book, town.snapshot, today);
    const auto number = [](std::string_view name) { return name == "mail" ? 3 : kEveryWorkload; };
    const registry::Directory directory(town.snapshot);
    return ask(ReachCompiler(standing, consents, number, today), directory);
  }
  // "2026-03-01..2026-03-11 ..." as an executive sees it.
  std::string seen(DataClass one, std::string_view subscription = "S1",
                   std::uint32_t workload = kEveryWorkload, bool money = true) const {
    return ask([&](const ReachCompiler& compiler, const registry::Directory& directory) {
      const Reach reach = compiler.of({directory.partner("P1"), money});
      std::string text;
      for (const base::DayRange& when :
           reach.days(directory.subscription(subscription), workload, one)) {
        text += (text.empty() ? "" : " ") + when.from.text() + ".." + when.to.text();
      }
      return text;
    });
  }
  std::string why(DataClass one, std::string_view on, std::string_view subscription = "S1") const {
    return ask([&](const ReachCompiler& compiler, const registry::Directory& directory) {
      const Looker looker{directory.partner("P1"), true};
      const auto all = compiler.verdicts(looker, directory.subscription(subscription), day(on));
      return all[static_cast<std::size_t>(one)].code;
    });
  }
};

}  // namespace

TEST_CASE("a partner sees its days until today, and after the end nothing new") {
  Office office;
  office.associate("dpor", "S1", days("2026-02-10", "2026-03-15"));
  CHECK(office.seen(DataClass::Usage) == "2026-02-10..2026-03-15");
  CHECK(office.seen(DataClass::SubscriptionFacts) == "2026-02-10..2026-03-15");
  office.today = day("2026-03-01");
  CHECK(office.seen(DataClass::Usage) == "2026-02-10..2026-03-02");
  office.today = day("2026-02-09");
  CHECK(office.seen(DataClass::Usage).empty());
  CHECK(office.why(DataClass::Usage, "2026-02-10") == "NOT_YET");
}

TEST_CASE("billed revenue is for the partner's own sale, and for who may see money") {
  Office office;
  office.associate("tpor", "S1", days("2026-03-01"));
  office.associate("gdap", "S2", days("2026-03-01"));
  CHECK(office.seen(DataClass::BilledRevenue) == "2026-03-01..2026-03-21");
  CHECK(office.seen(DataClass::BilledRevenue, "S1", kEveryWorkload, false).empty());
  CHECK(office.seen(DataClass::BilledRevenue, "S2").empty());
  CHECK(office.why(DataClass::BilledRevenue, "2026-03-05", "S2") == "NOT_IN_DATA_PROFILE");
}

TEST_CASE("an administrator sees seats only, and nobody sees identities") {
  Office office;
  office.associate("gdap", "S1", days("2026-03-01"));
  office.associate("gdap", "S2", days("2026-03-01"));
  CHECK(office.seen(DataClass::Usage).empty());
  CHECK(office.seen(DataClass::Usage, "S2") == "2026-03-01..2026-03-21");
  CHECK(office.seen(DataClass::EndUserIdentities, "S2").empty());
  CHECK(office.why(DataClass::EndUserIdentities, "2026-03-05", "S2") == "NEVER_SHARED");
  CHECK(office.why(DataClass::Usage, "2026-03-05") == "ASSOC_NOT_ALLOWED_FOR_FAMILY");
}

TEST_CASE("a deal sees its part, and the facts of the whole") {
  Office office;
  office.associate("isv_deal", "S1", days("2026-03-01"), "mail");
  CHECK(office.seen(DataClass::Usage, "S1", 3) == "2026-03-01..2026-03-21");
  CHECK(office.seen(DataClass::Usage, "S1", 4).empty());
  CHECK(office.seen(DataClass::Usage).empty());
  CHECK(office.seen(DataClass::SubscriptionFacts) == "2026-03-01..2026-03-21");
  CHECK(office.why(DataClass::Usage, "2026-03-05") == "ONLY_ITS_WORKLOAD");
}

TEST_CASE("consent bounds the days; when it lapses the earlier ones stay, when withdrawn none") {
  Office office;
  office.associate("dpor", "S1", days("2026-02-01"));
  office.receipt(kUsual, days("2026-02-10", "2026-03-01"));
  CHECK(office.seen(DataClass::Usage) == "2026-02-10..2026-03-01");
  CHECK(office.why(DataClass::Usage, "2026-03-01") == "NOT_AGREED");
  Withdrawal withdrawal;
  withdrawal.customer = "C1";
  withdrawal.partner = "P1";
  withdrawal.commit = {101};
  office.book.withdrawals.push_back(withdrawal);
  CHECK(office.seen(DataClass::Usage).empty());
  CHECK(office.seen(DataClass::SubscriptionFacts).empty());
  CHECK(office.why(DataClass::Usage, "2026-02-15") == "CONSENT_WITHDRAWN");
}

TEST_CASE("other partners are seen when the customer says so, while the association holds") {
  Office office;
  office.associate("dpor", "S1", days("2026-02-01", "2026-03-25"));
  CHECK(office.seen(DataClass::OtherPartners).empty());
  CHECK(office.why(DataClass::OtherPartners, "2026-03-01") == "NOT_AGREED");
  office.receipt(kShareable, {});
  CHECK(office.seen(DataClass::OtherPartners) == "2026-02-01..2026-03-21");
  office.today = day("2026-03-25");
  CHECK(office.seen(DataClass::OtherPartners).empty());
  CHECK(office.why(DataClass::OtherPartners, "2026-03-01") == "ASSOCIATION_ENDED");
}

TEST_CASE("what is seen by both: common days, of each workload") {
  Office then, of_mail, now;
  then.associate("dpor", "S1", days("2026-02-10", "2026-03-15"));
  of_mail.associate("isv_deal", "S1", days("2026-03-10"), "mail");
  now.associate("dpor", "S1", days("2026-03-01"));
  const auto of = [](const Office& office) {
    return office.ask([](const ReachCompiler& compiler, const registry::Directory& directory) {
      return compiler.of({directory.partner("P1"), true});
    });
  };
  const registry::Directory directory(then.town.snapshot);
  const auto seen = [&](const Reach& reach, std::uint32_t workload) {
    std::string text;
    for (const base::DayRange& when :
         reach.days(directory.subscription("S1"), workload, DataClass::Usage))
      text += when.from.text() + ".." + when.to.text();
    return text;
  };
  CHECK(seen(of(then).within(of(now)), kEveryWorkload) == "2026-03-01..2026-03-15");
  CHECK(seen(of(now).within(of(then)), kEveryWorkload) == "2026-03-01..2026-03-15");
  for (const Reach& mail : {of(of_mail).within(of(now)), of(now).within(of(of_mail))}) {
    CHECK(seen(mail, 3) == "2026-03-10..2026-03-21");
    CHECK(seen(mail, kEveryWorkload).empty());
  }
  CHECK(seen(of(then).within(of(Office())), kEveryWorkload).empty());
}

}  // namespace rights
