// sql and export: questions and files on the store itself, beside a service or without one.
#include <doctest/doctest.h>

#include <filesystem>

#include "api/json.h"
#include "base/decimal.h"
#include "tests/program.h"

namespace tests {
namespace {

struct Made {
  Bench bench;
  Made() {
    make_store(bench);
    bench.write("usage-2026-03.csv", usage_of_march());
    bench.write("more.csv",
                usage_header() + usage_row("big", "2026-03-04", "12345678901234567.89"));
    REQUIRE(bench.accredit({"ingest", "usage-2026-03.csv", "more.csv"}).exit == 0);
  }
};

TEST_CASE("accredit sql answers over the views, and only over them") {
  const Made made;
  const auto ask = [&](const std::string& sql) {
    return made.bench.accredit({"sql", "-c", sql, "--from", "2026-03", "-o", "csv"});
  };
  CHECK(ask("SELECT id, status FROM partners WHERE id IN ('P1', 'P9') ORDER BY 1").out ==
        "id,status\nP1,active\nP9,terminated\n");
  const Answer sums =
      ask("SELECT currency, sum(amount) AS a FROM credit WHERE measure = "
          "'consumption' AND partner = 'P2' GROUP BY 1");
  CHECK_MESSAGE(sums.exit == 0, sums.err);
  CHECK(sums.out == "currency,a\nUSD,2100.000000000000\n");
  made.bench.write("q.sql", "SELECT count(*) AS n FROM associations");
  const std::string count = made.bench.accredit({"sql", "-f", "q.sql", "-o", "csv"}).out;
  CHECK(count.starts_with("n\n"));
  CHECK(made.bench.accredit({"sql", "q.sql", "-o", "csv"}).out == count);
  CHECK(made.bench.shell("accredit sql - -o csv < q.sql").out == count);
  CHECK(ask("SELECT * FROM earnings LIMIT 0").exit == 0);
  for (const char* sql : {"SELECT * FROM read_csv('more.csv')", "DROP TABLE partners", "SELECT",
                          "COPY partners TO 'x.csv'", "SELECT * FROM users", "SELECT 1; SELECT 2"})
    CHECK_MESSAGE(ask(sql).exit == 2, sql);
  CHECK(made.bench.accredit({"sql", "-c", "SELECT * FROM credit"}).exit == 2);
  CHECK(made.bench.accredit({"sql"}).exit == 2);
  const Answer cut =
      made.bench.accredit({"sql", "-c", "SELECT id FROM partners", "--rows", "1", "-o", "csv"});
  CHECK(cut.says("more rows"));
  CHECK(!made.bench.has("x.csv"));
}

// The sum of the manifest, in USD, of column amount.
std::string sum_of(const std::string& manifest) {
  const auto value = api::parse_json(manifest).value();
  for (const api::Value& one : value.get("sums").list()) {
    if (one.get("column").text() == "amount" && one.get("currency").text() == "USD")
      return one.get("sum").text();
  }
  return {};
}

TEST_CASE("accredit export writes a view in every format, and its sums are those of the manifest") {
  const Made made;
  for (const std::string format : {"csv", "ndjson", "parquet", "xlsx"}) {
    CAPTURE(format);
    const std::string file = "credit." + format;
    const Answer done = made.bench.accredit(
        {"export", "credit", "--from", "2026-03", "--to", "2026-04", "--out", file});
    REQUIRE_MESSAGE(done.exit == 0, done.err);
    CHECK(made.bench.read(file + ".json") == done.out);
    const auto manifest = api::parse_json(done.out).value();
    CHECK(manifest.get("view").text() == "credit");
    CHECK(manifest.get("filters").text() == "from=2026-03&to=2026-04");
    CHECK(manifest.get("bytes").integer(0) ==
          static_cast<std::int64_t>(std::filesystem::file_size(made.bench.file(file))));
    const Answer digest = made.bench.shell("sha256sum " + file);
    CHECK(digest.out.starts_with(manifest.get("sha256").text()));
  }
  const std::string sum = sum_of(made.bench.read("credit.xlsx.json"));
  CHECK(base::parse_exact(sum).value_or(base::Decimal()) > base::Decimal::from_integer(10'000));
  const std::string root = std::filesystem::current_path().string();
  const Answer summed =
      made.bench.shell("python3 " + root + "/tests/read_xlsx.py credit.xlsx --sum amount");
  CHECK_MESSAGE(summed.out == "USD\t" + sum + '\n', summed.out << summed.err);
  const Answer about = made.bench.shell("python3 " + root + "/tests/read_xlsx.py credit.xlsx 2");
  CHECK_MESSAGE(about.out.find("\ttext\tsum of amount, USD\n") != about.out.npos, about.out);
  CHECK_MESSAGE(about.out.find("\ttext\t" + sum + '\n') != about.out.npos, about.out);
}

TEST_CASE("accredit export writes the answer to a question, with its types") {
  const Made made;
  const std::string sql =
      "SELECT currency, sum(amount) AS amount, count(*) AS n, max(valid_from::DATE) AS day FROM "
      "credit, associations GROUP BY 1";
  const Answer done = made.bench.accredit(
      {"export", "--sql", sql, "--from", "2026-03", "--out", "answer", "--format", "xlsx"});
  REQUIRE_MESSAGE(done.exit == 0, done.err);
  CHECK(api::parse_json(done.out).value().get("sql").text() == sql);
  const std::string root = std::filesystem::current_path().string();
  const Answer cells = made.bench.shell("python3 " + root + "/tests/read_xlsx.py answer 1");
  CHECK_MESSAGE(cells.out.find("C2\tnumber\t") != cells.out.npos, cells.out);
  CHECK_MESSAGE(cells.out.find("D2\tday\t2") != cells.out.npos, cells.out);
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"export", "partners"},
           {"export", "--out", "x.csv"},
           {"export", "partners", "--out", "x"},
           {"export", "partners", "--out", "x.json"},
           {"export", "users", "--out", "x.csv"},
           {"export", "partners", "--sql", "SELECT 1", "--out", "x.csv"},
           {"export", "credit", "--out", "x.csv"}}) {
    const Answer refused = made.bench.accredit(words);
    CHECK_MESSAGE(refused.exit == 2, refused.err);
  }
  CHECK(!made.bench.has("x.csv"));
  CHECK(made.bench.accredit({"export", "partners", "--out", "none/x.csv"}).exit == 1);
}

TEST_CASE("questions are answered beside the process that writes") {
  const Made made;
  const Answer both = made.bench.shell(
      "accredit serve --port 0 > log 2> told & service=$!\n"
      "until grep -q http told; do :; done\n"
      "accredit sql -c 'SELECT count(*) AS n FROM partners' -o csv; code=$?\n"
      "kill $service; wait $service; exit $code");
  CHECK_MESSAGE(both.exit == 0, both.err);
  CHECK(both.out.starts_with("n\n"));
}

}  // namespace
}  // namespace tests
