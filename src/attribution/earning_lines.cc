#include "attribution/earning_lines.h"

#include <algorithm>
#include <tuple>

namespace attribution {
namespace {

// The place of each used key in the order of ids; other places are zero.
template <class Nouns>
std::vector<std::uint32_t> ranks(const Nouns& nouns, std::vector<std::uint32_t> used) {
  std::ranges::sort(used);
  used.erase(std::unique(used.begin(), used.end()), used.end());
  std::ranges::sort(used, {}, [&](std::uint32_t key) -> std::string_view { return nouns[key].id; });
  std::vector<std::uint32_t> out(nouns.size(), 0);
  for (std::uint32_t place = 0; place < used.size(); ++place)
    out[used[place]] = place;
  return out;
}

constexpr std::uint32_t kNone = 0xFFFF'FFFF;

bool same(const KeyedLine& a, const KeyedLine& b) {
  const auto key = [](const KeyedLine& line) {
    return std::tuple(line.partner, line.lever, line.subscription, line.currency, line.kind,
                      line.reason);
  };
  return key(a) == key(b);
}

}  // namespace

void EarningLines::add(KeyedLine line, std::span<const base::Decimal> rates) {
  if (sum_by_) {
    add_to_sum(line);
    return;
  }
  line.first_rate = static_cast<std::uint32_t>(rates_.size());
  line.rates = static_cast<std::uint32_t>(rates.size());
  rates_.insert(rates_.end(), rates.begin(), rates.end());
  lines_.push_back(line);
}

std::vector<EarningLine> EarningLines::take() {
  sort();
  std::vector<EarningLine> out;
  out.reserve(lines_.size());
  for (std::size_t from = 0, to = 0; from < lines_.size(); from = to) {
    out.push_back(in_texts(lines_[from]));
    for (to = from + 1; to < lines_.size() && same(lines_[from], lines_[to]); ++to)
      join(lines_[to], out.back());
    const bool joined = to - from > 1;
    if (joined && out.back().base.is_zero() && out.back().amount.is_zero()) out.pop_back();
  }
  return out;
}

void EarningLines::add_up(SumBy by) {
  const registry::Snapshot& registry = standing_.registry();
  sum_by_ = by;
  last_.assign(by == SumBy::Partner ? registry.partners.size() : registry.subscriptions.size(),
               kNone);
}

// A chain is short: of a partner its levers, of a subscription its partners too.
void EarningLines::add_to_sum(const KeyedLine& line) {
  const auto key = [&](const KeyedLine& one) {
    return std::tuple(one.partner, one.lever, one.kind, one.currency, one.reason);
  };
  std::uint32_t& last =
      last_[sum_by_ == SumBy::Partner ? line.partner.number : line.subscription.number];
  for (std::uint32_t at = last; at != kNone; at = before_[at]) {
    if (key(lines_[at]) != key(line)) continue;
    lines_[at].base += line.base;
    lines_[at].amount += line.amount;
    return;
  }
  before_.push_back(last);
  last = static_cast<std::uint32_t>(lines_.size());
  KeyedLine& sum = lines_.emplace_back(line);
  sum.held = false;
  if (sum_by_ == SumBy::Partner) sum.subscription = {0};
}

std::vector<EarningSum> EarningLines::take_sums() {
  sort();
  const registry::Snapshot& registry = standing_.registry();
  std::vector<EarningSum> out;
  for (const KeyedLine& line : lines_) {
    out.push_back({.partner = registry[line.partner].id,
                   .lever = standing_.programme().levers[line.lever].code,
                   .subscription = {},
                   .currency = line.currency,
                   .kind = line.kind,
                   .reason_code = line.reason,
                   .base = line.base,
                   .amount = line.amount});
    if (sum_by_ != SumBy::Partner) out.back().subscription = registry[line.subscription].id;
  }
  return out;
}

void EarningLines::sort() {
  const registry::Snapshot& registry = standing_.registry();
  std::vector<std::uint32_t> partners, subscriptions;
  for (const KeyedLine& line : lines_) {
    partners.push_back(line.partner.number);
    subscriptions.push_back(line.subscription.number);
  }
  const auto partner = ranks(registry.partners, std::move(partners));
  const auto subscription = ranks(registry.subscriptions, std::move(subscriptions));
  const auto& levers = standing_.programme().levers;
  std::ranges::sort(lines_, [&](const KeyedLine& a, const KeyedLine& b) {
    const auto order = [&](const KeyedLine& line) {
      const std::string_view kind = line.kind == EarningKind::Coop ? "coop" : "rebate";
      return std::tuple(partner[line.partner.number], std::string_view(levers[line.lever].code),
                        subscription[line.subscription.number], line.currency, kind, line.reason,
                        line.held);
    };
    return order(a) < order(b);
  });
}

// Held days and others may give the same line twice.
void EarningLines::join(const KeyedLine& line, EarningLine& into) const {
  into.base += line.base;
  into.amount += line.amount;
  for (std::uint32_t i = line.first_rate; i < line.first_rate + line.rates; ++i) {
    if (std::ranges::find(into.rates, rates_[i]) == into.rates.end())
      into.rates.push_back(rates_[i]);
  }
}

EarningLine EarningLines::in_texts(const KeyedLine& line) const {
  EarningLine out;
  out.partner = standing_.registry()[line.partner].id;
  out.lever = standing_.programme().levers[line.lever].code;
  out.subscription = standing_.registry()[line.subscription].id;
  out.earning_month = month_;
  out.base = line.base;
  const auto first = rates_.begin() + line.first_rate;
  out.rates.assign(first, first + line.rates);
  out.amount = line.amount;
  out.currency = line.currency;
  out.kind = line.kind;
  out.reason_code = line.reason;
  out.against = line.against;
  return out;
}

}  // namespace attribution
