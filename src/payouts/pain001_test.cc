// ACCREDIT_GOLDEN=write brings tests/data/payouts/ up to date.
#include "payouts/pain001.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "payouts/batch_csv.h"
#include "payouts/payouts_testing.h"

namespace payouts {
namespace {

void check_golden(const std::string& path, const std::string& text) {
  if (std::getenv("ACCREDIT_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == text);
}

// The texts of all elements of a name, in their order.
std::vector<std::string> texts_of(const std::string& xml, const std::string& tag) {
  std::vector<std::string> out;
  for (std::size_t at = xml.find("<" + tag); at != xml.npos; at = xml.find("<" + tag, at + 1)) {
    const std::size_t from = xml.find('>', at) + 1;
    out.push_back(xml.substr(from, xml.find("</" + tag, from) - from));
  }
  return out;
}

base::Decimal sum_of(const std::vector<std::string>& amounts) {
  base::Decimal out;
  for (const std::string& amount : amounts)
    out += base::parse_exact(amount).value();
  return out;
}

TEST_CASE("the files of a batch are these") {
  check_golden("tests/data/payouts/PO-000007.xml", pain001(testing::batch()));
  check_golden("tests/data/payouts/PO-000007.csv", batch_csv(testing::batch()));
}

TEST_CASE("amounts have the digits of their currency: none, two, three, four") {
  Batch batch = testing::batch();
  batch.payments = {testing::payment(1, "P", testing::japanese(), "JPY", "1500"),
                    testing::payment(2, "P", testing::american(), "USD", "1500"),
                    testing::payment(3, "P", testing::american(), "KWD", "1.5"),
                    testing::payment(4, "P", testing::american(), "CLF", "0.0001")};
  const std::string xml = pain001(batch);
  CHECK(texts_of(xml, "InstdAmt") ==
        std::vector<std::string>{"0.0001", "1500", "1.500", "1500.00"});
  CHECK(texts_of(xml, "CtrlSum").front() == "3001.5001");
}

TEST_CASE("a name is cut where SEPA cuts it, and where ISO 20022 does elsewhere") {
  Batch batch = testing::batch();
  for (Payment& payment : batch.payments)
    payment.payee.holder = std::string(140, 'x');
  const auto names = texts_of(pain001(batch), "Nm");
  const std::string sepa(70, 'x'), abroad(140, 'x');
  const std::string payer = "Lanternfall Clouds B.V.";
  CHECK(names == std::vector<std::string>{payer, payer, sepa, sepa, payer, abroad, payer, abroad,
                                          payer, abroad, abroad});
}

TEST_CASE("nothing of a hostile name reaches the file as markup") {
  Batch batch = testing::batch();
  batch.payments.front().payee.holder = "]]><Amt>1</Amt><!-- \"&amp;' --> 雲😀 X";
  batch.payments.front().remittance = "</Ustrd><script>";
  const std::string xml = pain001(batch);
  CHECK(texts_of(xml, "Amt>").size() == 6);
  CHECK(xml.find("<script") == xml.npos);
  CHECK(xml.find("X</Nm>") != xml.npos);
  CHECK(texts_of(xml, "Ustrd").front() == "./Ustrd..script.");
}

TEST_CASE("the order of payments is the batch's, whatever names and times say") {
  Batch batch = testing::batch();
  std::swap(batch.payments[0], batch.payments[3]);
  CHECK(texts_of(pain001(batch), "EndToEndId") ==
        std::vector<std::string>{"PO-000007-0004", "PO-000007-0001", "PO-000007-0005",
                                 "PO-000007-0003", "PO-000007-0002", "PO-000007-0006"});
}

TEST_CASE("of any batch, counts and sums agree: of the file, of its blocks, of the batch") {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const Batch batch = testing::random_batch(seed);
    REQUIRE_MESSAGE(check(batch), check(batch).error().message);
    const std::string xml = pain001(batch);
    REQUIRE(pain001(batch) == xml);
    base::Decimal sum;
    std::int64_t count = 0;
    for (const Total& total : totals(batch)) {
      sum += total.amount;
      count += total.payments;
    }
    const auto header = texts_of(xml, "GrpHdr");
    REQUIRE(header.size() == 1);
    CHECK(texts_of(header[0], "NbOfTxs") == std::vector{std::to_string(count)});
    CHECK(sum_of(texts_of(header[0], "CtrlSum")) == sum);
    CHECK(sum_of(texts_of(xml, "CtrlSum")) == sum + sum);
    CHECK(sum_of(texts_of(xml, "InstdAmt")) == sum);
    std::set<std::string> blocks;
    for (const std::string& block : texts_of(xml, "PmtInf>")) {
      CHECK(blocks.insert(texts_of(block, "PmtInfId").front()).second);
      CHECK(texts_of(block, "NbOfTxs").front() ==
            std::to_string(texts_of(block, "CdtTrfTxInf").size()));
      CHECK(sum_of(texts_of(block, "CtrlSum")) == sum_of(texts_of(block, "InstdAmt")));
    }
    for (const char* tag : {"Nm", "Ustrd", "TwnNm", "AdrLine"}) {
      for (const std::string& text : texts_of(xml, tag))
        CHECK_FALSE(text.empty());
    }
  }
}

}  // namespace
}  // namespace payouts
