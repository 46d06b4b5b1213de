// One engine for all lifecycles: takes a request, an event and somebody who acts, looks the pair up
// in the table (tables.h) and gives the step that follows, or a refusal with its code. Pure: day,
// time and books come in, the caller stores the step.
//
//   act ──► table row ──► who? ──► guards ──► effect on the registry ──► step
//                          │          │              │
//            ACTOR_NOT_ALLOWED    a code of its own  codes of registry/acts.h
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "lifecycle/request.h"
#include "lifecycle/tables.h"
#include "programs/programme.h"
#include "registry/snapshot.h"

namespace lifecycle {

// What is known, and when.
struct Moment {
  const registry::Snapshot& registry;
  const programs::Programme& programme;
  std::span<const Request> requests;  // every request, by number
  base::Day today;                    // of a timer: the day on which it was due
  base::Instant now;
};

// What the actor says with an event.
struct Given {
  std::string reason;
  std::string evidence;
  base::Day evidence_on = base::Day::min();
  std::optional<std::int64_t> if_revision;  // the revision that the actor saw
};

// A new request; of `wish` the fields say what is asked for. Number and state are given here.
base::Result<Step> open(const Moment& moment, const Actor& actor, Request wish,
                        std::string_view event, const Given& given);
// Errors: NotFound for an unknown id.
base::Result<Step> move(const Moment& moment, const Actor& actor, std::string_view request,
                        std::string_view event, const Given& given);

const Request* find_request(std::span<const Request> requests, std::string_view id);

// A refused attempt for the audit chain.
registry::Act refused(const Actor& actor, Kind kind, std::string_view event, const Request& asked,
                      const base::Error& error);

// Text of a parameter of domain 5.9, and its number of days.
std::string_view parameter(const programs::Programme& programme, std::string_view name);
int days_of(const programs::Programme& programme, std::string_view name);

// So many Mondays to Fridays after `day`; `day` itself does not count.
base::Day business_days_after(base::Day day, int count);

}  // namespace lifecycle
