#include "app/demo_books.h"

#include "app/closing_jobs.h"
#include "app/demo_world.h"

namespace app {
namespace {

constexpr std::string_view kFreezes = "operator:nils";
constexpr std::string_view kSigns = "operator:ito";
constexpr int kStatedAfter = 9;  // days behind the month: the statements are of its tenth

base::Status close(Store& store, base::Month month) {
  PeriodRun frozen = TRY(freeze_period(store, month, std::string(kFreezes), {}));
  for (const closing::ChecklistItem& one : frozen.items) {
    if (one.state != closing::ItemState::Open) continue;
    TRY(waive_item(store, month, one.item, std::string(kSigns), "looked at: " + one.detail));
  }
  TRY(sign_off(store, month, {std::string(kSigns), {}, month.end() + kStatedAfter}, {}));
  return {};
}

}  // namespace

base::Status close_demo(Store& store, int months, const Report& report) {
  const auto known = TRY(periods(store));
  for (int i = 0; i < months; ++i) {
    if (report) report({"Close the months", i, months, "months"});
    const base::Month month = demo_first_month() + i;
    if (closing::closed_in(known, month)) continue;
    TRY_STATUS(close(store, month));
  }
  return {};
}

}  // namespace app
