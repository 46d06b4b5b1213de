// Registry and usage as Parquet, through the program: the same rows as CSV give the same store.
#include "tests/parquet.h"

#include <doctest/doctest.h>

namespace {

constexpr const char* kNouns[] = {"partners", "customers",    "products", "subscriptions",
                                  "channels", "associations", "fx_rates"};

std::string answers(const tests::Bench& bench) {
  std::string out;
  for (const auto& words : {std::vector<std::string>{"credit", "--from", "2026-03", "--by",
                                                     "partner,subscription,currency"},
                            {"earnings", "--month", "2026-03"},
                            {"reconcile", "--month", "2026-03"},
                            {"history", "--customer", "C1", "--no-header"}}) {
    const tests::Answer answer = bench.accredit(words);
    CHECK_MESSAGE(answer.exit == 0, answer.err);
    out += answer.out + '\n';
  }
  return out;
}

// Commit, time and actor differ between two stores.
std::string without_times(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool time = text.compare(at, 3, ",20") == 0 && at + 21 < text.size() &&
                      text[at + 11] == 'T' && text[at + 20] == 'Z';
    if (time) at += 20;
    out += text[at];
  }
  return out;
}

}  // namespace

TEST_CASE("Parquet files of texts, days and numbers give the store that CSV files give") {
  const tests::Bench csv, parquet;
  tests::make_store(csv);
  csv.write("usage.csv", tests::usage_of_march());
  REQUIRE(csv.accredit({"ingest", "usage.csv"}).exit == 0);

  tests::write_registry(parquet);
  parquet.write("usage.csv", tests::usage_of_march());
  REQUIRE(parquet.accredit({"init"}).exit == 0);
  std::vector<std::string> import{"import"};
  for (const std::string noun : kNouns) {
    const bool dated = noun == "subscriptions" || noun == "channels" || noun == "associations";
    tests::write_parquet(parquet, noun + ".csv", noun + ".parquet",
                         dated                ? "* REPLACE (CAST(starts_on AS DATE) AS starts_on,"
                                                " CAST(ends_on AS DATE) AS ends_on)"
                         : noun == "fx_rates" ? "* REPLACE (CAST(rate AS DECIMAL(18, 6)) AS rate)"
                                              : "*");
    import.insert(import.begin() + 1, noun + ".parquet");
  }
  const tests::Answer imported = parquet.accredit(import);
  REQUIRE_MESSAGE(imported.exit == 0, imported.err);
  tests::write_parquet(parquet, "usage.csv", "usage.parquet",
                       "charge_kind, * EXCLUDE (charge_kind) REPLACE"
                       " (CAST(usage_date AS DATE) AS usage_date, CAST(revision AS INTEGER) AS"
                       " revision, CAST(quantity AS DECIMAL(18, 3)) AS quantity,"
                       " CAST(amount AS DECIMAL(18, 2)) AS amount)");
  const tests::Answer ingested = parquet.accredit({"ingest", "usage.parquet"});
  CHECK_MESSAGE(ingested.exit == 0, ingested.err);
  CHECK(without_times(answers(parquet)) == without_times(answers(csv)));

  // The same registry once more, now as CSV, is no news.
  for (const std::string noun : kNouns) {
    CHECK(parquet.accredit({"import", noun + ".csv"}).says("nothing changed"));
  }
  // The same rows as texts are the same records.
  tests::write_parquet(parquet, "usage.csv", "texts.parquet");
  CHECK(parquet.accredit({"ingest", "texts.parquet"}).says("31 duplicates"));
  CHECK(parquet.accredit({"ingest", "usage.csv"}).says("31 duplicates"));
  CHECK(parquet.accredit({"verify", "--deep"}).exit == 0);
}
