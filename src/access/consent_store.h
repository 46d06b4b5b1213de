// The port of consent: the system of record as this room needs it. storage/ implements it.
#pragma once

#include "access/consent.h"
#include "registry/registry_store.h"

namespace rights {

class ConsentStore {
 public:
  virtual ~ConsentStore() = default;
  virtual base::Result<ConsentBook> load(base::CommitNumber as_known) = 0;
  // One commit each.
  virtual base::Result<base::CommitNumber> keep(const registry::Act& act,
                                                const Receipt& receipt) = 0;
  virtual base::Result<base::CommitNumber> keep(const registry::Act& act,
                                                const Withdrawal& withdrawal) = 0;
};

}  // namespace rights
