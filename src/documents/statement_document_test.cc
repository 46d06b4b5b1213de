#include "documents/statement_document.h"

#include <doctest/doctest.h>

#include "documents/statement_testing.h"
#include "ledger/money.h"

namespace {

using documents::decimal;

std::vector<std::string> row_of(const typesetting::Table& table, std::size_t row) {
  std::vector<std::string> cells(table.columns.size());
  table.fill(row, cells);
  return cells;
}

}  // namespace

TEST_CASE("an amount is its text, padded to the minor unit") {
  CHECK(ledger::money_text(decimal("1234.5"), "USD") == "1234.50");
  CHECK(ledger::money_text(decimal("-7"), "USD") == "-7.00");
  CHECK(ledger::money_text(decimal("0"), "USD") == "0.00");
  CHECK(ledger::money_text(decimal("31320"), "JPY") == "31320");
  CHECK(ledger::money_text(decimal("0.5"), "JPY") == "0.5");
  CHECK(ledger::money_text(decimal("1.25"), "KWD") == "1.250");
  CHECK(ledger::money_text(decimal("0.123456789012"), "USD") == "0.123456789012");
}

TEST_CASE("a line says what it posts, or from where to where it moves") {
  const statements::Issued issued = documents::small_statement();
  const typesetting::Table lines = documents::lines_of(issued.statement);
  CHECK(lines.rows == issued.statement.lines.size());
  CHECK(row_of(lines, 0) == std::vector<std::string>{"1", "earning", "azure-consumption",
                                                     "az-sub-000017", "2024-03", "rebate",
                                                     "20934.123456789", "0.06", "1256.05", "USD",
                                                     "", "commits 12-40"});
  CHECK(row_of(lines, 5) == std::vector<std::string>{"6", "due", "", "", "", "rebate", "", "",
                                                     "1271.50", "USD", "accrual to payable",
                                                     "close of 2024-03"});
}

TEST_CASE("totals are by currency and kind") {
  const statements::Issued issued = documents::small_statement();
  const typesetting::Table totals = documents::totals_of(issued.statement);
  std::string all;
  for (std::size_t row = 0; row < totals.rows; ++row) {
    for (const std::string& cell : row_of(totals, row))
      all += cell + '|';
    all += '\n';
  }
  CHECK(all ==
        "JPY|earning|1|31320|\n"
        "JPY|earned and adjusted|1|31320|\n"
        "USD|earning|3|2090.15|\n"
        "USD|adjustment|1|-18.65|\n"
        "USD|forfeit|1|75.25|\n"
        "USD|due|1|1271.50|\n"
        "USD|earned and adjusted|4|2071.50|\n");
}
