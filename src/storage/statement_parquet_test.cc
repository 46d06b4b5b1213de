#include "storage/statement_parquet.h"

#include <doctest/doctest.h>

#include "ledger/money.h"
#include "statements/canonical.h"
#include "storage/duck.h"
#include "storage/record_testing.h"

namespace storage {
namespace {

statements::Statement statement(std::size_t lines) {
  statements::Statement out;
  out.number = 7;
  out.period = *base::Month::parse("2026-03");
  for (std::size_t i = 0; i < lines; ++i) {
    ledger::Entry& line = out.lines.emplace_back();
    line.period = out.period;
    line.currency = i % 2 == 0 ? "USD" : "JPY";
    line.kind = i % 3 == 0 ? ledger::EntryKind::Due : ledger::EntryKind::Earning;
    line.subscription = i == 1 ? "S,\"1\"\nnext" : "S" + std::to_string(i);
    line.base = *base::parse_exact("0.123456789012");
    line.amount = base::Decimal::from_integer(static_cast<std::int64_t>(i) - 3);
    line.cause = "commits 1-2";
  }
  return out;
}

// Each row as the texts of its columns, as DuckDB reads the file.
std::vector<std::string> rows_of(const std::string& path) {
  std::string columns;
  for (const std::string_view column : statements::kLineColumns)
    columns += (columns.empty() ? "" : " || '|' || ") +
               ("coalesce(" + sql_name(column) + "::VARCHAR, '')");
  const auto duck = Duck::open({}).value();
  auto connection = duck->connect().value();
  auto result =
      connection.stream("SELECT " + columns + " FROM read_parquet(" + sql_text(path) + ")").value();
  std::vector<std::string> out;
  while (const auto chunk = result.next().value()) {
    for (std::size_t i = 0; i < chunk->size(); ++i)
      out.emplace_back(text_of(chunk->column<duckdb_string_t>(0)[i]));
  }
  return out;
}

// "-3.00" and "-3.000000000000" are one number.
std::string with_twelve(const std::string& number) {
  return number.empty() ? number : ledger::with_decimals(*base::parse_exact(number), 12);
}

TEST_CASE("a statement's lines are in the Parquet file, number by number") {
  const testing::Directory directory;
  auto writer = StatementParquet::open();
  REQUIRE(writer.has_value());
  for (const std::size_t lines : {std::size_t{0}, std::size_t{9}, std::size_t{5'000}}) {
    const statements::Statement one = statement(lines);
    const std::string path = directory.path("it's one.parquet");
    const auto written = writer->write(one, path);
    REQUIRE_MESSAGE(written.has_value(), written.error().message);
    const auto rows = rows_of(path);
    REQUIRE(rows.size() == lines);
    for (std::size_t place = 1; place <= lines; ++place) {
      statements::LineTexts texts = statements::line_texts(one, place);
      std::string wanted;
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const bool number =
            statements::kLineColumns[i] == "base" || statements::kLineColumns[i] == "amount";
        wanted += (i == 0 ? "" : "|") + (number ? with_twelve(texts[i]) : texts[i]);
      }
      CHECK(rows[place - 1] == wanted);
    }
  }
}

}  // namespace
}  // namespace storage
