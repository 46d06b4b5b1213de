#include <doctest/doctest.h>

#include "programs/load.h"

namespace {

// Two competencies, one by thresholds and one by points; each fault below replaces one part.
constexpr std::string_view kSmall = R"([programme]
code = "small"
version = "1"

[[type]]
code = "friend"

[[market_class]]
code = "emerging"
countries = ["IN", "BR"]

[[competency]]
code = "cloud"
requires_fee = true
grace_days = 45
counts = [{ families = ["Azure"], measures = ["consumption", "active_users"] }]
metrics = [
  { code = "sum", kind = "ttm_sum", measure = "consumption" },
  { code = "users", kind = "growth", measure = "active_users", minimum_baseline = "50" },
]
levels = [
  { code = "silver", until = 2027-01-01, thresholds = [{ metric = "sum", at_least = "15000" }] },
  { code = "silver", from = 2027-01-01, thresholds = [
    { metric = "sum", at_least = "20000" },
    { metric = "sum", at_least = "9000", market_class = "emerging" },
  ] },
  { code = "gold", thresholds = [{ metric = "users", at_least = "25" }] },
]

[[competency]]
code = "crm"
counts = [{ families = ["CRM"] }]
metrics = [{ code = "people", kind = "manual", target = "5", points = "10" }]
levels = [{ code = "bronze", points = "4", every_metric_positive = true }]
)";

std::string message_of(std::string_view toml) {
  const auto programme = programs::load(toml, "p.toml");
  return programme ? "no error" : programme.error().message;
}

struct Fault {
  std::string_view part, with, says;
};

void check(std::initializer_list<Fault> faults) {
  for (const Fault& fault : faults) {
    std::string text(kSmall);
    const auto at = text.find(fault.part);
    REQUIRE(at != std::string::npos);
    const std::string message = message_of(text.replace(at, fault.part.size(), fault.with));
    CAPTURE(fault.with);
    CHECK_MESSAGE(message.find(fault.says) != std::string::npos, message);
  }
}

}  // namespace

TEST_CASE("metrics, levels and market classes load into plain values") {
  const auto programme = programs::load(kSmall, "p.toml");
  REQUIRE_MESSAGE(programme, message_of(kSmall));
  const programs::Competency& cloud = *programme->competency("cloud");
  CHECK(cloud.requires_fee);
  CHECK(cloud.grace_days == 45);
  CHECK(cloud.metrics[1].baseline_months == 12);
  CHECK(cloud.metrics[1].minimum_baseline.text() == "50");
  CHECK(cloud.level_codes == std::vector<std::string>{"silver", "gold"});
  REQUIRE(cloud.levels.size() == 3);
  CHECK(cloud.levels[1].rank == 1);
  CHECK(programs::threshold_of(cloud.levels[1], 0, "")->text() == "20000");
  CHECK(programs::threshold_of(cloud.levels[1], 0, "emerging")->text() == "9000");
  CHECK(programs::threshold_of(cloud.levels[0], 0, "emerging")->text() == "15000");
  CHECK(!programs::threshold_of(cloud.levels[2], 0, ""));
  CHECK(programme->market_class("BR") == "emerging");
  CHECK(programme->market_class("DE").empty());
  const programs::Competency& crm = *programme->competency("crm");
  CHECK(crm.grace_days == 30);
  CHECK(crm.levels[0].points->text() == "4");
  CHECK(crm.levels[0].every_metric_positive);
}

TEST_CASE("a metric reads what its kind can read") {
  check({{"\"ttm_sum\"", "\"tmm_sum\"", "p.toml:18: kind is 'tmm_sum'; expected one of ttm_sum"},
         {"\"ttm_sum\", measure = \"consumption\"", "\"ttm_sum\", measure = \"active_users\"",
          "adds up months, but active_users is a stock; use kind snapshot"},
         {"\"ttm_sum\"", "\"snapshot\"", "reads one day of a month, but consumption flows"},
         {"\"ttm_sum\", measure = \"consumption\"", "\"ttm_sum\", measure = \"indicator\"",
          "which is never credited"},
         {"measure = \"consumption\" }", "measure = \"revenue\" }",
          "reads revenue, which no row of 'counts' counts"},
         {", measure = \"consumption\" }", " }", "metric 'sum' has no 'measure'"},
         {"kind = \"manual\"", "kind = \"manual\", measure = \"seats\"", "is read from a file"},
         {"kind = \"ttm_sum\"", "kind = \"ttm_sum\", baseline_months = 3",
          "'baseline_months' of metric 'sum' belongs to kind growth only"},
         {"\"50\"", "50", "is a bare number"},
         {"minimum_baseline = \"50\"", "baseline_months = 0", "a whole number from 1 to 120"},
         {"code = \"users\"", "code = \"sum\"", "duplicate metric 'sum'"}});
}

TEST_CASE("a level goes by thresholds or by points, and all of a competency alike") {
  check(
      {{"points = \"4\"", "thresholds = []", "goes by thresholds, but metric 'people' has"},
       {"points = \"4\", every", "every", "needs either 'thresholds'"},
       {"target = \"5\", points = \"10\"", "target = \"5\"", "metric 'people' has no 'points'"},
       {", target = \"5\", points = \"10\"", "", "goes by points, but metric 'people' has no"},
       {"target = \"5\"", "target = \"0\"", "'target' of metric 'people' must be above 0"},
       {"metric = \"users\"", "metric = \"user\"",
        "p.toml:27: metric of 'thresholds' of level 'gold' is 'user'; expected one of sum, users; "
        "did you mean 'users'?"},
       {"until = 2027-01-01", "until = 2027-01-02", "are in force on one day"},
       {"\"emerging\" }", "\"emergent\" }", "did you mean 'emerging'?"},
       {"at_least = \"20000\" }", "at_least = \"20000\", market_class = \"emerging\" }",
        "two thresholds for metric 'sum'"},
       {"at_least = \"25\" }", "at_least = \"25\", market_class = \"emerging\" }",
        "no threshold for partners outside the market classes"},
       {"grace_days = 45", "grace_days = \"45\"", "a whole number from 0 to 366"},
       {"levels = [{ code = \"bronze\", points = \"4\", every_metric_positive = true }]", "",
        "has metrics but no levels"},
       {"[\"IN\", \"BR\"]", "[\"IN\", \"IN\"]\n[[market_class]]\ncode=\"x\"\ncountries = [\"IN\"]",
        "country 'IN' stands in market class 'x' and in 'emerging'"}});
}
