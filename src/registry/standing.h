// Associations as they would stand after a change, for the customers that the change touches: what
// exclusivity and `needs` are checked on before anything is stored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/keys.h"
#include "programs/programme.h"
#include "registry/registry_store.h"
#include "registry/snapshot.h"

namespace registry {

// Associations with this source follow a channel period and are not changed by hand.
inline constexpr std::string_view kRecognition = "recognition";
inline constexpr std::string_view kImport = "import";
inline constexpr std::string_view kByAct = "act";

// Views into the snapshot and the change it was made from, which must outlive it.
struct Standing {
  programs::TypeIndex type = 0;
  base::PartnerKey partner;
  base::CustomerKey customer;  // of the subscription named, else one that it reaches
  base::SubscriptionKey subscription;
  base::DayRange days;
  bool recognised = false;
  std::string_view workload;
  std::string_view id;
  std::string_view where;  // file and line of a changed row; empty: recorded before
};

struct View {
  const Snapshot& snapshot;
  const Directory& directory;
  const programs::Programme& programme;
};

// An association of a whole customer stands once more with each customer that is one with it,
// on the days from the merger on.
// Requires: every reference of the change is in the snapshot, its types in the programme.
std::vector<Standing> standing_after(const View& view, const ChangeSet& changes);
// The same for a change whose associations are resolved already: `changed` in their order.
std::vector<Standing> standing_after(const View& view, const ChangeSet& changes,
                                     const std::vector<Standing>& changed);

// "association 'a1' of partner 'P1' (associations.csv line 12)"
std::string describe(const Standing& standing, const Snapshot& snapshot);

}  // namespace registry
