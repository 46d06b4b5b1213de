// What stands between a period and its sign-off. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "closing/close_month.h"
#include "closing/period.h"

namespace closing {

// Done; blocking: it must come about; open: it must come about or be waived with a reason.
enum class ItemState : std::uint8_t { Done, Blocking, Open, Waived };
inline constexpr std::array<std::string_view, 4> kItemStates{"done", "blocking", "open", "waived"};
constexpr std::string_view word(ItemState state) {
  return kItemStates[static_cast<std::size_t>(state)];
}

struct ChecklistItem {
  std::string item;
  ItemState state = ItemState::Done;
  std::string detail;  // what is missing, or who waived it and why
};

// What is known about the period.
struct ChecklistFacts {
  base::Day today;
  Period period;  // as it stands; state Open when nothing happened yet
  std::vector<PeriodNote> notes;
  std::vector<std::string> late_feeds;  // had usage in the month before, and none in this one
  std::int64_t waiting_rows = 0;        // in quarantine
  std::int64_t open_disputes = 0;
  std::int64_t adjustments = 0;       // that the frozen close posts
  std::vector<std::string> left_out;  // currencies, with the month of the rate that is missing
};

// In the order in which they are done.
std::vector<ChecklistItem> checklist(const ChecklistFacts& facts);
bool is_ready(const std::vector<ChecklistItem>& items);  // for the second person

// The items that a person may waive or review, for messages.
inline constexpr std::array<std::string_view, 5> kWaivableItems{"feeds", "quarantine", "rates",
                                                                "disputes", "adjustments"};

}  // namespace closing
