#include "closing/checklist.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace closing {
namespace {

const base::Month kMarch = *base::Month::parse("2026-03");

ChecklistFacts frozen() {
  ChecklistFacts facts;
  facts.today = *base::Day::parse("2026-04-06");
  facts.period.month = kMarch;
  facts.period.state = PeriodState::SoftClosed;
  facts.period.commit = {40};
  return facts;
}

ItemState state_of(const ChecklistFacts& facts, std::string_view item) {
  const auto items = checklist(facts);
  const auto found = std::ranges::find(items, item, &ChecklistItem::item);
  REQUIRE(found != items.end());
  return found->state;
}

TEST_CASE("a frozen period with nothing open is ready") {
  CHECK(is_ready(checklist(frozen())));
}

TEST_CASE("a month that is not over and a period that is not frozen block, whatever is waived") {
  ChecklistFacts facts = frozen();
  facts.today = kMarch.last();
  facts.notes = {{kMarch, "month_over", "operator:ben", "we cannot wait", {50}}};
  CHECK(state_of(facts, "month_over") == ItemState::Blocking);
  facts = frozen();
  facts.period.state = PeriodState::Open;
  CHECK(state_of(facts, "frozen") == ItemState::Blocking);
  CHECK_FALSE(is_ready(checklist(facts)));
}

TEST_CASE("every other item is open until it is waived after the freeze") {
  ChecklistFacts facts = frozen();
  facts.late_feeds = {"azure"};
  facts.waiting_rows = 3;
  facts.left_out = {"EUR (2026-03)"};
  facts.open_disputes = 1;
  facts.adjustments = 12;
  for (const std::string_view item : kWaivableItems) {
    CAPTURE(item);
    CHECK(state_of(facts, item) == ItemState::Open);
    ChecklistFacts noted = facts;
    noted.notes = {{kMarch, std::string(item), "operator:ben", "seen", {39}}};
    CHECK(state_of(noted, item) == ItemState::Open);  // of the freeze before
    noted.notes.front().commit = {41};
    CHECK(state_of(noted, item) == ItemState::Waived);
  }
}

}  // namespace
}  // namespace closing
