#include "programs/load.h"

#include <algorithm>

#include <doctest/doctest.h>

namespace {

// A small lawful programme; each fault below replaces one line of it.
constexpr std::string_view kSmall = R"([programme]
code = "small"
version = "1"

[parameters]
currency = "EUR"

[[type]]
code = "seller"
exclusive = "seller"
incentive = true

[[type]]
code = "friend"
meterings = ["seat"]

[[competency]]
code = "cloud"
counts = [{ families = ["Azure"], measures = ["consumption"] }]

[[lever]]
code = "sales"
kind = "percent_of_consumption"
roles = ["seller"]
rates = [{ until = 2026-03-20, rate = "8 %" }, { from = 2026-03-20, rate = "0.06" }]

[[lever]]
code = "users"
kind = "per_active_unit"
roles = ["seller"]
currency = "USD"
unit_values = [{ value = "1.50" }]
rates = [{ rate = "10 %" }]
)";

std::string replaced(std::string_view line, std::string_view with) {
  std::string text(kSmall);
  const auto at = text.find(line);
  REQUIRE(at != std::string::npos);
  return text.replace(at, line.size(), with);
}

std::string message_of(std::string_view toml) {
  const auto programme = programs::load(toml, "p.toml");
  return programme ? "no error" : programme.error().message;
}

struct Fault {
  std::string_view line, with, says;
};

void check(std::initializer_list<Fault> faults) {
  for (const Fault& fault : faults) {
    const std::string message = message_of(replaced(fault.line, fault.with));
    CAPTURE(fault.with);
    CAPTURE(message);
    CHECK(message.find(fault.says) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("a small programme loads into plain values") {
  const auto programme = programs::load(kSmall, "p.toml");
  REQUIRE_MESSAGE(programme.has_value(), message_of(kSmall));
  CHECK(programme->name == "small");
  CHECK(programme->parameters.currency == "EUR");
  CHECK(programme->types.size() == 2);
  CHECK(programme->types[1].meterings == std::vector{base::Metering::Seat});
  CHECK(programme->competency_maps.front().measures == std::vector{base::Measure::Consumption});
  CHECK(programme->levers[0].roles == 1);
  CHECK(programme->levers[0].rates[0].rate.text() == "0.08");
  CHECK(programme->levers[0].rates[1].rate.text() == "0.06");
  CHECK(programme->levers[1].unit_values[0].rate.text() == "1.5");
  CHECK(programme->source == kSmall);
}

TEST_CASE("an unknown key is named with its line and the nearest known key") {
  check({{"currency = \"EUR\"", "curency = \"EUR\"",
          "p.toml:6: unknown key 'curency' in [parameters]; did you mean 'currency'?"},
         {"version = \"1\"", "version = \"1\"\nverison = \"1\"", "p.toml:4: unknown key 'verison'"},
         {"[[lever]]\ncode = \"sales\"", "[[lever]]\ncode = \"sales\"\nrole = [\"seller\"]",
          "unknown key 'role' in lever 'sales'; did you mean 'roles'?"},
         {"families", "familys", "did you mean 'families'?"},
         {"until = 2026", "til = 2026", "did you mean 'until'?"},
         {"[parameters]", "[parametres]", "did you mean 'parameters'?"}});
}

TEST_CASE("a bare number is refused where a decimal belongs") {
  check({{"\"8 %\"", "0.08", "p.toml:25: 'rate' of 'rates' of lever 'sales' is a bare number"},
         {"\"1.50\"", "1.50", "write it as a string in quotes"},
         {"\"1.50\"", "2", "is a bare number"},
         {"\"1.50\"", "\"1,50\"", "expected a decimal number with at most 12 decimals"},
         {"\"8 %\"", "\"eight\"", "expected a percentage like \"8 %\""},
         {"\"8 %\"", "\"8\"", "at most 100 %"},
         {"\"8 %\"", "\"-1 %\"", "expected at least 0"},
         {"\"8 %\"", "\"0.00000000001 %\"", "at most 12 decimals"}});
}

TEST_CASE("days are checked, and rates in force on one day are refused") {
  check({{"until = 2026-03-20", "until = \"2026-03-32\"", "must be a day like 2026-03-01"},
         {"until = 2026-03-20", "until = 2026-03-21", "overlap: two are in force on 2026-03-20"},
         {"until = 2026-03-20, rate", "rate", "overlap"},
         {"until = 2026-03-20", "from = 2026-03-20, until = 2026-03-20",
          "'until' is not after 'from'"},
         {"until = 2026-03-20", "until = 2026-03-32", "p.toml:25: this is not TOML"}});
}

TEST_CASE("words of closed lists are checked") {
  check(
      {{"\"consumption\"", "\"consumtion\"", "did you mean 'consumption'?"},
       {"[\"seat\"]", "[\"seats\"]", "meterings is 'seats'; expected one of seat, metered"},
       {"percent_of_consumption", "percent_of_usage", "kind is 'percent_of_usage'"},
       {"roles = [\"seller\"]\nrates", "roles = [\"seler\"]\nrates",
        "role of lever 'sales' is 'seler'; expected one of seller, friend; did you mean"},
       {"meterings = [\"seat\"]", "needs = \"sellr\"", "did you mean 'seller'?"},
       {"meterings = [\"seat\"]", "needs = \"friend\"", "cannot need itself"},
       {"meterings = [\"seat\"]", "channels = \"csp\"", "expected one of any, csp_only, not_csp"}});
}

TEST_CASE("a code stands once") {
  check(
      {{"code = \"friend\"", "code = \"seller\"", "duplicate type 'seller': it already stands at"},
       {"code = \"users\"", "code = \"sales\"", "duplicate lever 'sales'"},
       {"code = \"users\"", "code = \"Users+\"", "small letters, digits, '-' and '_'"},
       {"code = \"users\"\n", "", "this lever has no 'code'"}});
}

TEST_CASE("a lever pays only a role that bears incentives and has one holder") {
  check({{"roles = [\"seller\"]\nrates", "roles = [\"friend\"]\nrates", "incentive = false"},
         {"exclusive = \"seller\"\n", "", "several partners may hold on one day"},
         {"roles = [\"seller\"]\nrates", "roles = []\nrates", "nobody could earn"},
         {"currency = \"USD\"\n", "", "lever 'users' has no 'currency'"},
         {"currency = \"USD\"", "currency = \"dollar\"", "must be an ISO 4217 code"},
         {"unit_values = [{ value = \"1.50\" }]\n", "", "has no 'unit_values'"},
         {"kind = \"per_active_unit\"", "kind = \"percent_of_revenue\"",
          "does not belong to kind percent_of_revenue"},
         {"rates = [{ rate = \"10 %\" }]", "rates = [{ rate = \"10 %\" }]\ncoop_share = \"100 %\"",
          "must lie between 0 and 100 %"}});
}

TEST_CASE("tiers are in order, caps have a currency, accelerators follow what they accelerate") {
  const std::string_view rates =
      "rates = [{ until = 2026-03-20, rate = \"8 %\" }, { from = 2026-03-20, rate = \"0.06\" }]";
  const auto with = [&](std::string_view line) {
    return std::string(rates) + "\n" + std::string(line);
  };
  const std::string caps = with("caps = [{ scope = \"customer\", amount = \"300\" }]");
  const std::string dollars =
      with("caps = [{ scope = \"customer\", amount = \"300\", currency = \"dollar\" }]");
  const std::string twice = with(
      "caps = [{ scope = \"earner\", amount = \"3\", currency = \"USD\" }, "
      "{ scope = \"earner\", amount = \"4\", currency = \"USD\" }]");
  const std::string both = with("tiers = [{ rate = \"4 %\" }]");
  const std::string mode = with("tier_mode = \"whole\"");
  const std::string itself = with("accelerates = \"sales\"");
  check({{rates,
          "tiers = [{ until = \"10\", rate = \"4 %\" }, { until = \"5\", rate = \"6 %\" }, "
          "{ rate = \"8 %\" }]",
          "are out of order: 'until' 5 does not lie above the bound before it"},
         {rates, "tiers = [{ until = \"10\", rate = \"4 %\" }]", "must have no 'until'"},
         {rates, "tiers = [{ rate = \"4 %\" }, { rate = \"6 %\" }]", "only the last may have no"},
         {rates, "tiers = []", "nothing could be earned"},
         {rates, "tiers = [{ value = \"4\" }]", "give a 'rate', not a value"},
         {rates, both, "which say what it pays; remove 'rates'"},
         {rates, mode, "needs 'tiers'"},
         {rates, caps, "no 'currency'"},
         {rates, dollars, "must be an ISO 4217 code"},
         {rates, twice, "twice; keep one"},
         {rates, itself, "must stand behind the lever that it accelerates"},
         {"rates = [{ rate = \"10 %\" }]", "rates = [{ rate = \"10 %\" }]\naccelerates = \"sales\"",
          "an accelerator adds to the same base"}});
}

TEST_CASE("parameters are checked by shape") {
  const std::string_view line = "currency = \"EUR\"";
  check({{line, "currency = \"euro\"", "parameter 'currency' must be an ISO 4217 currency code"},
         {line, "time_zone = \"Mars/Olympus\"", "must be the name of a time zone"},
         {line, "snapshot_day = 31", "must be \"LAST\" or a day from 1 to 28"},
         {line, "fiscal_year_start = \"13-01\"", "must be a day of the year"},
         {line, "rounding = \"UP\"", "must be one of HALF_EVEN HALF_UP FLOOR"},
         {line, "competency_lookback = \"TTM\"", "which this version cannot compute; use NONE"},
         {line, "credit_own_use = \"yes\"", "must be true or false"},
         {line, "invite_expiry_days = -1", "must be a whole number from 0"},
         {line, "payment_threshold = 200", "is a bare number"},
         {line, "coop_share = \"many\"", "expected a percentage"}});
}

TEST_CASE("a channel partner is recognised by one type that its gate admits") {
  const std::string_view line = "meterings = [\"seat\"]";
  const std::string_view row = "recognised = [{ channel = \"ea\", party = \"transacting\" }]";
  check(
      {{line, "channels = \"csp_only\"\nrecognised = [{ channel = \"ea\", party = \"reseller\" }]",
        "does not admit that channel"},
       {line, "recognised = [{ channel = \"ea\", party = \"owner\" }]",
        "expected one of transacting, reseller"},
       {line,
        std::string_view("recognised = [{ channel = \"ea\", party = \"reseller\" }, "
                         "{ channel = \"ea\", party = \"reseller\" }]"),
        "the reseller partner of channel ea is recognised twice"}});
  CHECK(message_of(replaced(line, row)) == "no error");
}

TEST_CASE("parameters left out have the defaults of the domain") {
  const auto programme = programs::load(kSmall, "p.toml").value();
  CHECK(programme.parameters.time_zone == "UTC");
  CHECK(programme.parameters.late_usage_credit_months == 13);
  CHECK(programme.parameters.rounding == base::Rounding::HalfEven);
  const auto& texts = programme.parameters.texts;
  const auto has = [&](std::string_view name, std::string_view text) {
    return std::ranges::find(texts, std::pair(std::string(name), std::string(text))) != texts.end();
  };
  CHECK(has("coop_share", "40 %"));
  CHECK(programme.parameters.payment_threshold == base::Decimal::from_integer(200));
  CHECK(programme.parameters.earning_dispute_days == 60);
}

TEST_CASE("an amendment lays its rows over those of the programme and is checked as a whole") {
  const auto small = programs::load(kSmall, "p.toml").value();
  const auto made = programs::amended(small, R"(
[parameters]
snapshot_day = 24
[[lever]]
code = "sales"
rates = [{ rate = "5 %" }]
[[type]]
code = "third"
)",
                                      "amendment");
  REQUIRE(made.has_value());
  CHECK(made->parameters.snapshot_day == 24);
  CHECK(made->parameters.currency == "EUR");
  CHECK(made->levers[0].rates.size() == 1);
  CHECK(made->levers[0].rates[0].rate.text() == "0.05");
  CHECK(made->types.back().code == "third");
  CHECK(programs::load(made->source, "again").value().levers[0].rates[0].rate.text() == "0.05");

  const auto wrong = programs::amended(small, "[[lever]]\ncode = \"sales\"\nroles = [\"x\"]", "a");
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().message.starts_with("a:3: role of lever 'sales' is 'x'"));
}

TEST_CASE("the shipped programme is the matrix of the seed") {
  const auto programme = programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml");
  REQUIRE_MESSAGE(programme.has_value(), (programme ? "" : programme.error().message));
  CHECK(programme->labels(0x1FF) ==
        "csp_direct+csp_provider+csp_reseller+dpor+tpor+gdap+dap+fasttrack+isv_deal");
  struct Row {
    std::string_view code;
    bool csp, other, seat, metered, incentive;
  };
  for (const Row& row :
       {Row{"dpor", false, true, true, true, true}, Row{"tpor", false, true, true, true, false},
        Row{"dap", true, true, true, false, false}, Row{"gdap", true, true, true, false, false},
        Row{"fasttrack", true, true, true, false, false},
        Row{"isv_deal", true, true, false, true, false},
        Row{"csp_direct", true, false, true, true, true},
        Row{"csp_provider", true, false, true, true, true},
        Row{"csp_reseller", true, false, true, true, true}}) {
    CAPTURE(row.code);
    const auto& type = programme->types[programme->type(row.code).value()];
    CHECK(type.allows(base::Channel::CspIndirect) == row.csp);
    CHECK(type.allows(base::Channel::Ea) == row.other);
    CHECK(type.allows(base::Metering::Seat) == row.seat);
    CHECK(type.allows(base::Metering::Metered) == row.metered);
    CHECK(type.incentive == row.incentive);
    CHECK(type.competency);
  }
}

TEST_CASE("rows are told by their own lines, and messages by theirs") {
  const std::string text =
      "[programme]\ncode = \"p\"\nversion = \"1\"\n\n[[type]] # of record\ncode = \"a\"\n"
      "# about a\nincentive = true\n\n# ---- more ----\n[[type]]\ncode = \"b\"";
  const auto programme = programs::load(text, "p").value();
  CHECK(
      programs::texts_of(programme, "type") ==
      std::vector<std::string>{"[[type]] # of record\ncode = \"a\"\n# about a\nincentive = true\n",
                               "[[type]]\ncode = \"b\"\n"});
  CHECK(programs::texts_of(programme, "lever").empty());
  CHECK(programs::line_of("draft:12: no", "draft") == 12);
  CHECK_FALSE(programs::line_of("draft: no", "draft"));
  CHECK_FALSE(programs::line_of("other:1: no", "draft"));
}
