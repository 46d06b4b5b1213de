#include "closing/changes.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace closing {
namespace {

using attribution::EarningKind;
using ledger::Account;
using ledger::EntryKind;
using ledger::PostedLine;

const base::Month kMarch = *base::Month::parse("2026-03");
const base::Month kApril = *base::Month::parse("2026-04");

base::Decimal money(std::string_view text) {
  return base::parse_exact(text).value();
}

BookedEntry posting(EntryKind kind, std::string_view amount, base::Month earning_month) {
  BookedEntry out;
  out.entry.kind = kind;
  out.entry.period = kApril;
  out.entry.earner = "P1";
  out.entry.currency = "EUR";
  out.entry.lever = "share";
  out.entry.subscription = "S1";
  out.entry.earning_month = earning_month;
  out.entry.amount = money(amount);
  return out;
}

BookedEntry adjustment(std::string_view amount, std::string cause) {
  BookedEntry out = posting(EntryKind::Adjustment, amount, kMarch);
  out.entry.reason_code = std::move(cause);
  return out;
}

BookedEntry due(std::string_view amount) {
  BookedEntry out = posting(EntryKind::Due, amount, {});
  out.entry.lever.clear();
  out.entry.subscription.clear();
  out.entry.from = Account::Accrual;
  out.entry.to = Account::Payable;
  return out;
}

// 100 for the line of March, and 900 for others, none of which changes.
base::Result<std::vector<PostedLine>> before(base::Month month) {
  if (month != kMarch) return std::vector<PostedLine>();
  const auto line = [](std::string earner, bool held, std::string_view amount) {
    return PostedLine{std::move(earner),   "share", "S1",         "EUR",
                      EarningKind::Rebate, held,    money("1.5"), money(amount)};
  };
  return std::vector{line("P1", false, "100"), line("P1", true, "400"), line("P2", false, "500")};
}

std::vector<ChangedLine> lines_of(std::vector<BookedEntry> entries) {
  return changed_lines(std::move(entries), before).value();
}

TEST_CASE("an entry stands beside what the books have of its line, and of no other") {
  const auto lines = lines_of(
      {posting(EntryKind::Earning, "70", kApril), adjustment("-12.50", "REFUND"), due("157.50")});
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].posted == money("0"));
  CHECK(lines[0].computed == money("70"));
  CHECK(lines[1].posted == money("100"));
  CHECK(lines[1].computed == money("87.50"));
  CHECK(lines[2].computed == money("0"));
  CHECK(lines[2].account == Account::Payable);
}

TEST_CASE("a line that changed for two causes is told whole with each, and added up once") {
  const auto lines = lines_of({adjustment("30", "LATE_USAGE"), adjustment("-5", "REFUND")});
  for (const ChangedLine& one : lines) {
    CHECK(one.posted == money("100"));
    CHECK(one.computed == money("125"));
  }
  const auto sums = changes(lines);
  REQUIRE(sums.size() == 1);
  const Change& sum = sums.front();
  CHECK(sum.entries == 2);
  CHECK(sum.posted == money("100"));
  CHECK(sum.computed == money("125"));
  CHECK(sum.amount == money("25"));
  CHECK(sum.causes == std::set<std::string>{"LATE_USAGE", "REFUND"});
}

TEST_CASE("what is held and what is not are two lines, in two accounts") {
  BookedEntry held = adjustment("10", "LATE_USAGE");
  held.entry.held = true;
  held.entry.to = Account::Held;
  const auto sums = changes(lines_of({adjustment("30", "LATE_USAGE"), held}));
  REQUIRE(sums.size() == 2);
  CHECK(sums[0].account == Account::Accrual);
  CHECK(sums[0].posted == money("100"));
  CHECK(sums[1].account == Account::Held);
  CHECK(sums[1].posted == money("400"));
  CHECK(sums[1].computed == money("410"));
}

TEST_CASE("what comes too late is part of its line's difference, and named") {
  BookedEntry late = adjustment("30", "OUTSIDE_RESTATEMENT_WINDOW");
  late.entry.to = Account::OutsideWindow;
  const auto sums = changes(lines_of({late, adjustment("-1", "ASSOCIATION_CORRECTION")}));
  REQUIRE(sums.size() == 1);
  CHECK(sums[0].account == Account::Accrual);
  CHECK(sums[0].amount == money("29"));
  CHECK(sums[0].computed - sums[0].posted == sums[0].amount);
  CHECK(sums[0].outside_window == money("30"));
}

TEST_CASE("months, kinds, currencies and partners are added up apart, in this order") {
  BookedEntry second = posting(EntryKind::Earning, "1", kApril);
  second.entry.earner = "P2";
  BookedEntry dollars = posting(EntryKind::Earning, "2", kApril);
  dollars.entry.currency = "USD";
  const auto sums = changes(lines_of({second, dollars, posting(EntryKind::Earning, "70", kApril),
                                      adjustment("30", "LATE_USAGE"), due("100")}));
  std::string order;
  for (const Change& one : sums)
    order += one.earner + one.currency + std::string(word(one.kind)) + ' ';
  CHECK(order == "P1EURadjustment P1EURearning P1EURdue P1USDearning P2EURearning ");
}

}  // namespace
}  // namespace closing
