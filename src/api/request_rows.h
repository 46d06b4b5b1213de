// Requests as rows, for the one who asks: with who is waited for, and what the caller may do next.
#pragma once

#include "api/call.h"
#include "app/store.h"
#include "lifecycle/request.h"

namespace api {

std::vector<Field> request_fields();

class RequestRows {
 public:
  // Of the head: what may be done is of now. Errors: those of reading the store.
  static base::Result<RequestRows> of(const Call& call);

  // What is open is said of a request as it stands; of an earlier revision nothing is.
  std::vector<Cell> cells(const lifecycle::Request& request) const;
  Value value(const lifecycle::Request& request) const {
    return row_value(request_fields(), cells(request));
  }
  // All of them, by number.
  const std::vector<lifecycle::Request>& as_they_stand() const { return requests_; }
  // An invitation names a subscription and not whose it is, which its partner may not learn.
  std::string customer_of(const lifecycle::Request& request) const;

 private:
  std::shared_ptr<const app::Ground> ground_;
  std::shared_ptr<const Order> order_;
  std::vector<lifecycle::Request> requests_;  // as they stand, by number
  lifecycle::Actor actor_;
  bool may_move_ = false;
  base::Instant now_{};
  base::Day today_;
};

}  // namespace api
