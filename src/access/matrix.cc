#include "access/matrix.h"

#include <algorithm>

namespace rights {
namespace {

struct Row {
  Resource resource;
  Action action;
  std::string_view cells;  // a letter for each role, blanks between the sides
};

using enum Resource;
using enum Action;

// a: anybody's. o: what belongs to the role's own partner or customer. r: also what belongs to
// customers with which the partner is associated. .: nothing.
//
//   operator: admin, programme manager, finance, support, auditor, feed
//   partner: admin, executive, analyst      customer: admin, viewer
constexpr auto kMatrix = std::to_array<Row>({
    // clang-format off
    {Partners,      Read,    "aaaaa. ooo aa"},  // a customer looks for the partner to choose
    {Partners,      Write,   "aa.... ... .."},
    {Customers,     Read,    "aaaaa. rrr oo"},
    {Customers,     Write,   "aa.a.. ... .."},
    {Subscriptions, Read,    "aaaaa. rrr oo"},
    {Subscriptions, Write,   "aa.a.. ... .."},
    {Products,      Read,    "aaaaa. aaa aa"},
    {Products,      Write,   "aa.... ... .."},
    {Associations,  Read,    "aaaaa. ooo oo"},
    {Associations,  Write,   "aa.a.. o.. o."},
    {Associations,  Approve, "aa.a.. o.. o."},
    {Requests,      Read,    "aaaaa. ooo oo"},
    {Requests,      Write,   "aa.a.. o.. o."},
    {Requests,      Approve, "aa.a.. o.. o."},
    {Consents,      Read,    "aaaaa. ooo oo"},
    {Consents,      Write,   "...... ... o."},  // nobody consents for a customer
    {AccessLog,     Read,    "a..aa. ... oo"},
    {UsageEvents,   Read,    "aaaaa. ... oo"},
    {UsageEvents,   Write,   "a....a ... .."},
    {Usage,         Read,    "aaaaa. rrr oo"},
    {Revenue,       Read,    "aaaaa. .r. oo"},
    {Imports,       Read,    "aaaaaa ... .."},
    {Imports,       Write,   "aa...a ... .."},
    {Feeds,         Read,    "aaaaa. ... .."},
    {Feeds,         Write,   "aa.... ... .."},
    {Quarantine,    Read,    "aaaaa. ... .."},
    {Quarantine,    Write,   "aa.a.. ... .."},
    {Programme,     Read,    "aaaaa. aaa .."},
    {Programme,     Write,   "aa.... ... .."},
    {Programme,     Publish, "aa.... ... .."},
    {Credit,        Read,    "aaaaa. ooo oo"},
    {Coverage,      Read,    "aaaaa. ... oo"},
    {Earnings,      Read,    "aaaaa. oo. .."},
    {Earnings,      Write,   "..a... ... .."},
    {Explanations,  Read,    "aaaaa. ooo oo"},
    {Competencies,  Read,    "aaaaa. ooo .."},
    {Competencies,  Write,   "aa.... ... .."},
    {Simulations,   Read,    "aaa.a. ... .."},
    {Periods,       Read,    "aaaaa. aaa .."},
    {Periods,       Write,   "..a... ... .."},
    {Periods,       Close,   "..a... ... .."},
    {Ledger,        Read,    "aaaaa. oo. .."},
    {Statements,    Read,    "aaaaa. oo. .."},
    {Statements,    Issue,   "..a... ... .."},
    {Payouts,       Read,    "aaaaa. oo. .."},
    {Payouts,       Write,   "..a... ... .."},
    {Payouts,       Approve, "..a... ... .."},
    {Petitions,     Read,    "aaaaa. oo. .."},
    {Petitions,     Write,   "..aa.. oo. .."},
    {Petitions,     Approve, "..a... ... .."},
    {Reports,       Read,    "aaaaa. rrr oo"},
    {Opportunities, Read,    "aaaaa. rrr .."},
    {Exports,       Read,    "aaaaa. rrr oo"},  // of what each of them may read
    {Exports,       Write,   "aaaa.. ooo o."},
    {Sql,           Read,    "aaa.a. rrr oo"},
    {Events,        Read,    "aaaaa. ooo oo"},
    {Webhooks,      Read,    "a...a. o.. o."},
    {Webhooks,      Write,   "a..... o.. o."},
    {Keys,          Read,    "a...a. o.. o."},
    {Keys,          Write,   "a..... o.. o."},
    {Users,         Read,    "a..aa. o.. o."},
    {Users,         Write,   "a..... o.. o."},
    {Audit,         Read,    "aaa.a. ... .."},
    {Audit,         Write,   "a..... ... .."},
    {Operations,    Read,    "aaaaaa ooo oo"},
    {Operations,    Write,   "aaaa.. ooo oo"},
    {Settings,      Read,    "aa..a. ... .."},
    {Settings,      Write,   "a..... ... .."},
    {Metrics,       Read,    "a...a. ... .."},
    {Guides,        Read,    "aaaaa. aaa aa"},
    {Guides,        Write,   "aa.a.. ... .."},
    {Feedback,      Read,    "aaaaa. ooo oo"},
    {Feedback,      Write,   "aaaa.. ooo oo"},
    // clang-format on
});

constexpr std::size_t kCells = 13;

// Where a role stands in the cells: past the blanks between the sides.
constexpr std::size_t place_of(Role role) {
  return static_cast<std::size_t>(role) + static_cast<std::size_t>(side_of(role));
}

consteval bool is_well_formed() {
  const auto scope = [](const Row& row) { return Scope{row.resource, row.action}; };
  for (const Row& row : kMatrix) {
    if (row.cells.size() != kCells || row.cells[6] != ' ' || row.cells[10] != ' ') return false;
    if (row.cells.find_first_not_of("aor. ") != row.cells.npos) return false;
    if (&row != kMatrix.data() && !(scope(*(&row - 1)) < scope(row))) return false;
  }
  return true;
}
static_assert(is_well_formed(), "each row once, in the order of the words, a letter a role");

constexpr char cell_of(Role role, Resource resource, Action action) {
  for (const Row& row : kMatrix) {
    if (row.resource == resource && row.action == action) return row.cells[place_of(role)];
  }
  return '.';
}

constexpr bool reaches(char cell, Side side, Relation relation) {
  const bool own =
      relation == (side == Side::Partner ? Relation::OwnPartner : Relation::OwnCustomer);
  if (cell == 'a') return true;
  if (cell == 'o') return own;
  return cell == 'r' && (own || relation == Relation::Associated);
}

// Those who can give somebody of the tenant a role.
std::string grantor(const Tenant& tenant) {
  if (tenant.side == Side::Operator) return "an admin";
  return "a " +
         std::string(
             word(tenant.side == Side::Partner ? Role::PartnerAdmin : Role::CustomerAdmin)) +
         " of " + tenant.text();
}

}  // namespace

bool has(Role role, Resource resource, Action action, Relation relation) {
  return reaches(cell_of(role, resource, action), side_of(role), relation);
}

std::optional<Relation> reach_of(Role role, Scope scope) {
  const Relation own =
      side_of(role) == Side::Customer ? Relation::OwnCustomer : Relation::OwnPartner;
  for (const Relation widest : {Relation::Any, Relation::Associated, own}) {
    if (has(role, scope.resource, scope.action, widest)) return widest;
  }
  return std::nullopt;
}

bool is_money(Resource resource) {
  switch (resource) {
    case Revenue:
    case Earnings:
    case Simulations:
    case Ledger:
    case Statements:
    case Payouts:
    case Petitions: return true;
    default: return false;
  }
}

Decision decide(const Principal& principal, Resource resource, Action action, Relation relation,
                const Tenant& tenant) {
  Decision out;
  out.scope = {resource, action};
  bool role_has = false;
  for (const Grant& grant : principal.grants) {
    const Side side = grant.tenant.side;
    if (side != Side::Operator && grant.tenant != tenant) continue;
    if (side_of(grant.role) != side || !has(grant.role, resource, action, relation)) continue;
    const bool blind = is_money(resource) && side != Side::Customer && !grant.sees_money;
    out.money |= blind;
    role_has |= !blind;
  }
  out.narrowed =
      role_has && principal.scopes && !std::ranges::binary_search(*principal.scopes, out.scope);
  out.allowed = role_has && !out.narrowed;
  if (out.allowed) return {.allowed = true, .scope = out.scope, .roles = {}, .ask = {}};
  out.money &= !role_has;
  for (std::size_t i = 0; i < kRoles.size(); ++i) {
    const Role role = static_cast<Role>(i);
    if (side_of(role) == tenant.side && has(role, resource, action, relation))
      out.roles.push_back(role);
  }
  out.ask = grantor(tenant);
  return out;
}

base::Status require(const Principal& principal, Resource resource, Action action,
                     Relation relation, const Tenant& tenant) {
  const Decision decision = decide(principal, resource, action, relation, tenant);
  if (decision.allowed) return {};
  std::string text = "this needs " + decision.scope.text();
  if (decision.narrowed) {
    text += ", which the scopes of " + principal.id() + " leave out; make a key that has it";
  } else if (decision.money) {
    text += " and the right to see money; " + decision.ask + " can grant it";
  } else if (decision.roles.empty()) {
    text += ", which no role of " + tenant.text() + " has";
  } else {
    text += "; roles that have it:";
    for (const Role role : decision.roles)
      text += (role == decision.roles.front() ? " " : ", ") + std::string(word(role));
    text += "; " + decision.ask + " can grant one";
  }
  return base::refuse("SCOPE_MISSING", text);
}

base::Status require_giving(const Principal& principal, Resource resource, const Grant& grant) {
  const Side side = grant.tenant.side;
  const Relation relation = side == Side::Operator  ? Relation::Any
                            : side == Side::Partner ? Relation::OwnPartner
                                                    : Relation::OwnCustomer;
  TRY_STATUS(require(principal, resource, Action::Write, relation, grant.tenant));
  const bool sees = std::ranges::any_of(principal.grants, [&](const Grant& own) {
    return own.sees_money && (own.tenant.side == Side::Operator || own.tenant == grant.tenant);
  });
  if (sees || !grant.sees_money) return {};
  return base::refuse("SCOPE_MISSING", "this gives the right to see money, which you have not; " +
                                           grantor(grant.tenant) + " who has it can grant it");
}

std::vector<Scope> scopes_at(const Principal& principal, const Tenant& tenant) {
  using enum Relation;
  constexpr std::array<Relation, 4> kAll{Any, OwnPartner, OwnCustomer, Associated};
  std::vector<Scope> out;
  for (const Scope one : known_scopes()) {
    if (std::ranges::any_of(kAll, [&](Relation relation) {
          return decide(principal, one.resource, one.action, relation, tenant).allowed;
        }))
      out.push_back(one);
  }
  return out;
}

std::span<const Scope> known_scopes() {
  static const std::vector<Scope> scopes = [] {
    std::vector<Scope> out;
    out.reserve(kMatrix.size());
    for (const Row& row : kMatrix)
      out.push_back({row.resource, row.action});
    return out;
  }();
  return scopes;
}

}  // namespace rights
