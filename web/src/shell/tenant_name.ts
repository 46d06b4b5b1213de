import { useAnswer } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import type { Tenant } from "./session.tsx";
import { shellTexts } from "./texts.ts";

/** What the tenant is called in the registry; its id until that is known. */
export function useTenantName(tenant: Tenant): string {
  const t = useTexts(shellTexts);
  const init = { params: { path: { id: tenant.id } } };
  const partner = useAnswer("/v1/partners/{id}", init, { enabled: tenant.side === "partner" });
  const customer = useAnswer("/v1/customers/{id}", init, { enabled: tenant.side === "customer" });
  if (tenant.side === "operator") return t("operator");
  return (tenant.side === "partner" ? partner : customer).data?.data.name ?? tenant.id;
}
