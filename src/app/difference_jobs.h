// What changed between two commits, and what a change that nobody made yet would do.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/store.h"
#include "attribution/difference.h"
#include "registry/acts.h"

namespace app {

// Months from first to last, both included; absent: all that have usage in either state.
struct DifferenceScope {
  std::optional<base::Month> from, to;
  std::string partner, subscription;  // ids; empty: all
  attribution::DifferenceGrain grain = attribution::DifferenceGrain::Line;
  std::stop_token stop = {};  // asked between months
};
using TakeDifference = std::function<base::Status(const attribution::Difference&)>;

// Every credit and earning line that differs between commit `before` and commit `after`, month by
// month, with the cause of each share: usage, rules, master data, enrolments, associations. Errors:
// NotFound for a commit that has not happened, Usage when `after` comes before `before`.
base::Status diff(Store& store, base::CommitNumber before, base::CommitNumber after,
                  const DifferenceScope& scope, const Report& report, const TakeDifference& take);

// The same between two views that are open; `store` reads what lies between them. Requires: what
// keeps the logs of both from other readers.
base::Status diff(Store& store, const View& before, const View& after, const DifferenceScope& scope,
                  const Report& report, const TakeDifference& take);

// The same against the books of today with a draft of the rules, with what is known of partners and
// their associations as files would change it, and with designations that nobody made yet; each may
// be left out. Nothing is stored.
struct Draft {
  const programs::Programme* programme = nullptr;  // its examples have passed
  std::string changes;       // path of a registry file about partners, recognised by its name
  std::string associations;  // path of a file like associations.csv
  std::vector<registry::Designation> designations;
};
// The registry as those rules have it, as known at the view's commit.
using LoadRegistry = std::function<base::Result<registry::Snapshot>(const programs::Programme&)>;
// Errors: Refused with CANCELLED when it was stopped.
base::Status simulate(const View& now, const LoadRegistry& load, const Draft& draft,
                      const DifferenceScope& scope, const Report& report,
                      const TakeDifference& take);

// A programme whose examples pass. Errors: InvalidInput, with the line of `origin`.
base::Result<programs::Programme> checked_programme(std::string_view text,
                                                    const std::string& origin);
base::Result<programs::Programme> read_programme(const std::string& path);

// Makes the file the programme in force. Its examples must pass, and every association that there
// is must have a type in it. Gives the commit; that of the same text when it is in force already.
struct Activation {
  programs::Programme programme;
  base::CommitNumber commit;
};
base::Result<Activation> activate(Store& store, const std::string& path, const std::string& actor,
                                  const std::string& reason);

}  // namespace app
