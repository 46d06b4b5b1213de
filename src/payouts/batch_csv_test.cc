#include "payouts/batch_csv.h"

#include <doctest/doctest.h>

#include "ingest/csv.h"
#include "payouts/payouts_testing.h"

namespace payouts {
namespace {

TEST_CASE("what is written is what a reader of RFC 4180 reads, to the byte") {
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    const Batch batch = testing::random_batch(seed);
    auto reader = ingest::CsvReader::open(ingest::bytes_in_memory(batch_csv(batch)), "x.csv");
    REQUIRE(reader);
    ingest::RowBatch rows;
    REQUIRE((*reader)->next(rows).value());
    REQUIRE(rows.broken.empty());
    REQUIRE(rows.size == batch.payments.size());
    const auto& names = (*reader)->names();
    const auto cell = [&](std::string_view name, std::size_t row) {
      const auto found = std::find(names.begin(), names.end(), name);
      return ingest::cell_text(rows.columns[static_cast<std::size_t>(found - names.begin())], row);
    };
    for (std::size_t row = 0; row < rows.size; ++row) {
      const Payment& payment = batch.payments[row];
      CHECK(cell("payment_id", row) == payment.id);
      CHECK(cell("holder", row) == payment.payee.holder);
      CHECK(cell("town", row) == payment.payee.town);
      CHECK(cell("clearing_number", row) == payment.payee.clearing.number);
      CHECK(cell("remittance", row) == payment.remittance);
      CHECK(base::parse_exact(cell("amount", row)) == payment.amount);
    }
  }
}

}  // namespace
}  // namespace payouts
