#include "access/consent.h"

#include <doctest/doctest.h>

#include "registry/registry_testing.h"

namespace rights {
namespace {

using registry::ActorKind;
using registry::testing::day;
using registry::testing::days;

const Giver kAnna{ActorKind::Customer, "C1", "customer:C1/anna"};
const Giver kRival{ActorKind::Customer, "C2", "customer:C2/otto"};
const Giver kOperator{ActorKind::Operator, "ben", "operator:ben"};
const Giver kPartner{ActorKind::Partner, "P1", "partner:P1/eva"};

// Says things one after the other, each in a commit of its own.
struct Talk {
  registry::testing::Town town;
  ConsentBook book;
  std::int64_t commit = 10;

  ConsentFacts facts() const { return {town.snapshot, book, {1000}, day("2026-03-20")}; }
  base::Result<Receipt> try_give(const ConsentWish& wish, const Giver& giver = kAnna) const {
    return give(wish, giver, facts());
  }
  Receipt given(const ConsentWish& wish) {
    Receipt out = try_give(wish).value();
    out.commit = {++commit};
    book.receipts.push_back(out);
    return out;
  }
  void withdrawn(const WithdrawalWish& wish) {
    Withdrawal out = withdraw(wish, kAnna, facts()).value();
    out.commit = {++commit};
    book.withdrawals.push_back(out);
  }
  // What is agreed on between P1 and a subscription for an association of commit 5.
  std::string classes(std::string_view subscription, std::string end_reason = "",
                      std::int64_t recorded = 5) const {
    const registry::Directory directory(town.snapshot);
    registry::Association association;
    association.end_reason = std::move(end_reason);
    association.recorded = {recorded};
    const Consents consents(book, town.snapshot, day("2026-03-20"));
    const auto word = consents.last(directory.partner("P1"), directory.subscription(subscription));
    return words(agreed(word, association).classes);
  }
};

constexpr std::string_view kAll = "subscription_facts+usage+billed_revenue";

ConsentWish wish(std::string subscription = "", ClassMask classes = kUsual) {
  ConsentWish out;
  out.customer = "C1";
  out.partner = "P1";
  out.subscription = std::move(subscription);
  out.classes = classes;
  return out;
}

WithdrawalWish scope(std::string subscription = "") {
  WithdrawalWish out;
  out.customer = "C1";
  out.partner = "P1";
  out.subscription = std::move(subscription);
  return out;
}

std::string code(const auto& result) {
  if (result) return "";
  return result.error().reason.empty() ? result.error().message : result.error().reason;
}

}  // namespace

TEST_CASE("the last word that reaches a subscription decides") {
  Talk talk;
  CHECK(talk.classes("S1") == kAll);
  talk.given(wish("S1", bit(DataClass::SubscriptionFacts)));
  CHECK(talk.classes("S1") == "subscription_facts");
  CHECK(talk.classes("S2") == kAll);
  talk.withdrawn(scope());
  CHECK(talk.classes("S1").empty());
  CHECK(talk.classes("S2").empty());
  CHECK(talk.classes("S3") == kAll);  // of another customer
  talk.given(wish("S2", bit(DataClass::Usage) | bit(DataClass::OtherPartners)));
  CHECK(talk.classes("S1").empty());
  CHECK(talk.classes("S2") == "usage+other_partners");
  talk.given(wish());
  CHECK(talk.classes("S1") == kAll);
  CHECK(talk.classes("S2") == kAll);
  talk.withdrawn({.receipt = "CR-2"});
  CHECK(talk.classes("S1") == kAll);
  CHECK(talk.classes("S2").empty());
}

TEST_CASE("X23: an association that ended for want of consent shows nothing, until a new receipt") {
  Talk talk;
  talk.given(wish());
  CHECK(talk.classes("S1", "CONSENT_WITHDRAWN", 11).empty());
  CHECK(talk.classes("S1", "CONSENT_WITHDRAWN", 12).empty());
  CHECK(talk.classes("S1", "REMOVED_BY_CUSTOMER", 12) == kAll);
  CHECK(talk.classes("S1", "CONSENT_WITHDRAWN", 10) == kAll);
}

TEST_CASE("X32: consent of an acquired or merged customer stays, and one word of both is one") {
  Talk talk;
  talk.town.snapshot.mergers = {{{0}, {1}, day("2026-03-10"), base::MergerKind::TenantMerged}};
  talk.given(wish("", bit(DataClass::Usage)));
  CHECK(talk.classes("S1") == "usage");
  CHECK(talk.classes("S3") == "usage");
  talk.town.snapshot.mergers[0].from = day("2026-03-21");  // not yet
  CHECK(talk.classes("S3") == kAll);
  talk.town.snapshot.mergers[0] = {{0}, {1}, day("2026-03-10"), base::MergerKind::Acquired};
  CHECK(talk.classes("S1") == "usage");
  CHECK(talk.classes("S3") == kAll);
  CHECK(code(talk.try_give(wish(), kRival)).empty());  // the acquirer acts for it
}

TEST_CASE("X49: who does not administer the customer gives nothing and withdraws nothing") {
  Talk talk;
  CHECK(code(talk.try_give(wish(), kRival)) == "NOT_CUSTOMER_ADMIN");
  CHECK(code(talk.try_give(wish("S3"), kRival)) == "NOT_CUSTOMER_ADMIN");
  CHECK(code(withdraw(scope(), kRival, talk.facts())) == "NOT_CUSTOMER_ADMIN");
  CHECK(code(talk.try_give(wish(), kPartner)) == "ACTOR_NOT_ALLOWED");
  ConsentWish nobody = wish();
  nobody.customer = "C99";
  CHECK(code(talk.try_give(nobody)) == "NOT_CUSTOMER_ADMIN");
}

TEST_CASE("X50: of two administrators the second one looks again") {
  Talk talk;
  ConsentWish first = wish();
  first.if_revision = 0;
  talk.given(first);
  CHECK(code(talk.try_give(first)) == "REVISION_CONFLICT");
  WithdrawalWish second = scope("S1");
  second.if_revision = 0;
  CHECK(code(withdraw(second, kAnna, talk.facts())) == "REVISION_CONFLICT");
  second.if_revision = 1;
  CHECK(code(withdraw(second, kAnna, talk.facts())).empty());
}

TEST_CASE("what cannot be agreed on is refused") {
  const Talk talk;
  ConsentWish one = wish("S3");
  CHECK(code(talk.try_give(one)) == "SUBSCRIPTION_NOT_FOUND");
  one = wish("S99");
  CHECK(code(talk.try_give(one)) == "SUBSCRIPTION_NOT_FOUND");
  one = wish();
  one.partner = "P99";
  CHECK(code(talk.try_give(one)) == "PARTNER_NOT_FOUND");
  one = wish("", kUsual | bit(DataClass::EndUserIdentities));
  CHECK(code(talk.try_give(one)) == "NEVER_SHARED");
  CHECK(!talk.try_give(wish("", 0)));
  one = wish();
  one.days = days("2026-03-01", "2026-03-01");
  CHECK(!talk.try_give(one));
  one = wish();
  one.how = How::Deemed;
  CHECK(!talk.try_give(one));
  CHECK(talk.try_give(one, kOperator));
  one.how = How::Explicit;
  CHECK(code(talk.try_give(one, kOperator)) == "EVIDENCE_MISSING");
  one.evidence = "letter.pdf";
  CHECK(!talk.try_give(one, kOperator));
  one.evidence = std::string(64, 'a');
  CHECK(talk.try_give(one, kOperator));
}

TEST_CASE("a receipt has the text that was shown, and a document with the token of the person") {
  Talk talk;
  ConsentWish one = wish("S1", bit(DataClass::Usage) | bit(DataClass::SubscriptionFacts));
  one.days = days("2026-03-01", "2027-01-01");
  Receipt receipt = talk.given(one);
  CHECK(receipt.id() == "CR-1");
  CHECK(receipt.version == kStandardVersion);
  CHECK(receipt.text ==
        "One (C1) lets P1 see subscription facts, usage of subscription S1 from 2026-03-01 until "
        "2027-01-01 (that day excluded), on the days on which the partner is associated. "
        "Identities of end users are never shown. This can be withdrawn at any time and then ends "
        "at once.");
  receipt.text = "\"so\"";
  receipt.signer = "customer:C1/~k1";
  CHECK(document(receipt) ==
        R"({"classes":["subscription_facts","usage"],"customer":"C1","evidence":"",)"
        R"("from":"2026-03-01","given_at":"1970-01-01T00:00:01Z","given_by":"customer:C1/~k1",)"
        R"("how":"explicit","partner":"P1","receipt":"CR-1","subscription":"S1",)"
        R"("text":"\"so\"","text_version":"standard-1","until":"2027-01-01"})");
  one.text = "our own words";
  one.version = "portal-7";
  CHECK(talk.given(one).version == "portal-7");
}

TEST_CASE("classes are words of a closed list, and a profile opens some of them") {
  CHECK(parse_classes("usage,subscription_facts") ==
        (bit(DataClass::Usage) | bit(DataClass::SubscriptionFacts)));
  CHECK(parse_classes(words(kShareable)) == kShareable);
  CHECK(!parse_classes(""));
  CHECK(!parse_classes("usage,"));
  CHECK(!parse_classes("Usage"));
  using base::Metering;
  using programs::DataProfile;
  CHECK(opened_by(DataProfile::Sale, Metering::Metered) == kShareable);
  CHECK(!has(opened_by(DataProfile::Service, Metering::Metered), DataClass::BilledRevenue));
  CHECK(opened_by(DataProfile::Seats, Metering::Metered) == 0);
  CHECK(has(opened_by(DataProfile::Seats, Metering::Seat), DataClass::Usage));
  CHECK(opened_by(DataProfile::Deal, Metering::Seat) ==
        opened_by(DataProfile::Service, Metering::Seat));
  CHECK(opened_by(DataProfile::None, Metering::Seat) == 0);
}

}  // namespace rights
