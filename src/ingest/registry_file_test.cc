#include "ingest/registry_file.h"

#include <doctest/doctest.h>

#include "ingest/csv.h"

namespace ingest {
namespace {

base::Result<registry::Delivery> read(std::string_view kind, const std::string& text) {
  const std::string name = std::string(kind) + ".csv";
  auto rows = CsvReader::open(bytes_in_memory(text), name);
  REQUIRE(rows);
  return read_registry_file(kind, name, **rows);
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a registry file is known by its name") {
  CHECK(registry_kind("feeds/partners.csv") == "partners");
  CHECK(registry_kind("partners-2026.csv.gz") == "partners");
  CHECK(registry_kind("fx_rates.parquet") == "fx_rates");
  CHECK(registry_kind("partnership.csv") == "");
  CHECK(registry_kind("partners.txt") == "");
  CHECK(registry_kind("usage.csv") == "");
}

TEST_CASE("rows come with their types and lines") {
  const auto got = read("subscriptions",
                        "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
                        "S1,C1,azure,EUR,2026-01-01,\nS2,C1,azure,USD,,2026-02-01\n");
  REQUIRE(got);
  const auto& rows = std::get<registry::SubscriptionRows>(got->rows);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].line == 2);
  CHECK(rows[0].value.life.to == base::Day::forever());
  CHECK(rows[1].value.life.from == base::Day::min());
  CHECK(rows[1].value.currency == "USD");
}

TEST_CASE("the partners of a channel period may be left out") {
  const auto got =
      read("channels", "subscription_id,channel,starts_on,ends_on\nS1,ea,2026-01-01,\n");
  REQUIRE(got);
  const auto& rows = std::get<registry::ChannelRows>(got->rows);
  CHECK(rows[0].value.channel == base::Channel::Ea);
  CHECK(rows[0].value.transacting_id == "");
}

TEST_CASE("what is said about competencies comes with its types") {
  const auto values = read("metric_values",
                           "account_id,competency,metric,month,value\nP1,cloud,people,2026-03,4\n");
  REQUIRE(values);
  CHECK(std::get<registry::MetricValueRows>(values->rows)[0].value.value.text() == "4");
  const auto awards = read("awards",
                           "account_id,competency,level,awarded_on\nP1,cloud,silver,2026-03-09\n"
                           "P1,cloud,,2026-03-10\n");
  REQUIRE(awards);
  const auto& rows = std::get<registry::AwardRows>(awards->rows);
  CHECK(rows[0].value.awarded_on.text() == "2026-03-09");
  CHECK(rows[1].value.level.empty());
  const auto no_day = read("awards", "account_id,competency,level,awarded_on\nP1,cloud,silver,\n");
  REQUIRE_FALSE(no_day);
  CHECK(has(no_day.error().message, "column 'awarded_on' (empty)"));
  const auto groups =
      read("memberships", "partner_id,group_id,starts_on,ends_on\nP1,G,,2026-03-09\n");
  REQUIRE(groups);
  CHECK(std::get<registry::MembershipRows>(groups->rows)[0].value.group_id == "G");
}

TEST_CASE("access and amounts given by hand are read, and their faults named") {
  const std::string head = "association_id,starts_at,ends_at\n";
  const auto access =
      read("access", head + "A1,2026-06-12T14:00+02:00,\nA1,2026-06-15,2026-06-16\n");
  REQUIRE(access);
  const auto& periods = std::get<registry::AccessRows>(access->rows);
  CHECK(periods[0].value.from.offset_minutes == 120);
  CHECK_FALSE(periods[0].value.to);
  CHECK(periods[1].value.to->day.text() == "2026-06-16");
  const auto noon = read("access", head + "A1,noon,\nA1,,\n");
  REQUIRE_FALSE(noon);
  CHECK(has(noon.error().message, "value 'noon': expected a time such as 2026-06-12T14:00Z"));
  CHECK(has(noon.error().message, "line 3, column 'starts_at' (empty)"));

  const std::string columns =
      "reference,lever,partner_id,subscription_id,month,amount,currency,reason\n";
  const auto given = read("manual_earnings", columns + "R1,goodwill,P1,S1,2026-03,-5.25,USD,why\n");
  REQUIRE(given);
  CHECK(std::get<registry::ManualRows>(given->rows)[0].value.amount.text() == "-5.25");
  const auto no_reason = read("manual_earnings", columns + "R1,goodwill,P1,S1,2026-03,5,USD,\n");
  REQUIRE_FALSE(no_reason);
  CHECK(has(no_reason.error().message, "column 'reason' (empty)"));
}

TEST_CASE("statuses, enrolments and profiles come with their days") {
  const auto statuses = read("partner_statuses",
                             "partner_id,status,starts_on,for_cause,reason\n"
                             "P1,terminated,2026-04-15,yes,sold twice\nP2,,2026-04-16,,\n");
  REQUIRE(statuses);
  const auto& rows = std::get<registry::StatusRows>(statuses->rows);
  CHECK(rows[0].value.status == base::PartnerStatus::Terminated);
  CHECK(rows[0].value.for_cause);
  CHECK(rows[0].value.reason == "sold twice");
  CHECK_FALSE(rows[1].value.status);
  REQUIRE(read("partner_statuses", "partner_id,status,starts_on\nP1,active,2026-04-15\n"));
  const auto wrong =
      read("partner_statuses", "partner_id,status,starts_on,for_cause\nP1,activ,,maybe\n");
  REQUIRE_FALSE(wrong);
  CHECK(has(wrong.error().message, "column 'starts_on' (empty)"));
  CHECK(has(wrong.error().message, "did you mean 'active'?"));
  CHECK(has(wrong.error().message, "column 'for_cause', value 'maybe': expected one of no, yes"));

  const auto enrolments =
      read("enrolments", "partner_id,agreement,completed_on,ends_on\nP1,cloud,2026-04-23,\n");
  REQUIRE(enrolments);
  const auto& enrolled = std::get<registry::EnrolmentRows>(enrolments->rows)[0].value;
  CHECK(enrolled.days.from.text() == "2026-04-23");
  CHECK(enrolled.days.to == base::Day::forever());
  const auto open = read("enrolments", "partner_id,agreement,completed_on,ends_on\nP1,cloud,,\n");
  REQUIRE_FALSE(open);
  CHECK(has(open.error().message, "column 'completed_on' (empty)"));
  const auto profiles =
      read("profiles", "partner_id,kind,completed_on,ends_on\nP1,bank,2026-04-23,\n");
  REQUIRE_FALSE(profiles);
  CHECK(has(profiles.error().message, "column 'kind', value 'bank': expected one of payout, tax"));
}

TEST_CASE("a file with a bad row is refused whole and names the rows") {
  const auto got = read("partners",
                        "partner_id,name,group_id,country,status\nP1,One,,US,active\n"
                        "P2,Two,,US,actve\n,Three,,US,active\n");
  REQUIRE_FALSE(got);
  CHECK(has(got.error().message, "2 rows are wrong"));
  CHECK(has(got.error().message, "line 3, column 'status', value 'actve'"));
  CHECK(has(got.error().message, "did you mean 'active'?"));
  CHECK(has(got.error().message, "line 4, column 'partner_id' (empty)"));
}

TEST_CASE("faults are named in the order of the file, whatever kind they are of") {
  const auto got = read("partners",
                        "partner_id,name,group_id,country,status\nP1,a,,DE,activ\n"
                        ",b,,DE,active\nP2,c,,DE\n");
  REQUIRE_FALSE(got);
  const std::string& message = got.error().message;
  CHECK(message.find("line 2, column 'status'") < message.find("line 3, column 'partner_id'"));
  CHECK(message.find("line 3, column 'partner_id'") < message.find("line 4: expected 5 cells"));
}

TEST_CASE("an association may leave its customer to its subscription") {
  const auto got = read("associations",
                        "association_id,type,partner_id,customer_id,subscription_id,workload,"
                        "starts_on,ends_on\nA1,dpor,P1,,S1,,2026-01-01,\n");
  REQUIRE(got);
  CHECK(std::get<registry::AssociationRows>(got->rows).front().value.customer_id.empty());
}

TEST_CASE("only the first ten bad rows are named") {
  std::string text = "month,from_currency,to_currency,rate\n";
  for (int i = 0; i < 15; ++i)
    text += "2026-13,EUR,USD,1\n";
  const auto got = read("fx_rates", text);
  REQUIRE_FALSE(got);
  CHECK(has(got.error().message, "line 11,"));
  CHECK_FALSE(has(got.error().message, "line 12,"));
  CHECK(has(got.error().message, "and 5 more"));
}

TEST_CASE(
    "an interval that ends before it starts, a rate of zero, a strange currency are refused") {
  CHECK(has(read("associations",
                 "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
                 "ends_on\na,dpor,P,C,S,,2026-02-01,2026-01-01\n")
                .error()
                .message,
            "not before starts_on 2026-02-01"));
  CHECK(has(
      read("fx_rates", "month,from_currency,to_currency,rate\n2026-03,EUR,USD,0\n").error().message,
      "above 0"));
  CHECK(has(
      read("fx_rates", "month,from_currency,to_currency,rate\n2026-03,EUX,USD,1\n").error().message,
      "'EUX'"));
}

}  // namespace
}  // namespace ingest
