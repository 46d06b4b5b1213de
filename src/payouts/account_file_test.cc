#include "payouts/account_file.h"

#include <doctest/doctest.h>

#include "ingest/csv.h"
#include "payouts/payouts_testing.h"

namespace payouts {
namespace {

constexpr const char* kHead =
    "partner_id,holder,iban,number,bic,clearing_system,clearing_member,country,currency,town,"
    "address1,address2\n";
constexpr const char* kGerman =
    "P1,Müller & Söhne GmbH,DE89 3704 0044 0532 0130 00,,,,,DE,EUR,Köln,Große Straße 12,2. "
    "Étage\n";

base::Result<std::vector<AccountRow>> read(const std::string& text) {
  auto rows = ingest::CsvReader::open(ingest::bytes_in_memory(text), "accounts.csv");
  if (!rows) return std::unexpected(rows.error());
  return read_accounts("accounts.csv", **rows);
}

TEST_CASE("accounts are read in the form of files, the programme's own without a partner") {
  const auto rows =
      read(std::string(kHead) + kGerman +
           ",\"Acme Cloud, Inc.\",,000123456789,,USABA,021000021,US,USD,New York,,\n");
  REQUIRE_MESSAGE(rows, rows.error().message);
  CHECK(*rows ==
        std::vector<AccountRow>{{2, "P1", testing::german()}, {3, "", testing::american()}});
}

TEST_CASE("a fault is told with file and line, and nothing is taken") {
  struct Row {
    std::string text, says;
  };
  const std::string head = kHead;
  for (const Row& row : std::vector<Row>{
           {"partner,holder\nP1,x\n",
            "accounts.csv, line 1: no file of bank accounts has a column 'partner'"},
           {"partner_id,holder\nP1,x\n", "the column iban is missing"},
           {head, "there is no row in it"},
           {head + kGerman + kGerman, "line 3, column partner_id: 'P1' stands there twice"},
           {head + kGerman + "P2,x,DE00370400440532013000,,,,,DE,EUR,,,\n",
            "accounts.csv, line 3: bank account of x: "},
           {head + "P2,x,,,,,,DE,EUR,,,\n", "neither an IBAN nor an account number"},
           {head + "P2,x\n", "the row has 2 cells instead of 12"}}) {
    CAPTURE(row.says);
    const auto rows = read(row.text);
    REQUIRE_FALSE(rows);
    CHECK(rows.error().code == base::Code::InvalidInput);
    CHECK_MESSAGE(rows.error().message.find(row.says) != std::string::npos, rows.error().message);
  }
}

}  // namespace
}  // namespace payouts
