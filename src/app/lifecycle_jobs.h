// Requests that move, and the clock that moves them: what is due runs first, each step a commit.
#pragma once

#include <string>
#include <vector>

#include "app/store.h"
#include "lifecycle/books.h"
#include "lifecycle/request_store.h"

namespace app {

struct RequestReceipt {
  lifecycle::Request request;
  base::CommitNumber commit;  // the last of the act
};

// `now` is the time of the act. A refused attempt is kept in the audit chain.
base::Result<RequestReceipt> open_request(Store& store, const lifecycle::Actor& actor,
                                          const lifecycle::Request& wish, const std::string& event,
                                          const lifecycle::Given& given, base::Instant now);
base::Result<RequestReceipt> move_request(Store& store, const lifecycle::Actor& actor,
                                          const std::string& request, const std::string& event,
                                          const lifecycle::Given& given, base::Instant now);

struct TickReceipt {
  int steps = 0;
  base::CommitNumber commit;  // the last one; the head where nothing was due
  base::Day upto;
};
// Runs what is due until the programme day of `now`.
base::Result<TickReceipt> tick(Store& store, base::Instant now);

// What a tick at `now` would begin with.
base::Result<std::vector<lifecycle::Due>> due_now(Store& store, base::Instant now);

// By number, as known at the commit.
base::Result<std::vector<lifecycle::Request>> requests(Store& store, base::CommitNumber as_known);
// Every revision of one, oldest first. Errors: NotFound.
base::Result<std::vector<lifecycle::Request>> request_history(Store& store, const std::string& id,
                                                              base::CommitNumber as_known);
base::Result<std::vector<lifecycle::Recorded>> notifications(Store& store,
                                                             base::CommitNumber as_known);

}  // namespace app
