// Who asks. A principal has grants, each a role at one tenant; a key or a client may be narrowed to
// scopes. What a role may do stands in matrix.cc and nowhere else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "base/result.h"

namespace rights {

enum class Side : std::uint8_t { Operator, Partner, Customer };
inline constexpr std::array<std::string_view, 3> kSides{"operator", "partner", "customer"};

enum class Role : std::uint8_t {
  Admin,
  ProgrammeManager,
  Finance,
  Support,
  Auditor,
  Feed,
  PartnerAdmin,
  PartnerExecutive,
  PartnerAnalyst,
  CustomerAdmin,
  CustomerViewer,
};
inline constexpr std::array<std::string_view, 11> kRoles{
    "admin",          "programme_manager", "finance",           "support",         "auditor",
    "feed",           "partner_admin",     "partner_executive", "partner_analyst", "customer_admin",
    "customer_viewer"};

constexpr std::string_view word(Role role) {
  return kRoles[static_cast<std::size_t>(role)];
}
constexpr Side side_of(Role role) {
  if (role >= Role::CustomerAdmin) return Side::Customer;
  return role >= Role::PartnerAdmin ? Side::Partner : Side::Operator;
}

// Whether a grant of the role sees money: amounts of earnings, statements, the books, billed
// revenue. Asked: only when the grant says so.
enum class Money : std::uint8_t { Never, Asked, Always };
Money money_of(Role role);

// The vendor, one partner, or one customer.
struct Tenant {
  Side side = Side::Operator;
  std::string id;            // of the partner or customer; empty for the vendor
  std::string text() const;  // "operator", "partner:P1", "customer:C1"
  friend auto operator<=>(const Tenant&, const Tenant&) = default;
};
// Errors: Usage.
base::Result<Tenant> parse_tenant(std::string_view text);

struct Grant {
  Role role = Role::CustomerViewer;
  Tenant tenant;
  bool sees_money = false;
  friend auto operator<=>(const Grant&, const Grant&) = default;
};
// A role at a tenant of its side, with the right to see money as the role has it. Errors: Usage.
base::Result<Grant> make_grant(std::string_view role, const Tenant& tenant, bool sees_money);

enum class PrincipalKind : std::uint8_t { Person, Key, Client };

struct Principal {
  PrincipalKind kind = PrincipalKind::Person;
  std::int64_t number = 0;  // of the user, the key or the client
  std::string name;         // a person's sign-in name; empty for machines
  std::vector<Grant> grants;
  std::optional<std::vector<Scope>> scopes;  // sorted; none: all that the grants give

  std::string id() const;  // "usr_3", "key_7", "cli_2": in logs, which name nobody
  // As the audit chain has who acts for a tenant: "operator:anna", "partner:P1/anna",
  // "customer:C1/key_7".
  std::string actor(const Tenant& tenant) const;
};

}  // namespace rights
