#include "ledger/posted.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace ledger {

std::vector<PostedLine> posted_lines(std::span<const Entry> entries, base::Month earning_month) {
  std::map<std::tuple<std::string_view, std::string_view, std::string_view, std::string_view,
                      attribution::EarningKind, bool>,
           PostedLine>
      sums;
  for (const Entry& entry : entries) {
    if (!posts_line(entry.kind) || entry.earning_month != earning_month) continue;
    PostedLine& line = sums[{entry.earner, entry.lever, entry.subscription, entry.currency,
                             entry.payout, entry.held}];
    line.earner = entry.earner;
    line.lever = entry.lever;
    line.subscription = entry.subscription;
    line.currency = entry.currency;
    line.payout = entry.payout;
    line.held = entry.held;
    line.base += entry.base;
    line.amount += entry.amount;
  }
  std::vector<PostedLine> out;
  for (auto& [key, line] : sums)
    out.push_back(std::move(line));
  return out;
}

std::vector<attribution::EarningSum> as_sums(std::span<const PostedLine> lines) {
  std::vector<attribution::EarningSum> out;
  for (const PostedLine& line : lines) {
    out.push_back({.partner = line.earner,
                   .lever = line.lever,
                   .subscription = line.subscription,
                   .currency = line.currency,
                   .kind = line.payout,
                   .reason_code = line.held ? kOnHold : std::string_view(),
                   .base = line.base,
                   .amount = line.amount});
  }
  std::ranges::sort(out, {}, [](const attribution::EarningSum& sum) {
    return std::tuple(sum.partner, sum.lever, sum.subscription, sum.currency,
                      sum.kind != attribution::EarningKind::Coop, sum.reason_code);
  });
  return out;
}

bool is_money(std::string_view reason_code) {
  return reason_code.empty() || reason_code == kOnHold;
}

}  // namespace ledger
