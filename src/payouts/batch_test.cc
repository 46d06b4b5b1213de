#include "payouts/batch.h"
#include "ledger/money.h"

#include <doctest/doctest.h>

#include "payouts/payouts_testing.h"

namespace payouts {
namespace {

void says(const Batch& batch, const std::string& expected) {
  const auto checked = check(batch);
  REQUIRE_FALSE(checked);
  CHECK(checked.error().code == base::Code::InvalidInput);
  CHECK_MESSAGE(checked.error().message.find(expected) != std::string::npos,
                checked.error().message);
}

// The batch with its first payment (euro, within SEPA) changed.
Batch first(void (*change)(Payment&)) {
  Batch out = testing::batch();
  change(out.payments.front());
  return out;
}
Batch head(void (*change)(Batch&)) {
  Batch out = testing::batch();
  change(out);
  return out;
}
base::Decimal amount(std::string_view text) {
  return base::parse_exact(text).value();
}

TEST_CASE("ids are of the batch and the place in it") {
  CHECK(batch_id(7) == "PO-000007");
  CHECK(batch_id(1'234'567) == "PO-1234567");
  CHECK(payment_id(7, 12) == "PO-000007-0012");
  CHECK(payment_id(7, 12'345) == "PO-000007-12345");
}

TEST_CASE("totals are one for each currency") {
  CHECK(totals(testing::batch()) == std::vector<Total>{{"EUR", 3, amount("1560.51")},
                                                       {"JPY", 1, amount("120000")},
                                                       {"USD", 2, amount("1000098.7")}});
}

TEST_CASE("a whole batch is whole") {
  const auto checked = check(testing::batch());
  CHECK_MESSAGE(checked, checked.error().message);
}

TEST_CASE("a payment that is wrong is named with its fault") {
  says(first([](auto& p) { p.amount = {}; }), "payment PO-000007-0001: 0 EUR is not above zero");
  says(first([](auto& p) { p.amount = amount("-1"); }), "-1 EUR is not above zero");
  says(first([](auto& p) { p.amount = amount("1.005"); }),
       "1.005 EUR has more than the 2 decimals");
  says(first([](auto& p) { p.amount = amount("1000000000"); }), "too much for one payment");
  says(first([](auto& p) { p.currency = "EUX"; }), "'EUX' is no currency");
  says(first([](auto& p) { p.currency = "USD"; }), "give the account a BIC or clearing member");
  says(first([](auto& p) { p.partner = ""; }), "it names no partner");
  says(first([](auto& p) { p.payee.iban[5] = '0'; }), "check digits do not fit");
  says(first([](auto& p) { p.payee.iban = "DE89 3704 0044 0532 0130 00"; }),
       "not in the form of files");
  says(first([](auto& p) { p.remittance = std::string(141, 'x'); }), "more than 140 letters");
  says(first([](auto& p) { p.remittance = "\xFF"; }), "no UTF-8");
  says(first([](auto& p) { p.id = "PO 1"; }), "payment id 'PO 1'");
  says(first([](auto& p) { p.id = std::string(36, 'x'); }), "not 1 to 35 letters");
  says(first([](auto& p) { p.id = "PO-000007-0002"; }), "two payments have the id PO-000007-0002");
}

TEST_CASE("a batch that is wrong says so") {
  says(head([](auto& b) { b.payments.clear(); }), "there is nothing to pay");
  says(head([](auto& b) { b.number = 0; }), "a number is above 0");
  says(head([](auto& b) { b.id = "<PO>"; }), "payout '<PO>'");
  says(head([](auto& b) { b.id = std::string(25, 'x'); }), "up to 24 letters");
  says(head([](auto& b) { b.created = {-1}; }), "no time or no day");
  says(head([](auto& b) { b.execution = base::Day::forever(); }), "no time or no day");
  says(head([](auto& b) { b.debtor.iban = ""; }), "neither an IBAN nor an account number");
  says(head([](auto& b) { b.debtor.bic = "abnanl2a"; }), "the payer's account is not in the form");
  says(head([](auto& b) {
         for (std::int64_t i = 0; i < 11; ++i)
           b.payments.push_back(
               testing::payment(100 + i, "P", testing::british(), "USD", "999999999999.99"));
       }),
       "more than a file can carry");
}

TEST_CASE("the remittance text names as many statements as it holds") {
  const base::Month march = base::Month::parse("2026-03").value();
  std::vector<std::string> statements{"ST-000041", "ST-000042"};
  CHECK(remittance_text(march, {}) == "Incentives 2026-03");
  CHECK(remittance_text(march, statements) == "Incentives 2026-03, ST-000041 ST-000042");
  for (std::size_t count = 3; count < 60; ++count) {
    statements.push_back("ST-" + std::to_string(100'000 + count));
    const std::string text = remittance_text(march, statements);
    CAPTURE(text);
    CHECK(text.size() <= kRemittanceMax);
    CHECK((text.ends_with(" more") || text.ends_with(statements.back())));
  }
  CHECK(remittance_text(march, statements).ends_with(" ST-100010 +49 more"));
}

TEST_CASE("amounts have all digits of their minor unit") {
  CHECK(ledger::with_decimals(amount("12.3"), 2) == "12.30");
  CHECK(ledger::with_decimals(amount("12"), 2) == "12.00");
  CHECK(ledger::with_decimals(amount("1230"), 0) == "1230");
  CHECK(ledger::with_decimals(amount("0.005"), 3) == "0.005");
}

}  // namespace
}  // namespace payouts
