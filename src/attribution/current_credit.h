// Credit that is kept current while associations change. A change touches the cells of the partner
// that had the association and of the one that has it now, and no others; afterwards every cell is
// what computing everything anew would give (invariant 5).
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "attribution/credit.h"

namespace attribution {

using WorkloadNumber = std::function<std::uint32_t(std::string_view)>;

class CurrentCredit {
 public:
  // Begins with the associations of the standing's registry. Index and standing outlive it.
  // Requires: the query's first key is the partner, and it asks for all of them.
  // Errors: as credit().
  static base::Result<CurrentCredit> of(const usage::SeriesIndex& index, const Standing& standing,
                                        CreditQuery query, WorkloadNumber workload_number);

  // The association with this id is so from now on, whether or not there was one.
  base::Status put(registry::Association association);
  // There is none with this id any more.
  base::Status remove(std::string_view id);

  const CreditTable& of(base::PartnerKey partner) const { return credit_[partner.number]; }
  // All rows, as credit() gives them.
  std::vector<CreditRow> rows() const;

 private:
  CurrentCredit(const usage::SeriesIndex& index, const Standing& standing, CreditQuery query,
                WorkloadNumber workload_number)
      : index_(&index),
        standing_(&standing),
        query_(std::move(query)),
        workload_number_(std::move(workload_number)) {}

  base::Status compute(base::PartnerKey partner);
  base::PartnerKey take(std::string_view id);

  const usage::SeriesIndex* index_;
  const Standing* standing_;
  CreditQuery query_;
  WorkloadNumber workload_number_;
  std::vector<std::vector<registry::Association>> associations_;  // by partner
  std::unordered_map<std::string, base::PartnerKey> partner_of_;  // by association id
  std::vector<CreditTable> credit_;                               // by partner
};

}  // namespace attribution
