#include "access/principal.h"

#include "base/nearest.h"
#include "base/terms.h"

namespace rights {
namespace {

constexpr std::array<std::string_view, 3> kPrefixes{"usr_", "key_", "cli_"};

}  // namespace

Money money_of(Role role) {
  switch (role) {
    case Role::Admin:
    case Role::Finance:
    case Role::Auditor:
    case Role::PartnerExecutive: return Money::Always;
    case Role::ProgrammeManager:
    case Role::Support:
    case Role::PartnerAdmin: return Money::Asked;
    case Role::Feed:
    case Role::PartnerAnalyst:
    case Role::CustomerAdmin:
    case Role::CustomerViewer: return Money::Never;
  }
  return Money::Never;
}

std::string Tenant::text() const {
  std::string out(kSides[static_cast<std::size_t>(side)]);
  return side == Side::Operator ? out : out + ":" + id;
}

base::Result<Tenant> parse_tenant(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto side = base::parse_word<Side>(kSides, text.substr(0, colon));
  Tenant tenant;
  if (side) tenant.side = *side;
  if (colon != text.npos) tenant.id = text.substr(colon + 1);
  if (side && (*side == Side::Operator) == (colon == text.npos) &&
      (*side == Side::Operator || !tenant.id.empty())) {
    return tenant;
  }
  return base::fail(base::Code::Usage, "'" + std::string(text) +
                                           "' is no tenant; write operator, partner:ID or "
                                           "customer:ID");
}

base::Result<Grant> make_grant(std::string_view text, const Tenant& tenant, bool sees_money) {
  const auto role = base::parse_word<Role>(kRoles, text);
  if (!role) {
    return base::fail(base::Code::Usage,
                      "there is no role '" + std::string(text) + "'" + base::hint(text, kRoles));
  }
  const std::string name(text);
  const std::string side(kSides[static_cast<std::size_t>(side_of(*role))]);
  if (side_of(*role) != tenant.side) {
    return base::fail(base::Code::Usage, name + " is a role of " +
                                             (side == "operator" ? "the operator" : "a " + side) +
                                             ", not of " + tenant.text());
  }
  const Money money = money_of(*role);
  if (sees_money && money == Money::Never)
    return base::fail(base::Code::Usage, name + " never sees money; choose another role");
  Grant grant;
  grant.role = *role;
  grant.tenant = tenant;
  grant.sees_money = sees_money || money == Money::Always;
  return grant;
}

std::string Principal::id() const {
  return std::string(kPrefixes[static_cast<std::size_t>(kind)]) + std::to_string(number);
}

std::string Principal::actor(const Tenant& tenant) const {
  const std::string who = kind == PrincipalKind::Person ? name : id();
  return tenant.text() + (tenant.side == Side::Operator ? ":" : "/") + who;
}

}  // namespace rights
