// Single acts: one person changes one designation or one sales channel. Each gives the change to
// store, or a refusal with its reason code (docs/domain/associations.md). Pure: the day comes in.
//
// A change made at any time of day D is effective from D, and who holds at the end of a day holds
// the whole day:
//        ──────P1──────┐                  on D, P2 is designated
//                      D──────P2────▶     P1 ends D (REPLACED); was P1 itself designated on D, its
//                                         interval becomes empty (SUPERSEDED_SAME_DAY) and is kept
#pragma once

#include <string>

#include "base/day.h"
#include "base/result.h"
#include "programs/programme.h"
#include "registry/registry_store.h"
#include "registry/snapshot.h"

namespace registry {

enum class ActorKind { Customer, Partner, Operator, Feed, System };

// Who acts, on which programme day, on what is known.
struct Situation {
  const Snapshot& snapshot;
  const programs::Programme& programme;
  ActorKind actor = ActorKind::Operator;
  std::string name;  // "cli", "C1/anna", a feed: the second part of Act::actor
  base::Day today;
  bool policy_exception = false;  // goes back further than the operator's window, four eyes saw it
  // The customer or partner that acts for itself and for nobody else; empty: the vendor's own tools
  // act, in the name of whomever they say.
  std::string self = {};
};

// What happens to the partner that holds an exclusive type already.
enum class Incumbent {
  Replace,  // the newcomer takes over, whoever was there
  Refuse,   // ALREADY_HELD
  Require,  // somebody must be there to be replaced: NOT_HOLDER
};

struct Designation {
  std::string type;
  std::string partner_id;
  std::string subscription_id;  // empty: all subscriptions of the customer
  std::string customer_id;      // may be empty when a subscription is named
  std::string workload;
  base::Day on;
  base::Day until = base::Day::forever();
  Incumbent incumbent = Incumbent::Replace;
  std::string reason;       // free text for the audit chain
  std::string replaced_as;  // end reason of who is replaced; empty: as the actor implies
};

// Names the association by its id, or by type, partner (may be empty where one partner holds) and
// scope.
struct Ending {
  std::string association_id;
  std::string type;
  std::string partner_id;
  std::string subscription_id;
  std::string customer_id;
  base::Day on;
  std::string end_reason;  // of the closed list (domain 5.2); empty: as the actor implies
  std::string reason;
};

struct ChannelMove {
  std::string subscription_id;
  base::Channel channel = base::Channel::DirectWeb;
  base::Day on;
  std::string transacting_id;
  std::string reseller_id;
  std::string reason;
};

// Store it with RegistryStore::apply(changes, act).
struct Decision {
  ChangeSet changes;
  Act act;
  std::string association_id;  // of the new association, or of the one that ended
};

base::Result<Decision> associate(const Situation& situation, const Designation& wish);
base::Result<Decision> end(const Situation& situation, const Ending& wish);

// The subscription stands in another channel from `on` until its next recorded period. DPOR and
// TPOR end when it becomes CSP, explicit CSP associations when it stops being CSP; recognised
// associations follow their periods (domain X7 to X10).
base::Result<Decision> change_channel(const Situation& situation, const ChannelMove& wish);

// What the audit chain keeps of a refused attempt: store it with RegistryStore::note. Only for
// errors with Code::Refused.
Act refused(const Situation& situation, std::string action, const std::string& detail,
            const base::Error& error);

// The wish as a JSON object, for Act::detail.
std::string detail_of(const Designation& wish);
std::string detail_of(const Ending& wish);
std::string detail_of(const ChannelMove& wish);

}  // namespace registry
