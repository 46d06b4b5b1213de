// What a programme file may say of association types: exclusivity, what a holder earns on, basis.
#include <doctest/doctest.h>

#include "programs/load.h"

namespace programs {

namespace {

constexpr std::string_view kHead =
    "[programme]\ncode = \"p\"\nversion = \"1\"\n"
    "[[type]]\ncode = \"friend\"\n"
    "[[type]]\ncode = \"record\"\nexclusive = \"record\"\nincentive = true\n"
    "[[type]]\ncode = \"claim\"\n";

base::Result<Programme> with(std::string_view claim, std::string_view more = {}) {
  return load(std::string(kHead) + std::string(claim) + std::string(more), "p.toml");
}

void refuses(std::string_view claim, std::string_view words, std::string_view more = {}) {
  const auto made = with(claim, more);
  REQUIRE_FALSE(made);
  CHECK_MESSAGE(made.error().message.find(words) != std::string::npos, made.error().message);
}

std::string lever(std::string_view kind, std::string_view roles) {
  return "[[lever]]\ncode = \"x\"\nkind = \"" + std::string(kind) + "\"\nroles = [" +
         std::string(roles) + "]\nrates = [{ rate = \"8 %\" }]\n";
}

}  // namespace

TEST_CASE("a type excludes others by subscription, or by workload") {
  const auto made = with("exclusive = \"claim\"\nexclusive_per = \"workload\"\n");
  REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
  CHECK(made->types[2].excludes_in("Exchange") == "Exchange");
  CHECK(made->types[1].excludes_in("Exchange").empty());
  refuses("exclusive = \"claim\"\nexclusive_per = \"tenant\"\n",
          "expected one of subscription, workload");
  refuses("exclusive_per = \"workload\"\n", "needs an 'exclusive' key");
  refuses("exclusive = \"record\"\nexclusive_per = \"workload\"\n",
          "types 'record' and 'claim' share the exclusive key 'record'");
}

TEST_CASE("roles earn in their order, and on what their types cover") {
  const std::string_view claim =
      "exclusive = \"claim\"\nincentive = true\ncovers = [\"consumption\"]\n";
  const auto made =
      with(claim, lever("percent_of_consumption", "\"claim\", \"record\", \"claim\""));
  REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
  const Lever& first = made->levers[0];
  CHECK(first.precedence == std::vector<TypeIndex>{2, 1});
  CHECK(first.place(0b110) == 0);
  CHECK(first.place(0b011) == 1);
  Lever plain = first;
  plain.precedence.clear();
  CHECK(plain.place(0b110) == 1);
  refuses(claim, "'x' pays for revenue, which 'covers' of type 'claim' does not name",
          lever("percent_of_revenue", "\"record\", \"claim\""));
  refuses("incentive = true\ncovers = []\n", "is empty; name the measures");
  refuses("incentive = true\ncovers = [\"users\"]\n", "expected one of consumption, revenue");
  refuses("covers = [\"revenue\"]\n", "but the type has incentive = false");
}

TEST_CASE("a data profile is one that there is, or none") {
  CHECK(with("data_profile = \"sale\"\n")->types[2].data_profile == DataProfile::Sale);
  CHECK(with("")->types[2].data_profile == DataProfile::None);
  refuses("data_profile = \"sales\"\n", "did you mean 'sale'?");
  refuses("data_profile = \"\"\n", "expected one of none, sale, service, seats, deal");
}

TEST_CASE("credit by the time with access needs no money and one length of a month") {
  const auto made = with("basis = \"continuous\"\nmonth_hours = 730\n");
  REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
  CHECK(made->types[2].month_hours == 730);
  CHECK(made->credited_by_time() == 0b100);
  CHECK(made->credited_by_day() == 0b011);
  CHECK(with("basis = \"daily\"\n")->credited_by_time() == 0);
  CHECK(with("basis = \"continuous\"\ncompetency = false\n")->credited_by_time() == 0);
  refuses("basis = \"hourly\"\n", "expected one of daily, continuous");
  refuses("month_hours = 730\n", "belongs to basis = \"continuous\"");
  refuses("basis = \"continuous\"\nmonth_hours = 745\n", "a whole number from 1 to 744");
  refuses("basis = \"continuous\"\nexclusive = \"c\"\nincentive = true\n",
          "a lever pays the holder of a day");
  refuses("basis = \"continuous\"\nmonth_hours = 730\n", "differ in 'month_hours'",
          "[[type]]\ncode = \"other\"\nbasis = \"continuous\"\n");
  refuses("basis = \"continuous\"\n", "a share belongs to days",
          "[parameters]\ncredit_mode = \"SHARED\"\n");
}

}  // namespace programs
