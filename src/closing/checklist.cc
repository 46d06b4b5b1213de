#include "closing/checklist.h"

#include <algorithm>

namespace closing {
namespace {

std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts)
    out += (out.empty() ? "" : ", ") + text;
  return out;
}

ChecklistItem must(std::string item, bool done, std::string missing) {
  return {std::move(item), done ? ItemState::Done : ItemState::Blocking,
          done ? std::string() : std::move(missing)};
}

// Open, unless somebody waived it since the period was frozen.
ChecklistItem should(const ChecklistFacts& facts, std::string item, bool done,
                     std::string missing) {
  if (done) return {std::move(item), ItemState::Done, {}};
  for (const PeriodNote& note : facts.notes) {
    if (note.item != item || note.commit <= facts.period.commit) continue;
    return {std::move(item), ItemState::Waived, missing + "; by " + note.by + ": " + note.reason};
  }
  return {std::move(item), ItemState::Open, std::move(missing)};
}

}  // namespace

std::vector<ChecklistItem> checklist(const ChecklistFacts& facts) {
  const base::Month month = facts.period.month;
  std::vector<ChecklistItem> out;
  out.push_back(must("month_over", month.end() <= facts.today,
                     month.text() + " ends with " + month.last().text()));
  out.push_back(should(facts, "feeds", facts.late_feeds.empty(),
                       "no usage of the month from " + listed(facts.late_feeds)));
  out.push_back(should(facts, "quarantine", facts.waiting_rows == 0,
                       std::to_string(facts.waiting_rows) + " rows wait in quarantine"));
  out.push_back(should(facts, "rates", facts.left_out.empty(),
                       "left out without a rate: " + listed(facts.left_out)));
  out.push_back(should(facts, "disputes", facts.open_disputes == 0,
                       std::to_string(facts.open_disputes) + " disputes are open"));
  out.push_back(
      must("frozen", facts.period.state == PeriodState::SoftClosed, "nobody has frozen it yet"));
  out.push_back(should(facts, "adjustments", facts.adjustments == 0,
                       std::to_string(facts.adjustments) + " adjustments to review"));
  return out;
}

bool is_ready(const std::vector<ChecklistItem>& items) {
  return std::ranges::none_of(items, [](const ChecklistItem& one) {
    return one.state == ItemState::Blocking || one.state == ItemState::Open;
  });
}

}  // namespace closing
