// The registry changes: files in bulk, single acts, and who changed what.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/progress.h"
#include "app/store.h"
#include "registry/acts.h"
#include "registry/customer_acts.h"
#include "registry/partner_acts.h"
#include "registry/registry_store.h"
#include "registry/share_acts.h"

namespace app {

struct ImportOrder {
  std::vector<std::string> files;  // recognised by name, in any order
  std::string actor = "operator:cli";
};

struct ImportReceipt {
  std::string kind;            // "partners", "associations", ...
  std::size_t rows = 0;        // delivered
  std::size_t changed = 0;     // of them new or with other values
  std::size_t recognised = 0;  // associations that followed from channel periods
  std::size_t ended = 0;       // associations that a termination or a merger ended
  std::size_t flagged = 0;     // of those, known otherwise for days that are past
  base::CommitNumber commit;   // 0: nothing changed, nothing committed

  // Whether rows of usage may have waited for it.
  bool heals_quarantine() const { return kind == "subscriptions"; }
};
using ImportAnswer = base::Result<ImportReceipt>;

// Applies the files in dependency order, each whole or not at all, and hands each answer to
// `answered`. A refused file does not stop the others; a machine that fails does.
base::Status import_files(
    Store& store, const ImportOrder& order, const Report& report,
    const std::function<void(const std::string&, const ImportAnswer&)>& answered);

// Who acts, as `Act::actor` has it.
struct Actor {
  registry::ActorKind kind = registry::ActorKind::Operator;
  std::string name = "cli";
  std::string self = {};  // as registry::Situation has it
};

struct ActReceipt {
  std::string association_id;  // of one association; else empty
  std::size_t ended = 0;       // associations that a termination or a merger ended
  base::CommitNumber commit;
};

// One designation, or its end. `on` of an absent day (Day::min) is today in the programme's time
// zone. What requests have due happens first. A refused attempt is kept in the audit chain.
// Errors: Refused with the code of the rule.
base::Result<ActReceipt> associate(Store& store, const Actor& actor, registry::Designation wish);
base::Result<ActReceipt> end_association(Store& store, const Actor& actor, registry::Ending wish);

// A partner's status, enrolment or profile; absent days as above.
base::Result<ActReceipt> set_status(Store& store, const Actor& actor, registry::StatusWish wish);
base::Result<ActReceipt> enrol(Store& store, const Actor& actor, registry::EnrolWish wish);
base::Result<ActReceipt> complete_profile(Store& store, const Actor& actor,
                                          registry::ProfileWish wish);

// Which share of a subscription's credit a partner has; absent days as above.
base::Result<ActReceipt> set_share(Store& store, const Actor& actor, registry::ShareWish wish);
// A merger or an acquisition of customers; who loses an association by it is told.
base::Result<ActReceipt> merge_customers(Store& store, const Actor& actor,
                                         registry::MergerWish wish);

base::Result<std::vector<registry::HistoryEntry>> history(Store& store,
                                                          const registry::HistoryQuery& query,
                                                          base::CommitNumber as_known);

}  // namespace app
