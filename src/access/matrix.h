// The one table of who may do what: role x resource x action x relation. Everything that answers
// over the network asks decide(); nothing else compares roles. It says what may be asked; which
// rows of an associated customer a partner sees, by day and data class, is reach (reach.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/principal.h"

namespace rights {

// How the thing asked for stands to the tenant for which is asked.
enum class Relation : std::uint8_t {
  Any,          // nobody's, or anybody's: the products, all partners
  OwnPartner,   // it belongs to that partner
  OwnCustomer,  // it belongs to that customer
  Associated,   // it belongs to a customer with which that partner is associated
};
inline constexpr std::array<std::string_view, 4> kRelations{"any", "own_partner", "own_customer",
                                                            "associated"};

struct Decision {
  bool allowed = false;
  Scope scope;              // that is missing
  std::vector<Role> roles;  // that have it, of the side that asks; may be empty
  bool narrowed = false;    // a role has it, the scopes of the key or client leave it out
  bool money = false;       // a role has it, its grant does not see money
  std::string ask;          // who can grant it: "an admin", "a partner_admin of partner:P1"
};

// `tenant`: for whom is asked; a grant at another one does not count. Any is granted by roles that
// may see everybody's.
Decision decide(const Principal& principal, Resource resource, Action action, Relation relation,
                const Tenant& tenant);

// The same as an error: Refused with SCOPE_MISSING, naming scope and who can grant it.
base::Status require(const Principal& principal, Resource resource, Action action,
                     Relation relation, const Tenant& tenant);

// Whether somebody may give the grant away, to a person (Users) or a machine (Keys): whoever cannot
// see a tenant's money gives nobody the right to.
base::Status require_giving(const Principal& principal, Resource resource, const Grant& grant);

// Every resource:action that the principal has at the tenant, by whatever relation; sorted.
std::vector<Scope> scopes_at(const Principal& principal, const Tenant& tenant);

// One cell: whether a role with the right to see money has it.
bool has(Role role, Resource resource, Action action, Relation relation);
// Whose things a role has it of: Any, Associated (with those of its own), or the own ones alone
// (OwnPartner, OwnCustomer). None: it has it of nobody's.
std::optional<Relation> reach_of(Role role, Scope scope);
// Amounts stand in it: a grant of the operator or of a partner must see money.
bool is_money(Resource resource);

// Every resource:action that somebody has, sorted.
std::span<const Scope> known_scopes();

}  // namespace rights
