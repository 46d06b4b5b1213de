#include <doctest/doctest.h>

#include "programs/load.h"

namespace {

using programs::LeverKind;
using programs::LeverScope;

constexpr std::string_view kHead = R"([programme]
code = "small"
version = "1"

[[type]]
code = "seller"
exclusive = "seller"
incentive = true

[[lever]]
code = "x"
)";

// The lever stands from line 10 on; its kind is on line 12.
std::string with(std::string_view lever) {
  return std::string(kHead) + std::string(lever);
}

const programs::Lever& lever_of(const programs::Programme& programme) {
  return programme.levers.front();
}

programs::Programme load(std::string_view lever) {
  auto programme = programs::load(with(lever), "p.toml");
  REQUIRE_MESSAGE(programme, programme.error().message);
  return *std::move(programme);
}

void refuses(std::string_view lever, std::string_view says) {
  const auto programme = programs::load(with(lever), "p.toml");
  const std::string message = programme ? "no error" : programme.error().message;
  CAPTURE(lever);
  CAPTURE(message);
  CHECK(message.find(says) != std::string::npos);
}

constexpr std::string_view kMark = R"(kind = "high_water_mark"
roles = ["seller"]
scope = "customer"
starts = "2026-04"
currency = "USD"
)";
constexpr std::string_view kMilestone = R"(kind = "milestone"
roles = ["seller"]
scope = "subscription"
starts = "2026-04"
currency = "USD"
)";
constexpr std::string_view kGrowth = R"(kind = "growth"
roles = ["seller"]
scope = "customer"
measure = "revenue"
rates = [{ rate = "5 %" }]
)";
constexpr std::string_view kFlat = R"(kind = "flat"
roles = ["seller"]
measure = "seats"
currency = "USD"
)";

std::string plus(std::string_view lever, std::string_view line) {
  return std::string(lever) + std::string(line) + "\n";
}

}  // namespace

TEST_CASE("every kind of lever loads into plain values") {
  const auto mark = load(plus(kMark, "unit_values = [{ value = \"5\" }]\nstart_mark = \"200\""));
  CHECK(lever_of(mark).basis.starts->text() == "2026-04");
  CHECK(lever_of(mark).basis.start_mark.text() == "200");
  CHECK(lever_of(mark).basis.scope == LeverScope::Customer);
  CHECK(lever_of(mark).rates.front().rate.text() == "5");
  CHECK(lever_of(mark).measure() == base::Measure::ActiveUsers);

  const auto milestone =
      load(plus(kMilestone, "milestones = [{ share = \"15 %\", amount = \"500\" }]"));
  CHECK(lever_of(milestone).basis.of_seats);
  CHECK(lever_of(milestone).basis.milestones.front().at_least.text() == "0.15");

  const auto growth = load(plus(kGrowth, "baseline_months = 3\nminimum_baseline = \"100\""));
  CHECK(lever_of(growth).measure() == base::Measure::Revenue);
  CHECK(lever_of(growth).basis.baseline_months == 3);
  CHECK(lever_of(growth).basis.minimum_baseline.text() == "100");

  const auto flat =
      load(plus(kFlat, "scope = \"earner\"\nat_least = \"10\"\namounts = [{ amount = \"7\" }]"));
  CHECK(lever_of(flat).basis.scope == LeverScope::Earner);
  CHECK(lever_of(flat).rates.front().rate.text() == "7");
  CHECK(lever_of(flat).in_units());

  const auto daily = load(
      "kind = \"daily_earned_credit\"\nroles = [\"seller\"]\nrates = [{ rate = \"15 %\" }]\n"
      "rounding = \"FLOOR\"\nattach_within_days = 90\n");
  CHECK(lever_of(daily).rounding == base::Rounding::Floor);
  CHECK(lever_of(daily).gates.attach_within_days == 90);
  CHECK_FALSE(lever_of(daily).in_units());

  const auto seats = load(
      "kind = \"per_seat\"\nroles = [\"seller\"]\ncurrency = \"USD\"\nminimum_seats = \"150\"\n"
      "minimum_active_share = \"30 %\"\ntiers = [{ value = \"15\" }]\n");
  CHECK(lever_of(seats).gates.minimum_seats->text() == "150");
  CHECK(lever_of(seats).gates.minimum_active_share->text() == "0.3");

  CHECK_FALSE(lever_of(load("kind = \"manual\"\n")).reads_usage());
}

TEST_CASE("a key of another kind is refused with the kinds that it belongs to") {
  refuses(plus(kGrowth, "starts = \"2026-04\""),
          "p.toml:17: 'starts' of lever 'x' does not belong to kind growth, but to "
          "high_water_mark, milestone; remove it");
  refuses(plus(kMark, "rates = [{ rate = \"5 %\" }]"), "does not belong to kind high_water_mark");
  refuses(plus(kMilestone, "tiers = [{ value = \"5\" }]"), "does not belong to kind milestone");
  refuses(plus(kFlat, "minimum_seats = \"5\""), "does not belong to kind flat");
  refuses("kind = \"manual\"\nroles = [\"seller\"]\n", "does not belong to kind manual");
  refuses("kind = \"manual\"\naccelerates = \"x\"\n", "does not belong to kind manual");
  refuses("kind = \"manual\"\neligibility = { good_standing = true }\n",
          "does not belong to kind manual");
}

TEST_CASE("what a kind cannot do without is asked for") {
  refuses("kind = \"growth\"\nroles = [\"seller\"]\nrates = []\n", "lever 'x' has no 'measure'");
  refuses(kMark, "has no 'unit_values'");
  refuses(kMilestone, "has no 'milestones'");
  refuses(plus(kFlat, "amounts = []"), "has no 'scope'");
  refuses(plus(kFlat, "scope = \"customer\""), "has no 'amounts'");
  refuses("kind = \"high_water_mark\"\nroles = [\"seller\"]\ncurrency = \"USD\"\n",
          "has no 'scope'");
  refuses("kind = \"daily_earned_credit\"\nroles = [\"seller\"]\nrates = []\ncurrency = \"USD\"\n",
          "needs 'unit_values' and 'currency' together");
}

TEST_CASE("values out of their range are refused with the remedy") {
  const std::string_view values = "unit_values = [{ value = \"5\" }]\n";
  refuses(plus(kMark, std::string(values) + "start_mark = \"-1\""), "must not be below 0");
  refuses(plus(kGrowth, "baseline_months = 0"), "must be a whole number from 1 to 120");
  refuses(plus(kGrowth, "minimum_baseline = 5"), "is a bare number");
  refuses(plus(kFlat, "scope = \"programme\"\namounts = []"),
          "subscription or customer, or earner");
  refuses(plus(kFlat, "scope = \"customer\"\namounts = [{ amount = \"0\" }]"), "must be above 0");
  refuses(plus(kMilestone, "milestones = []"), "nothing could be earned");
  refuses(plus(kMilestone, "milestones = [{ units = \"5\", share = \"5 %\", amount = \"1\" }]"),
          "either 'units' or 'share'");
  refuses(plus(kMilestone,
               "milestones = [{ units = \"5\", amount = \"1\" }, "
               "{ units = \"5\", amount = \"2\" }]"),
          "are out of order: 5 does not lie above");
  refuses(plus(kMilestone,
               "milestones = [{ units = \"5\", amount = \"1\" }, "
               "{ share = \"50 %\", amount = \"2\" }]"),
          "all have 'units' or all have 'share'");
  refuses(
      "kind = \"per_seat\"\nroles = [\"seller\"]\ncurrency = \"USD\"\n"
      "tiers = [{ value = \"5\" }]\nminimum_active_share = \"130 %\"\n",
      "at most 100 %");
  refuses(
      "kind = \"percent_of_revenue\"\nroles = [\"seller\"]\nrates = []\n"
      "attach_within_days = \"90\"\n",
      "must be a whole number from 0 to 36500, without quotes");
  refuses("kind = \"percent_of_revenue\"\nroles = [\"seller\"]\nrates = []\nrounding = \"UP\"\n",
          "expected one of HALF_EVEN, HALF_UP, FLOOR");
  std::string april(kMark);
  april.replace(april.find("2026-04"), 7, "April 2");
  refuses(april, "expected a month in quotes, like \"2026-04\"");
  std::string earner(kMark);
  earner.replace(earner.find("customer"), 8, "earner");
  refuses(earner, "what was reached stays with them, whoever the partner is");
  std::string seats(kGrowth);
  seats.replace(seats.find("revenue"), 7, "seats");
  refuses(seats, "must be consumption or revenue");
}
