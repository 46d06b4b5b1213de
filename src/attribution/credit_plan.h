// What a credit query needs, worked out once before the loops: the window of months, how series
// fall into buckets, how keys are packed, which competencies a bucket counts for, exchange rates.
// Private to credit.
#pragma once

#include <optional>
#include <vector>

#include "attribution/credit_of.h"

namespace attribution {

// The months asked for, with the month of every day of them.
struct Window {
  base::Month from;
  int months = 0;
  base::Day first;                        // first day of the first month
  base::Day end;                          // day after the last month
  std::vector<std::uint16_t> month_of;    // per day from `first`
  std::vector<std::int32_t> month_start;  // months + 1 day numbers
  std::vector<std::int32_t> snapshot;     // snapshot day per month

  Window(base::Month from, base::Month to, const programs::Parameters& parameters);
};

// Series that fall into one bucket never need telling apart again.
struct Bucket {
  // Packed key bits it gives: several when competencies fan out, none when it is not asked for.
  std::vector<base::UInt128> keys;
  std::uint32_t currency = 0;
  bool converts = false;  // amounts are multiplied by a rate
};

class CreditPlan {
 public:
  CreditPlan(const usage::SeriesIndex& index, const Standing& standing, const CreditQuery& query,
             MeasureMask measures);

  const CreditQuery& query;
  const MeasureMask measures;
  const Window window;
  std::vector<CreditTable::Column> columns;
  std::vector<Bucket> buckets;
  programs::TypeMask competency_types = 0;  // by the day
  std::vector<base::PartnerKey> partners;   // those asked for, in text order
  bool by_place = false;    // subscription or customer is a key: cells are made per subscription
  bool one_to_one = false;  // every accumulated cell is one row: nothing to combine

  // Where the months of each lane begin among the cells, for a subscription of this place.
  const std::uint32_t* cells_of(base::SubscriptionKey subscription) const {
    return first_cell_.data() +
           (products_ == 1 ? 0 : std::size_t{product_of_[subscription.number]} * lanes_);
  }
  bool takes(base::SubscriptionKey subscription) const {
    return !only_subscription_.exists() || only_subscription_ == subscription;
  }
  int key_bits() const { return columns.empty() ? 0 : columns[0].shift + columns[0].bits; }
  base::UInt128 partner_bits(base::PartnerKey partner) const;
  base::UInt128 place_bits(base::SubscriptionKey subscription) const;
  base::UInt128 month_bits(int month) const;
  // None when the table has no rate for the month.
  const std::optional<base::Decimal>& rate(std::uint32_t currency, int month) const {
    return rates_[currency * static_cast<std::size_t>(window.months) +
                  static_cast<std::size_t>(month)];
  }

 private:
  std::uint64_t number_of(const usage::Lane& lane, std::uint32_t product) const {
    std::uint64_t number = workloads_ > 1 ? lane.workload : 0;
    number = number * measures_ + (measures_ > 1 ? static_cast<std::uint64_t>(lane.measure) : 0);
    number = number * currencies_ + (currencies_ > 1 ? lane.currency : 0);
    return products_ == 1 ? number : number * products_ + product;
  }
  bool has(CreditKey key) const;
  base::UInt128 bits(CreditKey key, std::uint32_t rank) const;
  void make_columns();
  void make_dimensions();
  void make_buckets();
  std::vector<char> combinations_that_occur() const;
  void make_rates();
  Bucket describe(std::uint64_t number) const;
  std::vector<base::UInt128> competency_keys(std::uint32_t workload, base::Measure measure,
                                             base::ProductKey product) const;

  const usage::SeriesIndex& index_;
  const Standing& standing_;
  base::SubscriptionKey only_subscription_;
  // number = ((workload * measures + measure) * currencies + currency) * products + product, where
  // a dimension that does not matter has size 1. Numbers that occur get a bucket.
  std::uint64_t workloads_ = 1, measures_ = 1, currencies_ = 1, products_ = 1;
  std::size_t lanes_;
  std::vector<std::uint32_t> product_of_;  // per subscription; empty when products do not matter
  std::vector<std::uint32_t> first_cell_;  // per product and lane: its bucket x months
  std::vector<std::vector<std::uint32_t>> ranks_;  // per column: rank of each key number
  std::vector<std::optional<base::Decimal>> rates_;
};

}  // namespace attribution
