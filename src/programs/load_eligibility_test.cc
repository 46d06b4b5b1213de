#include <doctest/doctest.h>

#include "programs/load.h"

namespace {

constexpr std::string_view kSmall = R"([programme]
code = "small"
version = "1"

[[type]]
code = "seller"
exclusive = "seller"
incentive = true

[[competency]]
code = "cloud"
counts = [{ families = ["Azure"] }]
metrics = [{ code = "people", kind = "manual" }]
levels = [
  { code = "silver", thresholds = [{ metric = "people", at_least = "4" }] },
  { code = "gold", thresholds = [{ metric = "people", at_least = "9" }] },
]

[[competency]]
code = "plain"
counts = [{ families = ["Azure"] }]

[[lever]]
code = "sales"
kind = "percent_of_revenue"
roles = ["seller"]
rates = [{ rate = "8 %" }]
[lever.eligibility]
good_standing = true
enrolments = ["cloud-incentives"]
profiles = ["payout", "tax"]
missing_profile = "held"
countries = ["DE", "AT"]
customer_countries = ["DE"]
competency = { code = "cloud", level = "gold" }

[[lever]]
code = "extra"
kind = "percent_of_revenue"
roles = ["seller"]
rates = [{ rate = "1 %" }]
accelerates = "sales"
)";

std::string message_of(std::string_view toml) {
  const auto programme = programs::load(toml, "p.toml");
  return programme ? "no error" : programme.error().message;
}

std::string with(std::string_view part, std::string_view other) {
  std::string text(kSmall);
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), other);
}

}  // namespace

TEST_CASE("a lever says what it asks of its earner, and its accelerator asks that too") {
  const auto programme = programs::load(kSmall, "p.toml");
  REQUIRE_MESSAGE(programme, programme.error().message);
  const programs::Eligibility& asked = programme->levers[0].eligibility;
  CHECK(asked.good_standing);
  CHECK(asked.enrolments == std::vector<std::string>{"cloud-incentives"});
  CHECK(asked.profiles.size() == 2);
  CHECK(asked.missing_profile == programs::MissingProfile::Held);
  CHECK(asked.countries.size() == 2);
  CHECK(asked.customer_countries.size() == 1);
  REQUIRE(asked.competency);
  CHECK(asked.competency->competency == "cloud");
  CHECK(asked.competency->rank == 2);
  CHECK_FALSE(programme->levers[1].eligibility.asks());
  CHECK(programme->asked_by(programme->levers[1]).front() == &asked);
}

TEST_CASE("what a lever cannot ask is refused with line, reason and remedy") {
  struct Fault {
    std::string_view part, other, says;
  };
  for (const Fault& one : {
           Fault{"good_standing", "good_standin",
                 "p.toml:29: unknown key 'good_standin' in 'eligibility' of lever 'sales'; did you "
                 "mean 'good_standing'?"},
           Fault{"[\"payout\", \"tax\"]", "[\"pay-out\"]", "expected one of payout, tax"},
           Fault{"profiles = [\"payout\", \"tax\"]\n", "",
                 "'missing_profile' of 'eligibility' of lever 'sales' needs 'profiles'"},
           Fault{"\"held\"", "\"later\"", "expected one of not_earned, held"},
           Fault{"[\"cloud-incentives\"]", "[]", "is empty; name at least one"},
           Fault{"[\"DE\", \"AT\"]", "[\"DE\", \"Austria\"]",
                 "'Austria' in 'countries' of 'eligibility' of lever 'sales' is no country"},
           Fault{"code = \"cloud\", level", "code = \"clod\", level", "did you mean 'cloud'?"},
           Fault{"level = \"gold\"", "level = \"golden\"", "expected one of silver, gold"},
           Fault{"{ code = \"cloud\", level = \"gold\" }", "{ code = \"cloud\" }",
                 "has no 'level'"},
           Fault{"code = \"cloud\", level", "code = \"plain\", level",
                 "competency 'plain' has no levels"},
       }) {
    CAPTURE(one.part);
    const std::string message = message_of(with(one.part, one.other));
    CHECK_MESSAGE(message.find(one.says) != std::string::npos, message);
  }
  std::string nothing(kSmall);
  const std::size_t from = nothing.find("good_standing");
  nothing.erase(from, nothing.find("[[lever]]", from) - from);
  CHECK_MESSAGE(message_of(nothing).find("asks for nothing") != std::string::npos,
                message_of(nothing));
}
