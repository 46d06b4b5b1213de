// What is said about closed gates and holds: which, since when, and what would mend it.
#include <doctest/doctest.h>

#include "attribution/eligibility_text.h"
#include "programs/load.h"
#include "scenarios/scenario.h"
#include "usage/memory_log.h"

namespace attribution {
namespace {

constexpr const char* kTown =
    "partner       P1  country FR\n"
    "customer      C1  country IT\n"
    "product       azure  family Azure  metered\n"
    "subscription  S1  customer C1  product azure  currency USD\n"
    "association   P1 as dpor on S1 from 2026-01-01\n"
    "usage         S1  1,000 USD  on 2026-04-10\n";

// One partner of record of one subscription, under a lever that asks.
class Town {
 public:
  Town(const std::string& asked, const std::string& more)
      : scenario_(scenarios::parse_scenario(
                      programs::load(programs::shipped_cloud_2016(), "p.toml").value(),
                      "# Asked.\nprogramme\n  [parameters]\n  eligibility_day = 24\n"
                      "  [[lever]]\n  code = \"dpor-consumption\"\n"
                      "  [lever.eligibility]\n" +
                          asked + kTown + more,
                      "t.scn")
                      .value()),
        records_(scenarios::current_records(scenario_.deliveries)),
        directory_(scenario_.registry),
        log_(records_, [this](std::string_view id) { return directory_.subscription(id); }),
        standing_(scenario_.registry, scenario_.programme),
        index_(usage::transient_index(log_, scenario_.registry.subscriptions.size()).value()) {}

  // "CODE: what > remedy" of April 2026, a line each.
  std::string findings(base::Language language = base::Language::English) const {
    const base::Month april = *base::Month::parse("2026-04");
    HeldLevels levels = HeldLevels::gather(index_, standing_, april).value();
    Gates gates(standing_, levels, april);
    const base::Speaker say(language);
    const auto& all = scenario_.programme.levers;
    const auto lever = std::ranges::find(all, "dpor-consumption", &programs::Lever::code);
    std::string out;
    for (const GateFinding& one : gate_findings(
             say, standing_, gates, {0}, static_cast<std::uint32_t>(lever - all.begin()), {0}))
      out += one.code + ": " + one.what + " > " + one.remedy + "\n";
    return out;
  }

 private:
  scenarios::Scenario scenario_;
  std::vector<usage::Record> records_;
  registry::Directory directory_;
  usage::MemoryLog log_;
  Standing standing_;
  usage::SeriesIndex index_;
};

constexpr const char* kEverything =
    "  good_standing = true\n"
    "  enrolments = [\"cloud\", \"signed\"]\n"
    "  profiles = [\"payout\", \"tax\"]\n"
    "  countries = [\"DE\", \"AT\"]\n"
    "  customer_countries = [\"DE\"]\n"
    "  competency = { code = \"cloud-platform\", level = \"silver\" }\n";

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every closed gate is named, in the order in which they are asked") {
  const Town town(kEverything,
                  "status        P1 suspended from 2026-04-20 because \"papers are missing\"\n"
                  "enrolment     P1 in cloud from 2026-05-04\n"
                  "enrolment     P1 in signed from 2026-01-01\n"
                  "profile       P1 payout from 2026-01-01 until 2026-04-20\n");
  const std::string said = town.findings();
  std::size_t at = 0;
  for (const std::string_view part :
       {"NOT_IN_GOOD_STANDING: P1 is suspended since 2026-04-20, and 2026-04-24 decides for "
        "2026-04",
        "--status active --on 2026-04-24",
        "NOT_ENROLLED: the enrolment of P1 in 'cloud' is complete only from 2026-05-04 on",
        "accredit partner enrol --partner P1 --agreement cloud",
        "PROFILE_INCOMPLETE: the payout profile of P1 ended on 2026-04-20, and 2026-04-24 decides",
        "PROFILE_INCOMPLETE: the tax profile of P1 is not complete >",
        "SEGMENT_EXCLUDED: partner P1 is in FR; the lever pays for DE, AT only",
        "SEGMENT_EXCLUDED: customer C1 is in IT; the lever pays for DE only",
        "COMPETENCY_NOT_HELD: P1 holds no level of competency 'cloud-platform' on 2026-04-24; the "
        "lever asks for 'silver' or above",
        "accredit competency gap --partner P1 --competency cloud-platform --month 2026-04",
        "ON_HOLD: P1 is suspended from 2026-04-20 on (papers are missing)",
        "--withdraw --on 2026-04-20"}) {
    const std::size_t found = said.find(part, at);
    CHECK_MESSAGE(found != std::string::npos, part, "\n", said);
    if (found != std::string::npos) at = found;
  }
  CHECK_FALSE(has(said, "'signed'"));
  const std::string german = town.findings(base::Language::German);
  for (const std::string_view part :
       {"NOT_IN_GOOD_STANDING: P1 ist seit 20.04.2026 ausgesetzt, und für April 2026 entscheidet "
        "der "
        "24.04.2026 > ist er an diesem Tag aktiv, so verdient er: accredit partner status "
        "--partner "
        "P1 --status active --on 2026-04-24",
        "NOT_ENROLLED: die Anmeldung von P1 zu 'cloud' ist erst ab 04.05.2026 vollständig",
        "PROFILE_INCOMPLETE: das Zahlungsprofil von P1 endete am 20.04.2026, und für April 2026 "
        "entscheidet der 24.04.2026",
        "PROFILE_INCOMPLETE: das Steuerprofil von P1 ist nicht vollständig > spätestens im April "
        "2026 vollständig, zählt es vom ersten Tag des Monats an",
        "SEGMENT_EXCLUDED: Partner P1 ist in FR; der Hebel zahlt nur für DE, AT",
        "COMPETENCY_NOT_HELD: P1 hat am 24.04.2026 keine Stufe der Kompetenz 'cloud-platform'; der "
        "Hebel verlangt 'silver' oder mehr",
        "ON_HOLD: P1 ist ab 20.04.2026 ausgesetzt (papers are missing)"})
    CHECK_MESSAGE(has(german, part), part, "\n", german);
}

TEST_CASE("a partner that has it all hears nothing") {
  const Town town(
      "  good_standing = true\n  enrolments = [\"cloud\"]\n  profiles = [\"tax\"]\n"
      "  countries = [\"FR\"]\n"
      "  competency = { code = \"cloud-platform\", level = \"silver\" }\n",
      "enrolment     P1 in cloud from 2026-04-30\n"
      "profile       P1 tax from 2026-04-01\n"
      "award         P1 cloud-platform silver on 2026-04-24\n");
  CHECK(town.findings() == "");
}

TEST_CASE("a hold says since when and why: a termination for cause, a profile, no day at all") {
  const Town cause("  good_standing = true\n",
                   "status        P1 terminated from 2026-04-15 for cause because \"fraud\"\n");
  CHECK(has(cause.findings(),
            "ON_HOLD: P1 is terminated for cause on 2026-04-15 (fraud): what "
            "the days of 2026-04 before have earned is held"));
  const Town profile("  profiles = [\"tax\"]\n  missing_profile = \"held\"\n", "");
  CHECK(has(profile.findings(),
            "ON_HOLD: the tax profile of P1 is not complete; what is earned is held until"));
  const Town undated("  good_standing = true\n", "partner       P1  status suspended\n");
  const std::string said = undated.findings();
  CHECK(has(said, "NOT_IN_GOOD_STANDING: P1 is suspended, and 2026-04-24 decides"));
  CHECK(has(said,
            "ON_HOLD: P1 is suspended: what it earns is held > its status in partners.csv "
            "has no day"));
}

}  // namespace attribution
