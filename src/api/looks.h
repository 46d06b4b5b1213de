// What partners see of customers, for the customers' access log (domain 5.8): noted, and durable,
// before the answer goes.
#pragma once

#include "api/call.h"
#include "app/access_log.h"

namespace api {

class Looks {
 public:
  explicit Looks(app::LiveStore& store);
  // What the call tells of. Errors: it could not be written; then nothing may be answered.
  base::Status note(const Call& call);
  // Of hours that are over; all.
  base::Status flush_over() { return log_.flush_over(store_->clock().now()); }
  base::Status flush_all() { return log_.flush_all(); }

 private:
  app::LiveStore* store_;
  app::AccessLog log_;
};

// Whom an answer tells of, by what the contract says of its operation (x-look).
void tell_of(Call& call, const Rows& rows);
void tell_of(Call& call, const Value& body);

}  // namespace api
