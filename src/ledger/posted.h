// What the books say an earning line is worth: the sum of the entries that posted it. After a close
// it is what the line is computed to be (docs/domain/ledger.md#restatement).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "attribution/earnings.h"
#include "ledger/entry.h"

namespace ledger {

struct PostedLine {
  std::string earner, lever, subscription, currency;
  attribution::EarningKind payout = attribution::EarningKind::Rebate;
  bool held = false;
  base::Decimal base, amount;
  friend bool operator==(const PostedLine&, const PostedLine&) = default;
};

// Sums over the entries that post lines of one earning month.
std::vector<PostedLine> posted_lines(std::span<const Entry> entries, base::Month earning_month);

// As attribution has it: views into `lines`, in the order of earning_sums().
std::vector<attribution::EarningSum> as_sums(std::span<const PostedLine> lines);

// Whether a computed line stands for money, now or when its hold ends.
bool is_money(std::string_view reason_code);
inline constexpr std::string_view kOnHold = "ON_HOLD";

}  // namespace ledger
