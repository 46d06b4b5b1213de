// Lists as workbooks, and what becomes of files that were made.
#include <doctest/doctest.h>

#include <filesystem>

#include "api/exports.h"
#include "api/json.h"
#include "app/consent_jobs.h"
#include "tests/service_world.h"

namespace tests {
namespace {

constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string type_of(const http::Response& answer) {
  const std::string_view whole = http::header(answer.headers, "content-type");
  return std::string(whole.substr(0, whole.find(';')));
}

TEST_CASE("a list comes as Accept likes it best, where its format is not said") {
  ServiceWorld world;
  const auto type = [&](const std::string& accept, const std::string& target = "/v1/partners") {
    const auto answer = world.ask("operator", "GET", target, {}, {{"accept", accept}});
    CHECK(answer.status == 200);
    CHECK(http::header(answer.headers, "vary") == "accept");
    return type_of(answer);
  };
  CHECK(type("") == "application/json");
  CHECK(type("*/*") == "application/json");
  CHECK(type("text/csv") == "text/csv");
  CHECK(type("text/*") == "text/csv");
  CHECK(type("text/html, application/x-ndjson;q=0.5, text/csv;q=0.4") == "application/x-ndjson");
  CHECK(type("application/json;q=0.1, text/csv; q=0.15") == "text/csv");
  CHECK(type(kXlsx) == kXlsx);
  CHECK(type("image/png") == "application/json");
  CHECK(type("text/csv;q=0") == "application/json");
  CHECK(type("text/csv", "/v1/partners?format=ndjson") == "application/x-ndjson");
  CHECK(type("", "/v1/partners?format=xlsx") == kXlsx);
  CHECK(world.ask("operator", "GET", "/v1/partners?format=parquet").status == 400);
}

TEST_CASE("a page and an export are workbooks of the same rows") {
  ServiceWorld world;
  const auto keep = [&](const std::string& name, const http::Response& answer) {
    REQUIRE(answer.status == 200);
    CHECK(type_of(answer) == kXlsx);
    world.bench.write(name, answer.body);
    const std::string root = std::filesystem::current_path().string();
    const Answer cells =
        world.bench.shell("python3 " + root + "/tests/read_xlsx.py " + name + " 1");
    REQUIRE_MESSAGE(cells.exit == 0, cells.err);
    return cells.out;
  };
  const std::string page =
      keep("page.xlsx", world.ask("executive", "GET", "/v1/subscriptions?format=xlsx"));
  const auto made =
      world.ask("executive", "POST", "/v1/exports", R"({"list":"subscriptions","format":"xlsx"})");
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const std::string id = api::parse_json(made.body).value().get("id").text();
  CHECK(keep("file.xlsx", world.ask("executive", "GET", "/v1/exports/" + id + "/file")) == page);
  CHECK(page.find("\tSA\n") != page.npos);
  CHECK(page.find("\tday\t") != page.npos);
  CHECK(page.find("\tSZ\n") == page.npos);
  CHECK(std::filesystem::is_empty(world.bench.file("store/scratch")));
}

TEST_CASE("a page that Accept made a file of is told of as one") {
  ServiceWorld world;
  const auto last = [&](const std::string& accept) {
    const auto answer =
        world.ask("executive", "GET", "/v1/subscriptions", {}, {{"accept", accept}});
    CHECK(answer.status == 200);
    const auto read = [](app::Store& store) { return app::looks(store, {.customer = "CA"}); };
    return std::string(word(world.service->store->read(read).value().back().action));
  };
  CHECK(last("application/json") == "api_read");
  CHECK(last("text/csv") == "exported");
  const auto expanded = world.ask("executive", "GET", "/v1/subscriptions?expand=customer", {},
                                  {{"accept", "text/csv"}});
  CHECK(expanded.status == 400);
}

TEST_CASE("files are kept for 30 days; what was never finished goes when the service starts") {
  ServiceWorld world;
  const auto made =
      world.ask("operator", "POST", "/v1/exports", R"({"list":"partners","format":"csv"})");
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const std::string file = "store/exports/" + api::parse_json(made.body).value().get("id").text();
  const std::string store = world.bench.file("store");
  const base::Instant now = world.clock.now();
  const auto days_later = [&](std::int64_t days) {
    return base::Instant{now.milliseconds + days * 24 * 3'600'000};
  };
  world.bench.write("store/exports/exp_left", "rows of which nobody knows");
  world.bench.write("store/exports/exp_part.part", "rows");
  std::filesystem::create_directory(world.bench.file("store/exports/exp_part.rows"));
  api::sweep_exports(store, days_later(29), api::ExportsUnderWay::Some);
  CHECK(world.bench.has("store/exports/exp_left"));
  api::sweep_exports(store, days_later(29), api::ExportsUnderWay::None);
  CHECK(!world.bench.has("store/exports/exp_left"));
  CHECK(!world.bench.has("store/exports/exp_part.part"));
  CHECK(!world.bench.has("store/exports/exp_part.rows"));
  CHECK(world.bench.has(file));
  CHECK(world.bench.has(file + ".json"));
  api::sweep_exports(store, days_later(31), api::ExportsUnderWay::Some);
  CHECK(!world.bench.has(file));
  CHECK(!world.bench.has(file + ".json"));
}

}  // namespace
}  // namespace tests
