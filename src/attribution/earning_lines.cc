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

}  // namespace

void EarningLines::add(KeyedLine line, std::span<const base::Decimal> rates) {
  line.first_rate = static_cast<std::uint32_t>(rates_.size());
  line.rates = static_cast<std::uint32_t>(rates.size());
  rates_.insert(rates_.end(), rates.begin(), rates.end());
  lines_.push_back(line);
}

std::vector<EarningLine> EarningLines::take() {
  sort();
  std::vector<EarningLine> out;
  out.reserve(lines_.size());
  for (const KeyedLine& line : lines_)
    out.push_back(in_texts(line));
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
                        subscription[line.subscription.number], line.currency, kind, line.reason);
    };
    return order(a) < order(b);
  });
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
