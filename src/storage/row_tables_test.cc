#include "storage/row_tables.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "storage/duck.h"

namespace storage {
namespace {

struct Tables {
  std::string folder = "/tmp/accredit-rows-" + std::to_string(::getpid());
  RowTables rows = RowTables::open(folder + "/scratch", 256).value();
  Tables() {
    std::filesystem::create_directories(folder);
    const std::vector<RowColumn> columns{{"id"},
                                         {"note"},
                                         {"amount", RowType::Decimal},
                                         {"count", RowType::Integer},
                                         {"is_open", RowType::Boolean}};
    const std::vector<std::vector<RowCell>> cells{
        {"a", "with \"quotes\", a comma\nand a line", "12345678901234567890.123456789012", "3",
         "true"},
        {"b", "", "0.10", {}, "false"},
        {"c", {}, "-0.10", "7", {}}};
    REQUIRE(rows.add("things", columns, cells));
    REQUIRE(rows.add("none", columns, {}));
  }
  ~Tables() { std::filesystem::remove_all(folder); }
};

TEST_CASE("a question is answered from the rows, exactly") {
  Tables tables;
  const auto found = tables.rows.query(
      "SELECT id, note, amount, count, is_open FROM things ORDER BY id -- all", {});
  REQUIRE_MESSAGE(found.has_value(), (found ? "" : found.error().message));
  REQUIRE(found->rows.size() == 3);
  CHECK(found->columns.front().name == "id");
  CHECK(found->columns[2].type == RowType::Decimal);
  CHECK(found->columns[3].type == RowType::Integer);
  CHECK(found->columns[4].type == RowType::Boolean);
  CHECK(found->rows[0][1] == "with \"quotes\", a comma\nand a line");
  CHECK(found->rows[0][2] == "12345678901234567890.123456789012");
  CHECK(found->rows[1][1] == "");
  CHECK(!found->rows[1][3]);
  CHECK(!found->rows[2][1]);
  const auto sum = tables.rows.query("SELECT sum(amount) AS total FROM things", {});
  REQUIRE(sum);
  CHECK(sum->rows[0][0] == "12345678901234567890.123456789012");
  const auto cut = tables.rows.query("SELECT * FROM things", {.rows = 2});
  REQUIRE(cut);
  CHECK(cut->rows.size() == 2);
  CHECK(cut->is_cut);
  CHECK(tables.rows.query("FROM none", {})->rows.empty());
}

TEST_CASE("a question reaches nothing but the rows") {
  Tables tables;
  const std::string outside = tables.folder + "/outside.csv";
  for (const std::string& sql : std::vector<std::string>{
           "SELECT * FROM read_csv('/etc/passwd')",
           "SELECT * FROM '/etc/passwd'",
           "SELECT * FROM read_text('/proc/self/environ')",
           "SELECT * FROM glob('/*')",
           "COPY things TO '" + outside + "'",
           "COPY (SELECT 1) TO '" + outside + "'",
           "ATTACH '" + outside + "' AS other",
           "INSTALL httpfs",
           "LOAD httpfs",
           "SET enable_external_access = true",
           "RESET lock_configuration",
           "PRAGMA database_list",
           "CREATE TABLE more AS SELECT 1",
           "DROP TABLE things",
           "DELETE FROM things",
           "SELECT 1; SELECT 2",
           "SELECT 1) AS a; DROP TABLE things; SELECT * FROM (SELECT 1",
           "SELECT getenv('HOME')",
           "SELECT * FROM nowhere",
           "EXPORT DATABASE '" + tables.folder + "'",
           "CALL pragma_version()",
           "SELECT * FROM staged_rows()",
           "",
           "no sql at all",
       }) {
    CAPTURE(sql);
    const auto found = tables.rows.query(sql, {});
    CHECK(!found.has_value());
  }
  CHECK(!std::filesystem::exists(outside));
  CHECK(tables.rows.query("SELECT * FROM things", {})->rows.size() == 3);
}

TEST_CASE("a question that has no end is ended, and one that is too large refused") {
  Tables tables;
  const auto late = tables.rows.query(
      "SELECT count(*) FROM range(1000000000000) a, range(1000000) b", {.milliseconds = 200});
  REQUIRE(!late);
  CHECK(late.error().reason == "TOO_LONG");
  const auto large =
      tables.rows.query("SELECT list(i) FROM range(400000000) t(i)", {.milliseconds = 60'000});
  REQUIRE(!large);
  CHECK(large.error().reason == "QUERY_TOO_LARGE");
  CHECK(tables.rows.query("SELECT * FROM things", {})->rows.size() == 3);
}

TEST_CASE("what is written as Parquet is read back the same") {
  Tables tables;
  const std::string path = tables.folder + "/things.parquet";
  REQUIRE(tables.rows.write_parquet("things", path));
  auto duck = Duck::open({.threads = 1, .memory_mib = 64, .scratch = {}}).value();
  auto connection = duck->connect().value();
  CHECK(connection.number("SELECT count(*) FROM read_parquet(" + sql_text(path) +
                          ") WHERE amount = 12345678901234567890.123456789012::DECIMAL(38, 12)") ==
        1);
}

}  // namespace
}  // namespace storage
