// The ports of delivery: where events, endpoints and attempts are kept, and who carries messages.
// storage/ and network.h implement them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "delivery/event.h"
#include "delivery/letter.h"
#include "delivery/schedule.h"
#include "delivery/signature.h"

namespace delivery {

inline constexpr std::int64_t kEventDays = 90;     // how long an event is kept
inline constexpr std::int64_t kAttemptDays = 30;   // how long attempts are
inline constexpr std::int64_t kOverlapHours = 24;  // a secret that was replaced still signs
inline constexpr std::size_t kReplayMax = 10'000;  // events at once
inline constexpr std::size_t kEndpointsMax = 20;   // of a tenant

struct Endpoint {
  std::int64_t number = 0;
  Tenant tenant;
  std::string url;
  std::vector<std::string> types;  // empty: all
  bool enabled = true;
  std::string reason;  // why it is not
  base::Instant created;
  std::string maker;  // "usr_3", "key_7": it is told what that one may read
  std::string id() const { return "we_" + std::to_string(number); }
};
// Whether it is to be told of the event.
bool wants(const Endpoint& endpoint, const Event& event);

enum class State : std::uint8_t { Waiting, Delivered, Failed };
inline constexpr std::array<std::string_view, 3> kStates{"waiting", "delivered", "failed"};

// One event on its way to one endpoint.
struct Delivery {
  std::int64_t number = 0;
  std::int64_t endpoint = 0;
  EventKey event;
  std::string type;  // of the event
  State state = State::Waiting;
  std::size_t attempts = 0;  // that were made
  base::Instant due;         // of the next, while it waits
  base::Instant created;
  std::string id() const { return "wd_" + std::to_string(number); }
};

struct Attempt {
  std::size_t number = 0;  // from 0
  base::Instant at;
  Outcome outcome;
};

struct Due {
  Delivery delivery;
  Tenant tenant;  // whose endpoint it is
  std::string url, maker;
  std::string customer;  // that the event tells of; empty: none
  Event event;
  std::vector<Secret> secrets;
};

// One event on its way to one person, by letter.
struct DueLetter {
  std::int64_t number = 0;
  std::int64_t user = 0;
  std::size_t attempts = 0;  // that were made
  Event event;
  std::map<std::string, std::string> facts;  // the members of its data
};

struct EventQuery {
  std::optional<Tenant> tenant;    // none: every event
  std::vector<std::string> types;  // empty: any
  EventKey after;
  std::size_t most = 50;
};

class DeliveryStore {
 public:
  virtual ~DeliveryStore() = default;

  // The last commit whose events were made.
  virtual base::Result<base::CommitNumber> cursor() = 0;
  // Events, a delivery for each endpoint that wants one, a letter for each reader, and the cursor:
  // in one transaction.
  virtual base::Status enqueue(const std::vector<Event>& events, base::CommitNumber upto,
                               base::Instant now) = 0;
  virtual base::Result<std::vector<Event>> events(const EventQuery& query) = 0;

  // By number. `tenant` none: all.
  virtual base::Result<std::vector<Endpoint>> endpoints(const std::optional<Tenant>& tenant) = 0;
  // These are audit events of `actor`. Errors: NotFound.
  virtual base::Result<Endpoint> create(const std::string& actor, Endpoint endpoint,
                                        const Secret& secret, base::Instant now) = 0;
  virtual base::Status remove(const std::string& actor, std::int64_t endpoint) = 0;
  virtual base::Status rotate(const std::string& actor, std::int64_t endpoint, const Secret& secret,
                              base::Instant now) = 0;
  // What waits for it fails. A disabled endpoint that is enabled gets what comes from then on.
  virtual base::Status disable(const std::string& actor, std::int64_t endpoint,
                               const std::string& reason) = 0;
  // Who enables it is its maker from then on.
  virtual base::Status enable(const std::string& actor, std::int64_t endpoint,
                              const std::string& maker) = 0;

  // What is to be sent by now, the longest due first, at most one for each endpoint.
  virtual base::Result<std::vector<Due>> due(base::Instant now) = 0;
  // The attempt that was made and what follows of it for the delivery.
  virtual base::Status record(const Delivery& delivery, const Attempt& attempt,
                              const Next& next) = 0;
  // Behind that number, newest last.
  virtual base::Result<std::vector<Delivery>> deliveries(std::int64_t endpoint, std::int64_t after,
                                                         std::size_t most) = 0;
  virtual base::Result<std::vector<Attempt>> attempts(std::int64_t delivery) = 0;
  // Sends the endpoint's events of these keys once more, from the first attempt; gives how many.
  // Errors: NotFound; Refused for an endpoint that is disabled; Usage for more than kReplayMax.
  virtual base::Result<std::int64_t> replay(std::int64_t endpoint, EventKey from, EventKey upto,
                                            base::Instant now) = 0;
  // An event of its own, for this endpoint alone.
  virtual base::Result<Delivery> test(std::int64_t endpoint, base::Instant now) = 0;
  // The letter that has been due longest.
  virtual base::Result<std::optional<DueLetter>> letter_due(base::Instant now) = 0;
  virtual base::Status record_letter(const DueLetter& letter, const Next& next) = 0;
  // Of each user who has said something of letters, and one's own.
  virtual base::Result<std::map<std::int64_t, LetterWish>> letter_wishes() = 0;
  virtual base::Result<LetterWish> letter_wish(std::int64_t user) = 0;
  virtual base::Status set_letter_wish(std::int64_t user, const LetterWish& wish) = 0;
  // Forgets events, attempts and letters whose time is over.
  virtual base::Status forget(base::Instant now) = 0;
};

// Takes a message to its endpoint, once; blocks until it is answered or its time is over. Called
// from several threads.
class Sender {
 public:
  virtual ~Sender() = default;
  virtual Outcome send(const Due& due, base::Instant now) = 0;
};

}  // namespace delivery
