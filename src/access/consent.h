// Consent: what a customer lets a partner see, as receipts that are only ever added, and
// withdrawals. The last word that reaches a subscription decides; where nothing was said, the
// programme's rule does: an association is consent to the usual classes. docs/domain/access.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/data_class.h"
#include "base/day.h"
#include "base/keys.h"
#include "base/result.h"
#include "registry/acts.h"
#include "registry/kinship.h"
#include "registry/snapshot.h"

namespace rights {

enum class How : std::uint8_t { Explicit, Deemed, ProgrammeRule };
inline constexpr std::array<std::string_view, 3> kHows{"explicit", "deemed", "programme_rule"};
constexpr std::string_view word(How how) {
  return kHows[static_cast<std::size_t>(how)];
}

struct Receipt {
  std::int64_t number = 0;
  std::string customer, partner;
  std::string subscription;  // empty: all of the customer, later ones too
  ClassMask classes = kUsual;
  base::DayRange days;  // of what is seen, within those of the association
  How how = How::Explicit;
  std::string version, text;  // that was shown
  std::string given_by;
  std::string signer;  // the same as the record has it, without a name; set by the store
  base::Instant given_at;
  std::string evidence;  // SHA-256 of a document in hex; empty: there is none
  base::CommitNumber commit;

  std::string id() const { return "CR-" + std::to_string(number); }
  friend bool operator==(const Receipt&, const Receipt&) = default;
};

// Cuts what the partner sees of the scope at once, by whatever consent it was seen.
struct Withdrawal {
  std::int64_t number = 0;
  std::int64_t receipt = 0;  // that was withdrawn; 0: none, the programme's rule was
  std::string customer, partner;
  std::string subscription;  // empty: all of the customer
  std::string withdrawn_by, reason;
  base::Instant withdrawn_at;
  base::CommitNumber commit;
  friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
};

// Everything that was said, by commit.
struct ConsentBook {
  std::vector<Receipt> receipts;
  std::vector<Withdrawal> withdrawals;
  friend bool operator==(const ConsentBook&, const ConsentBook&) = default;

  // Null: there is none.
  const Receipt* find(std::string_view id) const;
  // How many words were said between the two.
  std::int64_t revision(std::string_view customer, std::string_view partner) const;
};

// What was said last; both null: nothing.
struct LastWord {
  const Receipt* receipt = nullptr;
  const Withdrawal* withdrawal = nullptr;
};

// What is agreed on for one association.
struct Agreed {
  ClassMask classes = 0;
  base::DayRange days;
};
// An association that ended because consent was withdrawn shows nothing until a later receipt.
Agreed agreed(const LastWord& word, const registry::Association& association);

// The words of a book for looking up; book and snapshot must outlive it.
class Consents {
 public:
  // Customers that are one on the day have said the same.
  Consents(const ConsentBook& book, const registry::Snapshot& registry, base::Day today);
  LastWord last(base::PartnerKey partner, base::SubscriptionKey subscription) const;

 private:
  struct Said {
    base::PartnerKey partner;
    std::uint32_t scope;  // a subscription or a customer
    base::CommitNumber commit;
    LastWord word;
  };
  void add(const registry::Directory& directory, base::CommitNumber commit,
           std::string_view customer, std::string_view partner, std::string_view subscription,
           LastWord word);
  static const Said* find(const std::vector<Said>& all, base::PartnerKey partner,
                          std::uint32_t scope);

  const registry::Snapshot& registry_;
  registry::Kinship kinship_;
  base::Day today_;
  std::vector<Said> named_, wide_;  // by (partner, scope, commit)
};

// ---- acts --------------------------------------------------------------------------------------

struct Giver {
  registry::ActorKind kind = registry::ActorKind::Operator;
  std::string id;
  std::string text;  // as an act names it
};

// On what is known.
struct ConsentFacts {
  const registry::Snapshot& registry;
  const ConsentBook& book;
  base::Instant now;
  base::Day today;
};

struct ConsentWish {
  std::string customer, partner, subscription;
  ClassMask classes = kUsual;
  base::DayRange days;
  How how = How::Explicit;
  std::string version, text;  // empty: the standard text
  std::string evidence;
  std::optional<std::int64_t> if_revision;
};

struct WithdrawalWish {
  std::string receipt;                          // by its id, or ...
  std::string customer, partner, subscription;  // ... its scope
  std::string reason;
  std::optional<std::int64_t> if_revision;
};

// Not yet stored. Errors: NOT_CUSTOMER_ADMIN, ACTOR_NOT_ALLOWED, PARTNER_NOT_FOUND,
// SUBSCRIPTION_NOT_FOUND, NEVER_SHARED, EVIDENCE_MISSING, REVISION_CONFLICT; NotFound; Usage.
base::Result<Receipt> give(const ConsentWish& wish, const Giver& giver, const ConsentFacts& facts);
// Errors: as above.
base::Result<Withdrawal> withdraw(const WithdrawalWish& wish, const Giver& giver,
                                  const ConsentFacts& facts);

// What the customer reads before it agrees.
inline constexpr std::string_view kStandardVersion = "standard-1";
std::string standard_text(const Receipt& receipt, const registry::Snapshot& registry);

// The receipt for both sides to keep: one line of JSON, keys sorted, no blanks between; equal
// receipts give equal bytes, before and after a person is erased.
std::string document(const Receipt& receipt);

}  // namespace rights
