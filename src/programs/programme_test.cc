#include "programs/programme.h"

#include <doctest/doctest.h>

namespace {

using base::Channel;
using base::Metering;
using programs::ChannelGate;

base::Day day(const char* iso) {
  return base::Day::parse(iso).value();
}
base::Month month(const char* text) {
  return base::Month::parse(text).value();
}

}  // namespace

TEST_CASE("a channel gate admits the channels of its side") {
  struct Row {
    ChannelGate gate;
    bool csp, other, none;
  };
  for (const Row& row :
       {Row{ChannelGate::Any, true, true, true}, Row{ChannelGate::CspOnly, true, false, false},
        Row{ChannelGate::NotCsp, false, true, true}}) {
    programs::AssociationType type;
    type.channels = row.gate;
    CHECK(type.allows(Channel::CspDirect) == row.csp);
    CHECK(type.allows(Channel::CspIndirect) == row.csp);
    CHECK(type.allows(Channel::Ea) == row.other);
    CHECK(type.allows(Channel::Marketplace) == row.other);
    CHECK(type.allows_no_channel() == row.none);
  }
}

TEST_CASE("a type without meterings admits every product") {
  programs::AssociationType type;
  CHECK(type.allows(Metering::Seat));
  CHECK(type.allows(Metering::Metered));
  type.meterings = {Metering::Seat};
  CHECK(type.allows(Metering::Seat));
  CHECK_FALSE(type.allows(Metering::Metered));
}

TEST_CASE("a product filter compares without regard to case and needs every list") {
  const programs::ProductFilter filter{.families = {"Office 365", "O365"},
                                       .products = {},
                                       .workloads = {"Exchange"},
                                       .meterings = {Metering::Seat}};
  CHECK(filter.matches("e3", "OFFICE 365", Metering::Seat, "exchange"));
  CHECK(filter.matches("e3", "o365", Metering::Seat, "Exchange"));
  CHECK_FALSE(filter.matches("e3", "Office365", Metering::Seat, "Exchange"));
  CHECK_FALSE(filter.matches("e3", "O365", Metering::Metered, "Exchange"));
  CHECK_FALSE(filter.matches("e3", "O365", Metering::Seat, "Teams"));
  CHECK(programs::ProductFilter{}.matches("x", "y", Metering::Metered, ""));
}

TEST_CASE("the rate is the one in force on the day, and none in a gap") {
  programs::Lever lever;
  lever.rates = {{{base::Day::min(), day("2026-03-20")}, base::Decimal::from_integer(8)},
                 {{day("2026-03-25"), base::Day::forever()}, base::Decimal::from_integer(6)}};
  REQUIRE(lever.rate_on(day("2026-03-19")) != nullptr);
  CHECK(lever.rate_on(day("2026-03-19"))->rate.text() == "8");
  CHECK(lever.rate_on(day("2026-03-20")) == nullptr);
  CHECK(lever.rate_on(day("2026-03-25"))->rate.text() == "6");
  CHECK(lever.unit_value_on(day("2026-03-25")) == nullptr);
}

TEST_CASE("each kind of lever reads one measure") {
  programs::Lever lever;
  CHECK(lever.measure() == base::Measure::Consumption);
  lever.kind = programs::LeverKind::PercentOfRevenue;
  CHECK(lever.measure() == base::Measure::Revenue);
  lever.kind = programs::LeverKind::PerActiveUnit;
  CHECK(lever.measure() == base::Measure::ActiveUsers);
}

TEST_CASE("the snapshot day is the last of the month or the day of the programme") {
  programs::Parameters parameters;
  CHECK(programs::snapshot_day(parameters, month("2026-02")) == day("2026-02-28"));
  CHECK(programs::snapshot_day(parameters, month("2028-02")) == day("2028-02-29"));
  parameters.snapshot_day = 24;
  CHECK(programs::snapshot_day(parameters, month("2026-02")) == day("2026-02-24"));
}

TEST_CASE("labels stand in the order of the programme") {
  programs::Programme programme;
  programme.types.resize(3);
  programme.types[0].code = "first";
  programme.types[1].code = "second";
  programme.types[2].code = "third";
  CHECK(programme.labels(0).empty());
  CHECK(programme.labels(0b101) == "first+third");
  CHECK(programme.type("second") == programs::TypeIndex{1});
  CHECK_FALSE(programme.type("fourth").has_value());
}
