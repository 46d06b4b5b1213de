#include "payouts/account.h"

#include <doctest/doctest.h>

#include "payouts/payouts_testing.h"

namespace payouts {
namespace {

void says(const BankAccount& written, const std::string& expected) {
  const auto read = parse_account(written);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == base::Code::InvalidInput);
  CHECK_MESSAGE(read.error().message.find(expected) != std::string::npos, read.error().message);
}

BankAccount with(BankAccount account, void (*change)(BankAccount&)) {
  change(account);
  return account;
}

TEST_CASE("an account is taken in the form of files, whatever way it is written") {
  const auto read = parse_account({.holder = "Acme",
                                   .number = " 0001-2345 ab",
                                   .bic = "chas us 33",
                                   .clearing = {"usaba", "0210-00021"},
                                   .country = "US",
                                   .currency = "USD"});
  REQUIRE_MESSAGE(read, read.error().message);
  CHECK(read->number == "0001-2345AB");
  CHECK(read->bic == "CHASUS33");
  CHECK(read->clearing == ClearingMember{"USABA", "021000021"});
  CHECK(parse_account(*read) == *read);
}

TEST_CASE("each part of an account that is wrong is named") {
  says(with(testing::german(), [](auto& a) { a.holder = ""; }),
       "without a holder: the holder's name");
  says(with(testing::german(), [](auto& a) { a.iban[4] = '4'; }),
       "account of Mueller + Soehne GmbH: IBAN");
  says(with(testing::german(), [](auto& a) { a.iban = ""; }),
       "neither an IBAN nor an account number");
  says(with(testing::german(), [](auto& a) { a.number = "1"; }),
       "both an IBAN and an account number");
  says(with(testing::german(), [](auto& a) { a.country = "XX"; }), "'XX' is no country");
  says(with(testing::german(), [](auto& a) { a.currency = "EURO"; }), "'EURO' is no currency");
  says(with(testing::german(), [](auto& a) { a.town = ""; }), "an address without a town");
  says(with(testing::german(), [](auto& a) { a.town = "..."; }), "the town '...' has no letter");
  says(with(testing::german(), [](auto& a) { a.address.push_back("c/o"); }),
       "the address has 3 lines");
  says(with(testing::german(), [](auto& a) { a.bic = "COBADEF"; }), "7 characters, not 8 or 11");
  says(with(testing::german(), [](auto& a) { a.bic = "COBAXXFF"; }), "'XX' is no country");
  says(with(testing::german(), [](auto& a) { a.bic = "COBADE.F"; }),
       "more than letters and digits");
  says(with(testing::american(), [](auto& a) { a.clearing = {}; }), "does not name its bank");
  says(with(testing::american(), [](auto& a) { a.number = "12/3"; }), "account number '12/3'");
  says(with(testing::american(), [](auto& a) { a.number = "---"; }), "account number '---'");
  says(with(testing::american(), [](auto& a) { a.number = std::string(35, '1'); }), "up to 34");
}

TEST_CASE("a clearing member has a system of the list and a number of its form") {
  const auto clearing = [](std::string system, std::string number, const std::string& expected) {
    BankAccount account = testing::american();
    account.clearing = {std::move(system), std::move(number)};
    says(account, expected);
  };
  clearing("USABA", "021000022", "its last digit does not fit");
  clearing("USABA", "02100002", "9 digits in USABA");
  clearing("USABB", "021000021", "did you mean 'USABA'?");
  clearing("SGIBG", "12", "3 to 7 digits");
  clearing("INFSC", "SBIN000", "11 letters and digits");
  clearing("", "021000021", "clearing system ''");
  clearing("USABA", "", "clearing number ''");
}

TEST_CASE("a name is measured in letters and told when it is too long") {
  says(with(testing::german(), [](auto& a) { a.holder = std::string(300, 'x'); }),
       "has 300 letters, a payment carries 140");
  BankAccount account = testing::german();
  account.holder.clear();
  for (int i = 0; i < 140; ++i)
    account.holder += "é";
  CHECK(parse_account(account));
}

TEST_CASE("a name that no bank could read is refused, not turned into dots") {
  says(with(testing::german(), [](auto& a) { a.holder = "株式会社雲"; }),
       "write it in Latin letters");
  says(with(testing::german(), [](auto& a) { a.holder = "😀"; }), "write it in Latin letters");
  says(with(testing::german(), [](auto& a) { a.holder = "a\xFF"; }), "no text in UTF-8");
  CHECK(parse_account(with(testing::german(), [](auto& a) { a.holder = "<script>"; })));
}

TEST_CASE("a masked account shows the country and the end, of a short number the less") {
  CHECK(masked(testing::german()) == "DE…3000");
  CHECK(masked(testing::american()) == "…6789");
  CHECK(masked(testing::japanese()) == "…67");
  CHECK(masked({}) == "…");
}

TEST_CASE("SEPA is euro between accounts that it reaches") {
  CHECK(goes_by_sepa(testing::debtor(), testing::german(), "EUR"));
  CHECK(goes_by_sepa(testing::debtor(), testing::british(), "EUR"));
  CHECK_FALSE(goes_by_sepa(testing::debtor(), testing::german(), "USD"));
  CHECK_FALSE(goes_by_sepa(testing::debtor(), testing::turkish(), "EUR"));
  CHECK_FALSE(goes_by_sepa(testing::debtor(), testing::american(), "EUR"));
  CHECK_FALSE(goes_by_sepa(testing::american(), testing::german(), "EUR"));
}

}  // namespace
}  // namespace payouts
