#include "attribution/competency_outlook.h"

#include <doctest/doctest.h>

#include "programs/load.h"
#include "scenarios/scenario.h"
#include "usage/memory_log.h"

namespace attribution {
namespace {

constexpr const char* kParties =
    "# A partner of record at one of several subscriptions.\n"
    "partner       P1\n"
    "customer      C1\n"
    "customer      C2\n"
    "product       azure  family Azure  metered\n"
    "subscription  S1  customer C1  product azure  currency USD\n"
    "subscription  S2  customer C1  product azure  currency USD\n"
    "subscription  S3  customer C1  product azure  currency EUR\n"
    "subscription  S4  customer C1  product azure  currency USD\n"
    "subscription  S5  customer C1  product azure  currency USD\n"
    "subscription  S6  customer C2  product azure  currency USD\n"
    "association   P1 as dpor on S1 from 2026-01-01\n"
    "association   P1 as dpor on S5 from 2026-04-30\n"
    "fx            2026-03 1 EUR = 1.1 USD\n"
    "usage         S1  1,000 USD  on 2026-01-10\n"
    "usage         S1  1,200 USD  on 2026-02-10\n"
    "usage         S1  1,100 USD  on 2026-03-10\n"
    "usage         S1  1,300 USD  on 2026-04-10\n"
    "usage         S2  8,000 USD  on 2026-03-10\n"
    "usage         S3  5,000 EUR  on 2026-03-10\n"
    "usage         S4    100 USD  on 2026-03-10\n"
    "usage         S5  9,999 USD  on 2026-03-10\n"
    "usage         S6  9,999 USD  on 2026-03-10\n";

class Town {
 public:
  explicit Town(const std::string& text)
      : scenario_(
            scenarios::parse_scenario(
                programs::load(programs::shipped_cloud_2016(), "p.toml").value(), text, "t.scn")
                .value()),
        records_(scenarios::current_records(scenario_.deliveries)),
        directory_(scenario_.registry),
        log_(records_, [this](std::string_view id) { return directory_.subscription(id); }),
        standing_(scenario_.registry, scenario_.programme),
        index_(usage::transient_index(log_, scenario_.registry.subscriptions.size()).value()) {}

  std::vector<Gap> gaps(const char* month) const {
    return competency_gaps(index_, standing_, figures(month), query(month), Closers::With, 1)
        .value();
  }
  base::Result<std::vector<Forecast>> forecasts(const char* month) const {
    return competency_forecasts(standing_, figures(month), query(month));
  }

  std::vector<CourseMonth> course(const char* from, const char* to, SumWindow window) const {
    CompetencyQuery asked = query(to);
    asked.from = *base::Month::parse(from);
    return competency_courses(standing_, figures(to), asked, window);
  }

 private:
  CompetencyFigures figures(const char* month) const {
    return competency_figures(index_, standing_, query(month), 1).value();
  }
  static CompetencyQuery query(const char* month) {
    const base::Month at = *base::Month::parse(month);
    return {.from = at, .to = at, .account = "P1", .competency = {}};
  }

  scenarios::Scenario scenario_;
  std::vector<usage::Record> records_;
  registry::Directory directory_;
  usage::MemoryLog log_;
  Standing standing_;
  usage::SeriesIndex index_;
};

constexpr const char* kPoints =
    "# By points.\n"
    "programme\n"
    "  [[competency]]\n"
    "  code = \"cloud-crm\"\n"
    "  metrics = [\n"
    "    { code = \"users\", kind = \"snapshot\", measure = \"active_users\", target = \"100\", "
    "points = \"60\" },\n"
    "    { code = \"people\", kind = \"manual\", target = \"4\", points = \"40\" },\n"
    "  ]\n"
    "  levels = [{ code = \"silver\", points = \"70\" }, { code = \"gold\", points = \"90\" }]\n"
    "partner       P1\n"
    "customer      C1\n"
    "product       crm  family \"Dynamics 365\"  seat\n"
    "subscription  S1  customer C1  product crm  currency USD\n"
    "association   P1 as dpor on S1 from 2026-01-01\n"
    "value         P1 cloud-crm people 2 from 2026-01\n"
    "usage         S1  10 active_users  on 2026-01-31\n"
    "usage         S1  20 active_users  on 2026-02-28\n"
    "usage         S1  40 active_users  on 2026-03-31\n"
    "usage         S1  50 active_users  on 2026-04-30\n";

}  // namespace

TEST_CASE("the largest subscriptions where the account is not associated close the gap") {
  const auto gaps = Town(kParties).gaps("2026-04");
  REQUIRE(gaps.size() == 1);
  CHECK(gaps[0].level == "silver");
  CHECK(gaps[0].value.text() == "4600");
  CHECK(gaps[0].needed.text() == "15000");
  CHECK(gaps[0].missing.text() == "10400");
  REQUIRE(gaps[0].closers.size() == 2);  // S5 is held, S6 is of a customer of others
  CHECK(gaps[0].closers[0].subscription == "S2");
  CHECK(gaps[0].closers[0].then.text() == "12600");
  CHECK(gaps[0].closers[1].subscription == "S3");
  CHECK(gaps[0].closers[1].adds.text() == "5500");
  CHECK(gaps[0].closers[1].then.text() == "18100");
}

TEST_CASE("a day before it is associated, a subscription would close the gap") {
  const auto gaps = Town(kParties).gaps("2026-03");
  REQUIRE(gaps[0].closers.size() == 2);
  CHECK(gaps[0].closers[0].subscription == "S5");
  CHECK(gaps[0].closers[1].then.text() == "21299");
}

TEST_CASE("a level by points lacks what its metrics lack, and a total") {
  const auto gaps = Town(kPoints).gaps("2026-04");
  REQUIRE(gaps.size() == 3);
  CHECK(gaps[0].metric == "users");
  CHECK(gaps[0].missing.text() == "50");
  CHECK(gaps[1].metric == "people");
  CHECK(gaps[1].missing.text() == "2");
  CHECK(gaps[2].metric.empty());
  CHECK(gaps[2].value.text() == "50");
  CHECK(gaps[2].needed.text() == "70");
}

TEST_CASE("a forecast is a range between the least and the most of the last months") {
  const auto forecasts = Town(kParties).forecasts("2026-04").value();
  REQUIRE(forecasts.size() == 1);
  CHECK(forecasts[0].months_of_data == 4);
  CHECK(forecasts[0].earliest == base::Month::parse("2026-12"));  // 4,600 + 8 x 1,300
  CHECK(!forecasts[0].latest);                                    // twelve times 1,000 never do
  CHECK(method_in_words(forecasts[0]) ==
        "consumption: 1000 to 1300 a month (the least and the most of the last 4)");
  CHECK(basis_text(forecasts[0]) == "consumption=1000..1300");
  CHECK(forecasts[0].pace_months == 4);
}

TEST_CASE("a stock changes as it did, what is measured outside stays") {
  const auto forecasts = Town(kPoints).forecasts("2026-04").value();
  REQUIRE(forecasts.size() == 2);
  CHECK(forecasts[0].level == "silver");
  CHECK(forecasts[0].earliest == base::Month::parse("2026-06"));  // 50 + 2 x 20 users are 54 points
  CHECK(forecasts[0].latest == base::Month::parse("2026-08"));    // 50 + 4 x 10
  CHECK(!forecasts[1].earliest);                                  // 80 points are all there are
  CHECK(method_in_words(forecasts[1]) ==
        "active_users: 10 to 20 more a month (the least and the most of the last 4); people: stays "
        "at 2");
  CHECK(basis_text(forecasts[1]) == "active_users=10..20; people=2");
}

TEST_CASE("fewer than four months of credit are not enough for a forecast") {
  const auto refused = Town(kParties).forecasts("2026-03");
  REQUIRE(!refused);
  CHECK(refused.error().code == base::Code::Missing);
  CHECK(refused.error().message ==
        "not enough history: 'P1' has 3 months of credit up to 2026-03, and a forecast needs 4");
}

TEST_CASE("a course is what was, and a range that opens month by month") {
  const auto course = Town(kParties).course("2026-03", "2026-04", SumWindow::Trailing);
  REQUIRE(course.size() == 2 + 12);
  CHECK(course[0].low.text() == "3300");
  CHECK(course[1].low.text() == "4600");
  CHECK(course[1].high.text() == "4600");
  CHECK(!course[1].is_forecast);
  CHECK(course[2].is_forecast);
  CHECK(course[2].month == base::Month::parse("2026-05"));
  CHECK(course[2].low.text() == "5600");    // 4,600 + 1,000
  CHECK(course[2].high.text() == "5900");   // 4,600 + 1,300
  CHECK(course[9].high.text() == "15000");  // in December, as the forecast says
  CHECK(course[13].low.text() == "12000");  // the months that were are out of the window
  CHECK(course[13].high.text() == "15600");
  CHECK(course[13].pace_months == 4);
}

TEST_CASE("less than four months have a course, and no range") {
  const auto course = Town(kParties).course("2026-01", "2026-03", SumWindow::Trailing);
  REQUIRE(course.size() == 3);
  CHECK(course[2].months_of_data == 3);
  CHECK(!course[2].is_forecast);
}

TEST_CASE("the anniversary year begins anew with a term, and its range ends with it") {
  const std::string town =
      std::string(kParties) + "award         P1 cloud-platform silver on 2026-02-15\n";
  const auto course = Town(town).course("2026-01", "2026-04", SumWindow::Anniversary);
  REQUIRE(course.size() == 4 + 10);
  CHECK(course[0].low.text() == "1000");
  CHECK(course[1].low.text() == "2200");  // no term ran when February began
  CHECK(course[2].low.text() == "1100");
  CHECK(course[3].low.text() == "2400");
  CHECK(course[4].low.text() == "3400");
  CHECK(course.back().month == base::Month::parse("2027-02"));
  CHECK(course.back().high.text() == "15400");  // 2,400 + 10 x 1,300
  CHECK(Town(town).course("2026-04", "2026-04", SumWindow::Trailing)[0].low.text() == "4600");
}

TEST_CASE("what is measured outside stays, a stock moves as it did") {
  const auto course = Town(kPoints).course("2026-04", "2026-04", SumWindow::Trailing);
  REQUIRE(course.size() == 2 * 13);
  CHECK(course[1].low.text() == "60");
  CHECK(course[1].high.text() == "70");
  CHECK(course[25].low.text() == "2");
  CHECK(course[25].high.text() == "2");
}

}  // namespace attribution
