#include "attribution/earning_text.h"

#include <doctest/doctest.h>

namespace {

using attribution::EarningLine;
using base::Decimal;
using programs::Lever;
using programs::LeverKind;

const base::Speaker kEnglish(base::Language::English);
const base::Speaker kGerman(base::Language::German);

EarningLine line(std::string_view base, std::string_view rate, std::string_view amount,
                 std::string_view against) {
  EarningLine out;
  out.earning_month = *base::Month::parse("2026-06");
  out.base = *base::parse_exact(base);
  out.rates = {*base::parse_exact(rate)};
  out.amount = *base::parse_exact(amount);
  out.currency = "USD";
  if (!against.empty()) out.against = base::parse_exact(against);
  return out;
}

Lever lever(LeverKind kind) {
  Lever out;
  out.kind = kind;
  out.currency = "USD";
  out.basis.starts = *base::Month::parse("2026-04");
  return out;
}

}  // namespace

TEST_CASE("an explanation says what the base was measured against") {
  const Lever mark = lever(LeverKind::HighWaterMark);
  CHECK(arithmetic(kEnglish, line("60", "5", "300", "200"), mark) ==
        "base 60 above the mark 200 x 5 = 300 USD (rounded once to 2 decimals)");
  CHECK(arithmetic(kGerman, line("1060.5", "5", "300", "200"), mark) ==
        "Basis 1.060,5 über der Marke 200 × 5 = 300,00 USD (einmal auf 2 Stellen gerundet)");
  EarningLine below = line("240", "0", "0", "260");
  below.reason_code = "BELOW_HIGH_WATER_MARK";
  CHECK(arithmetic(kEnglish, below, mark) ==
        "base 240, mark 260 x 0 = 0 USD (rounded once to 2 decimals)");
  CHECK(arithmetic(kEnglish, line("600", "100", "60", "1000"), lever(LeverKind::Flat)) ==
        "base 600 of 1000, its part of 100 = 60 USD (rounded once to 2 decimals)");
  Lever milestone = lever(LeverKind::Milestone);
  milestone.basis.of_seats = true;
  CHECK(arithmetic(kEnglish, line("62", "0.15", "500", "400"), milestone) ==
        "base 62 of 400 seats reaches 0.15 for the first time, its part by base = 500 USD "
        "(rounded once to 2 decimals)");
}

TEST_CASE("the terms of a lever are said") {
  Lever mark = lever(LeverKind::HighWaterMark);
  mark.basis.scope = programs::LeverScope::Customer;
  mark.basis.start_mark = Decimal::from_integer(200);
  mark.gates.minimum_seats = Decimal::from_integer(150);
  mark.gates.minimum_active_share = *base::parse_exact("0.3");
  mark.gates.attach_within_days = 90;
  CHECK(attribution::terms_text(kEnglish, mark) ==
        std::vector<std::string>{
            "pays for units above the highest month of the customer since 2026-04, at first above "
            "200",
            "asks for at least 150 seats", "asks for 0.3 of the seats to be in use",
            "asks the partner to come within 90 days of the start of the subscription"});
  CHECK(attribution::terms_text(kGerman, mark) ==
        std::vector<std::string>{
            "zahlt für Einheiten über dem höchsten Monat des Kunden seit April 2026, anfangs über "
            "200",
            "verlangt mindestens 150 Plätze", "verlangt, dass 0,3 der Plätze genutzt werden",
            "verlangt, dass der Partner binnen 90 Tagen nach Beginn des Abonnements kommt"});
  Lever milestone = lever(LeverKind::Milestone);
  milestone.basis.milestones = {{Decimal::from_integer(10), Decimal::from_integer(50)},
                                {Decimal::from_integer(20), Decimal::from_integer(70)}};
  CHECK(attribution::terms_text(kEnglish, milestone) ==
        std::vector<std::string>{
            "pays a subscription once from 2026-04 on for 10 units 50, 20 units 70"});
  CHECK(attribution::terms_text(kGerman, milestone) ==
        std::vector<std::string>{
            "zahlt einem Abonnement ab April 2026 je einmal für 10 Einheiten 50, 20 Einheiten 70"});
}
