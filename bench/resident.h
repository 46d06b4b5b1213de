// A world with everything in memory that `accredit credit` has in memory before it computes.
#pragma once

#include <memory>

#include "attribution/credit.h"
#include "measure.h"
#include "usage/series_index.h"
#include "world.h"

namespace bench {

// By partner, workload and month, over all months of the world.
attribution::CreditQuery everything();

class Resident {
 public:
  Resident(const Shape& shape, const programs::Programme& programme);

  const World& world() const { return world_; }
  const usage::SeriesIndex& index() const { return index_; }
  const attribution::Standing& standing() const { return standing_; }
  const attribution::Holdings& holdings() const { return holdings_; }
  double index_seconds() const { return index_seconds_; }

  attribution::Holdings compile(const attribution::Standing& standing) const;
  attribution::CreditTable credit(int threads) const;

 private:
  World world_;
  double index_seconds_ = 0;
  usage::SeriesIndex index_;
  attribution::Standing standing_;
  attribution::Holdings holdings_;
};

}  // namespace bench
