#include "statements/document.h"

#include <doctest/doctest.h>

#include "statements/canonical.h"
#include "statements/merkle.h"

namespace statements {
namespace {

ledger::Entry line(const char* subscription, std::int64_t amount) {
  ledger::Entry entry;
  entry.period = *base::Month::parse("2026-03");
  entry.earner = "P1";
  entry.currency = "USD";
  entry.amount = base::Decimal::from_integer(amount);
  entry.lever = "dpor-consumption";
  entry.subscription = subscription;
  entry.earning_month = *base::Month::parse("2026-03");
  entry.base = base::Decimal::from_integer(amount * 10);
  entry.rates = "0.1";
  return entry;
}

Statement statement() {
  Statement out;
  out.number = 42;
  out.earner = "P1";
  out.earner_name = "Fabrikam \"Cloud\"\nGmbH";
  out.period = *base::Month::parse("2026-03");
  out.issued_on = *base::Day::parse("2026-04-15");
  out.programme = "cloud-2016";
  out.version = "1";
  out.currency = "USD";
  out.as_known = {17};
  out.currencies.push_back({"USD", base::Decimal::from_integer(60), {}, {}, {}, {}, {}, "", {}});
  out.lines = {line("S1", 10), line("S,2", 20), line("S3", 30)};
  return out;
}

const base::SigningKey& key() {
  static const auto made = base::SigningKey::from_seed(std::string(32, '\x07')).value();
  return made;
}

Issued issued() {
  return {statement(), seal(statement(), key()).value()};
}

TEST_CASE("a statement's document verifies, alone and against a key that is trusted") {
  const std::string document = json_document(issued(), key().public_key());
  const auto found = verify_document(document, nullptr);
  REQUIRE_MESSAGE(found.has_value(), found.error().message);
  CHECK(found->what == "ST-000042");
  CHECK(found->lines == 3);
  CHECK(found->root == merkle_root(leaf_hashes(statement())));
  CHECK(verify_document(document, &key().public_key()).has_value());
  const auto other = base::SigningKey::from_seed(std::string(32, '\x08')).value();
  CHECK(verify_document(document, &other.public_key()).error().message.contains("that you trust"));
}

TEST_CASE("a changed line is named") {
  std::string document = json_document(issued(), key().public_key());
  document.replace(document.find("\"amount\":\"20.00\""), 16, "\"amount\":\"90.00\"");
  CHECK(verify_document(document, nullptr).error().message.contains("line 2 of ST-000042"));
  document = json_document(issued(), key().public_key());
  document.replace(document.find("2026-04-15"), 10, "2026-04-16");
  CHECK(verify_document(document, nullptr).error().message.contains("the header of ST-000042"));
}

TEST_CASE("no byte of a document or a proof can be changed, lost or added") {
  for (const std::string& whole :
       {json_document(issued(), key().public_key()), json_proof(issued(), key().public_key(), 2)}) {
    CHECK(verify_document(whole, nullptr).has_value());
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string one = whole;
      one[at] = static_cast<char>(one[at] ^ 1);
      CHECK_MESSAGE(!verify_document(one, nullptr).has_value(), "byte ", at, " of ", whole);
      one = whole;
      one[at] = static_cast<char>(one[at] ^ 0x20);  // a letter in the other case
      CHECK_MESSAGE(!verify_document(one, nullptr).has_value(), "byte ", at, " in other case");
      one = whole;
      one.erase(at, 1);
      CHECK_MESSAGE(!verify_document(one, nullptr).has_value(), "without byte ", at);
    }
    CHECK_FALSE(verify_document(whole + " ", nullptr).has_value());
  }
}

TEST_CASE("a proof shows its line and no other") {
  const std::string proof = json_proof(issued(), key().public_key(), 2);
  CHECK(proof.contains("S,2"));
  CHECK_FALSE(proof.contains("S3"));
  const auto found = verify_document(proof, &key().public_key());
  REQUIRE_MESSAGE(found.has_value(), found.error().message);
  CHECK(found->what == "line 2 of ST-000042");
}

TEST_CASE("a statement without lines has a header to sign") {
  Statement empty = statement();
  empty.lines.clear();
  const Issued one{empty, seal(empty, key()).value()};
  CHECK(verify_document(json_document(one, key().public_key()), nullptr).has_value());
}

TEST_CASE("the table has the same texts") {
  const std::string csv = csv_document(statement());
  CHECK(
      csv.starts_with("statement,line,kind,lever,subscription,earning_month,payout,base,rates,"
                      "amount,currency,from,to,reason_code,fund,cause\n"));
  CHECK(csv.contains("ST-000042,2,earning,dpor-consumption,\"S,2\",2026-03,rebate,200,0.1,20.00,"));
}

}  // namespace
}  // namespace statements
