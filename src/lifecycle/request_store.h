// The port of the requests: the system of record as this room needs it. storage/ implements it.
#pragma once

#include <vector>

#include "lifecycle/request.h"

namespace lifecycle {

// A notification as it was recorded.
struct Recorded {
  base::CommitNumber commit;
  base::Instant recorded_at;
  Notification notification;
};

class RequestStore {
 public:
  virtual ~RequestStore() = default;
  // Whether anything was ever asked for.
  virtual base::Result<bool> any() = 0;
  // Every request as known at the commit, by number.
  virtual base::Result<std::vector<Request>> load(base::CommitNumber as_known) = 0;
  // Every revision of one request, oldest first.
  virtual base::Result<std::vector<Request>> history(std::int64_t number,
                                                     base::CommitNumber as_known) = 0;
  // Requests, registry and notifications in one transaction.
  virtual base::Result<base::CommitNumber> keep(const Step& step) = 0;
  virtual base::Result<std::vector<Recorded>> notifications(base::CommitNumber as_known) = 0;
};

}  // namespace lifecycle
