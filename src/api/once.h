// A request with an Idempotency-Key is carried out once, and its answer given again, for seven days
// and whenever the process ends behind its commit (AP-03). Kept are answers to what succeeded, and
// to what made a commit, which a refusal by a rule does, too; any other refusal is asked anew.
#pragma once

#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "api/call.h"
#include "api/problem.h"

namespace api {

class Once {
 public:
  explicit Once(app::LiveStore& store) : store_(&store) {}

  // Gives the call its key, if it has one. A response: the answer of then. Errors: a problem, when
  // the key was used for another request, its request is under way, or its answer was lost. Else
  // finish() must be called.
  std::expected<std::optional<http::Response>, Problem> begin(Call& call);
  // Keeps the answer. Errors: it could not be kept; the request has been carried out.
  base::Status finish(const Call& call, const http::Response& answer);

 private:
  app::LiveStore* store_;
  std::mutex mutex_;
  std::set<std::pair<std::string, std::string>> under_way_;  // caller and key
};

}  // namespace api
