// Earning lines while they are made: keys in place of texts. Private to attribution.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "attribution/earnings.h"
#include "attribution/holdings.h"

namespace attribution {

struct KeyedLine {
  base::PartnerKey partner;
  std::uint32_t lever = 0;
  base::SubscriptionKey subscription;
  std::string_view currency;
  EarningKind kind = EarningKind::Rebate;
  std::string_view reason;
  base::Decimal base;
  base::Decimal amount;
  std::optional<base::Decimal> against;
  bool held = false;  // of held days
  std::uint32_t first_rate = 0;
  std::uint32_t rates = 0;
};

class EarningLines {
 public:
  EarningLines(const Standing& standing, base::Month month) : standing_(standing), month_(month) {}

  void add(KeyedLine line, std::span<const base::Decimal> rates);
  // Sorted by partner, lever, subscription, currency, kind and reason, as text.
  std::vector<EarningLine> take();

  // From now on lines of one partner, lever, currency, kind and reason are one, without rates;
  // those of different subscriptions too, unless sums are by subscription.
  void add_up(SumBy by);
  std::vector<EarningSum> take_sums();

 private:
  void add_to_sum(const KeyedLine& line);
  void sort();
  void join(const KeyedLine& line, EarningLine& into) const;
  EarningLine in_texts(const KeyedLine& line) const;

  const Standing& standing_;
  const base::Month month_;
  std::vector<KeyedLine> lines_;
  std::vector<base::Decimal> rates_;
  std::optional<SumBy> sum_by_;
  // Lines that are sums, chained: by partner, or by subscription, the last one and those before it.
  std::vector<std::uint32_t> last_, before_;
};

}  // namespace attribution
