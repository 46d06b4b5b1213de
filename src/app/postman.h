// Persons are written to: who gets a letter of an event, and letters on their way.
#pragma once

#include <functional>
#include <future>
#include <map>
#include <optional>
#include <random>
#include <vector>

#include "access/identity.h"
#include "app/hearing.h"
#include "delivery/delivery_store.h"
#include "delivery/letter.h"

namespace app {

using LetterWishes = std::map<std::int64_t, delivery::LetterWish>;  // by user

// Whether somebody with that role may get a letter of the type: whoever decides on a request, else
// whoever may read what it is of.
bool may_be_written_to(const rights::Principal& principal, const rights::Tenant& tenant,
                       std::string_view type);
// Numbers of those to whom a letter goes: who may get it, at the partner, customer or vendor whom
// the event is told, and wants it. None for events of which no letters are written.
std::vector<std::int64_t> readers_of(const delivery::Event& event,
                                     const std::vector<rights::User>& users,
                                     const LetterWishes& wishes);

struct PostOptions {
  delivery::Language language = delivery::Language::English;  // of who has not said another
  std::string more;                                           // web address of the service
  std::uint32_t seed = 0;                                     // of the jitter
};

class Postman {
 public:
  // Takes a letter to the mail server; blocks; called from a thread of its own.
  using Carry = std::function<base::Status(const delivery::Letter&, base::Instant now)>;
  Postman(Carry carry, PostOptions options)
      : carry_(std::move(carry)), options_(std::move(options)), chance_(options_.seed) {}

  // Writes down what became of the last letter and starts the next that is due: one at a time. One
  // whose end was not written down, because the process ended, goes out again, with the same id.
  base::Status step(rights::IdentityStore& identities, delivery::DeliveryStore& table, Gate& gate,
                    base::Instant now);
  base::Status land(delivery::DeliveryStore& table, base::Instant now);
  bool is_under_way() const { return flight_.has_value(); }
  bool has_answer() const;
  void wait() const;

 private:
  struct Flight {
    delivery::DueLetter letter;
    std::future<base::Status> sent;
  };
  Carry carry_;
  PostOptions options_;
  std::mt19937 chance_;
  std::optional<Flight> flight_;
};

}  // namespace app
