export const roles = [
  "admin",
  "programme_manager",
  "finance",
  "support",
  "auditor",
  "feed",
  "partner_admin",
  "partner_executive",
  "partner_analyst",
  "customer_admin",
  "customer_viewer",
] as const;
export type Role = (typeof roles)[number];

export type Side = "operator" | "partner" | "customer";

/** Whose role it is: those of partners and customers are of one of them. */
export function sideOf(role: Role): Side {
  if (role.startsWith("partner_")) return "partner";
  return role.startsWith("customer_") ? "customer" : "operator";
}

/** Of whom a role is, for the body of a request; nothing for the operator. */
export function holderOf(role: Role, id: string): { partner_id?: string; customer_id?: string } {
  const side = sideOf(role);
  if (side === "operator") return {};
  return side === "partner" ? { partner_id: id } : { customer_id: id };
}

/** The same of a tenant as rows name it: "partner:P11". */
export function holderOfTenant(tenant: string | null): {
  partner_id?: string;
  customer_id?: string;
} {
  const [side, id = ""] = (tenant ?? "").split(/:(.*)/);
  if (side === "partner") return { partner_id: id };
  return side === "customer" ? { customer_id: id } : {};
}

/** The roles that somebody of that side can give. */
export function rolesOf(side: Side): readonly Role[] {
  return side === "operator" ? roles : roles.filter((one) => sideOf(one) === side);
}

export function isRole(word: string | null): word is Role {
  return (roles as readonly (string | null)[]).includes(word);
}
