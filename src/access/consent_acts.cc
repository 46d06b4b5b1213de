// Giving and withdrawing consent.
#include <algorithm>

#include "access/consent.h"
#include "base/hex.h"
#include "base/instant_text.h"
#include "base/json_text.h"
#include "base/sha256.h"

namespace rights {
namespace {

// Whose word to whom, and about what.
struct Between {
  const std::string& customer;
  const std::string& partner;
  const std::string& subscription;
};

base::Status check_giver(const Giver& giver, const std::string& customer,
                         const ConsentFacts& facts) {
  using registry::ActorKind;
  if (giver.kind == ActorKind::Operator) return {};
  if (giver.kind != ActorKind::Customer) {
    return base::refuse(
        "ACTOR_NOT_ALLOWED",
        "consent is the customer's, or recorded by an operator; not by " + giver.text);
  }
  if (registry::acts_for(facts.registry, giver.id, customer, facts.today)) return {};
  return base::refuse("NOT_CUSTOMER_ADMIN",
                      "customer '" + giver.id + "' does not act for customer '" + customer + "'");
}

base::Status check_scope(const Between& scope, const ConsentFacts& facts) {
  const registry::Directory directory(facts.registry);
  const base::CustomerKey customer = directory.customer(scope.customer);
  if (!customer.exists()) {
    return base::fail(base::Code::NotFound, "there is no customer '" + scope.customer + "'");
  }
  if (!directory.partner(scope.partner).exists()) {
    return base::refuse("PARTNER_NOT_FOUND", "there is no partner '" + scope.partner + "'");
  }
  if (scope.subscription.empty()) return {};
  const base::SubscriptionKey subscription = directory.subscription(scope.subscription);
  if (subscription.exists() && facts.registry[subscription].customer == customer) return {};
  return base::refuse(
      "SUBSCRIPTION_NOT_FOUND",
      "customer '" + scope.customer + "' has no subscription '" + scope.subscription + "'");
}

// Two administrators may act at the same moment: the second one looks again (domain X50).
base::Status check_revision(const Between& scope, std::optional<std::int64_t> expected,
                            const ConsentFacts& facts) {
  const std::int64_t now = facts.book.revision(scope.customer, scope.partner);
  if (!expected || *expected == now) return {};
  return base::refuse("REVISION_CONFLICT",
                      "consent of '" + scope.customer + "' to '" + scope.partner +
                          "' is at revision " + std::to_string(now) + " now, not " +
                          std::to_string(*expected) + ": look at it and confirm again");
}

base::Status check_wish(const ConsentWish& wish, const Giver& giver) {
  using registry::ActorKind;
  if (has(wish.classes, DataClass::EndUserIdentities)) {
    return base::refuse("NEVER_SHARED",
                        "identities of end users are shown to no partner, "
                        "whatever is agreed on");
  }
  if (wish.classes == 0) return base::fail(base::Code::Usage, "consent to nothing is none");
  if (wish.days.empty()) {
    return base::fail(base::Code::Usage, "consent until " + wish.days.to.text() +
                                             " would be over before it begins on " +
                                             wish.days.from.text());
  }
  const std::size_t digits = 2 * sizeof(base::Digest);
  if (!wish.evidence.empty() &&
      (wish.evidence.size() != digits || !base::parse_hex(wish.evidence))) {
    return base::fail(base::Code::Usage,
                      "evidence is the SHA-256 of a document: 64 hex digits, lower case");
  }
  if (giver.kind == ActorKind::Customer && wish.how != How::Explicit) {
    return base::fail(base::Code::Usage, "what a customer does itself is explicit");
  }
  if (giver.kind == ActorKind::Customer || wish.how != How::Explicit || !wish.evidence.empty())
    return {};
  return base::refuse("EVIDENCE_MISSING",
                      "an operator records explicit consent from a letter; name its SHA-256");
}

std::string until_text(base::DayRange days) {
  std::string out;
  if (days.from != base::Day::min()) out += " from " + days.from.text();
  if (days.to != base::Day::forever()) out += " until " + days.to.text() + " (that day excluded)";
  return out;
}

std::string spoken(ClassMask mask) {
  std::string out = words(mask);
  std::ranges::replace(out, '_', ' ');
  for (std::size_t at = 0; (at = out.find('+', at)) != out.npos; at += 2)
    out.replace(at, 1, ", ");
  return out;
}

std::string name_of(const std::string& id, const std::string& name) {
  return name.empty() || name == id ? id : name + " (" + id + ")";
}

}  // namespace

std::string standard_text(const Receipt& receipt, const registry::Snapshot& registry) {
  const registry::Directory directory(registry);
  const base::CustomerKey customer = directory.customer(receipt.customer);
  const base::PartnerKey partner = directory.partner(receipt.partner);
  const std::string scope = receipt.subscription.empty() ? "all subscriptions, those to come too"
                                                         : "subscription " + receipt.subscription;
  return name_of(receipt.customer, customer.exists() ? registry[customer].name : "") + " lets " +
         name_of(receipt.partner, partner.exists() ? registry[partner].name : "") + " see " +
         spoken(receipt.classes) + " of " + scope + until_text(receipt.days) +
         ", on the days on which the partner is associated. Identities of end users are never "
         "shown. This can be withdrawn at any time and then ends at once.";
}

base::Result<Receipt> give(const ConsentWish& wish, const Giver& giver, const ConsentFacts& facts) {
  const Between scope{wish.customer, wish.partner, wish.subscription};
  TRY_STATUS(check_giver(giver, wish.customer, facts));
  TRY_STATUS(check_scope(scope, facts));
  TRY_STATUS(check_wish(wish, giver));
  TRY_STATUS(check_revision(scope, wish.if_revision, facts));
  Receipt out;
  out.number = facts.book.receipts.empty() ? 1 : facts.book.receipts.back().number + 1;
  out.customer = wish.customer;
  out.partner = wish.partner;
  out.subscription = wish.subscription;
  out.classes = wish.classes;
  out.days = wish.days;
  out.how = wish.how;
  out.version = wish.text.empty() ? std::string(kStandardVersion) : wish.version;
  out.text = wish.text.empty() ? standard_text(out, facts.registry) : wish.text;
  out.given_by = giver.text;
  out.given_at = facts.now;
  out.evidence = wish.evidence;
  return out;
}

base::Result<Withdrawal> withdraw(const WithdrawalWish& wish, const Giver& giver,
                                  const ConsentFacts& facts) {
  Withdrawal out;
  out.customer = wish.customer;
  out.partner = wish.partner;
  out.subscription = wish.subscription;
  if (!wish.receipt.empty()) {
    const Receipt* receipt = facts.book.find(wish.receipt);
    if (receipt == nullptr) {
      return base::fail(base::Code::NotFound, "there is no receipt '" + wish.receipt + "'",
                        "accredit consent list");
    }
    out.receipt = receipt->number;
    out.customer = receipt->customer;
    out.partner = receipt->partner;
    out.subscription = receipt->subscription;
  }
  const Between scope{out.customer, out.partner, out.subscription};
  TRY_STATUS(check_giver(giver, out.customer, facts));
  TRY_STATUS(check_scope(scope, facts));
  TRY_STATUS(check_revision(scope, wish.if_revision, facts));
  // Never refused because it was withdrawn before: the last word decides, and this is one.
  out.number = facts.book.withdrawals.empty() ? 1 : facts.book.withdrawals.back().number + 1;
  out.withdrawn_by = giver.text;
  out.withdrawn_at = facts.now;
  out.reason = wish.reason;
  return out;
}

std::string document(const Receipt& receipt) {
  using base::json_text;
  std::string classes = "\"" + words(receipt.classes) + "\"";
  for (std::size_t at = 0; (at = classes.find('+', at)) != classes.npos; at += 3)
    classes.replace(at, 1, "\",\"");
  return "{\"classes\":[" + classes + "],\"customer\":" + json_text(receipt.customer) +
         ",\"evidence\":" + json_text(receipt.evidence) +
         ",\"from\":" + json_text(receipt.days.from.text()) +
         ",\"given_at\":" + json_text(base::instant_text(receipt.given_at)) +
         ",\"given_by\":" + json_text(receipt.signer) + ",\"how\":" + json_text(word(receipt.how)) +
         ",\"partner\":" + json_text(receipt.partner) + ",\"receipt\":" + json_text(receipt.id()) +
         ",\"subscription\":" + json_text(receipt.subscription) +
         ",\"text\":" + json_text(receipt.text) +
         ",\"text_version\":" + json_text(receipt.version) +
         ",\"until\":" + json_text(receipt.days.to.text()) + "}";
}

}  // namespace rights
