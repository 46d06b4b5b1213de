import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useMemo } from "react";
import type { components } from "../api/contract.gen.ts";
import { api, settle, speaker } from "../api/client.ts";
import { isUnknownCaller } from "../api/problem.ts";
import { MayExport } from "../kit/table/may_export.ts";

export type Session = components["schemas"]["Session"];
export type Side = "customer" | "partner" | "operator";
export interface Tenant {
  /** As requests name it: "partner:P11". */
  text: string;
  side: Side;
  /** Empty for the operator. */
  id: string;
  roles: string[];
  seesMoney: boolean;
  /** resource:action */
  scopes: ReadonlySet<string>;
}

export function tenantsOf(session: Session): Tenant[] {
  return session.tenants.map((one) => {
    const [side = "", id = ""] = one.tenant.split(/:(.*)/);
    return {
      text: one.tenant,
      side: side as Side,
      id,
      roles: one.roles,
      seesMoney: one.sees_money,
      scopes: new Set(one.scopes),
    };
  });
}

const kSession = ["session"];

/** Who is signed in; null: nobody. Asked once, and again after the browser was away. */
export function useWhoAsks() {
  return useQuery({
    queryKey: kSession,
    queryFn: async (): Promise<Session | null> => {
      try {
        const { data } = await settle(api.GET("/v1/session"));
        speaker.csrf = data.csrf_token;
        return data;
      } catch (error) {
        if (isUnknownCaller(error)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

/** After signing in or out: what was known of the one before is forgotten. */
export function useWelcome(): (session: Session | null) => void {
  const queries = useQueryClient();
  return (session) => {
    speaker.csrf = session?.csrf_token ?? null;
    speaker.tenant = null;
    queries.clear();
    queries.setQueryData(kSession, session);
  };
}

interface Here {
  session: Session;
  /** For whom the portal speaks. */
  tenant: Tenant;
  /** What else the person could speak for. */
  tenants: readonly Tenant[];
}
const HereContext = createContext<Here | null>(null);

/** Inside a portal. Requests of everything below are for this tenant. */
export function Speaking({
  session,
  tenant,
  children,
}: {
  session: Session;
  tenant: Tenant;
  children: ReactNode;
}) {
  speaker.tenant = tenant.text;
  const here = useMemo(() => ({ session, tenant, tenants: tenantsOf(session) }), [session, tenant]);
  return (
    <HereContext value={here}>
      <MayExport value={tenant.scopes.has("exports:write")}>{children}</MayExport>
    </HereContext>
  );
}

export function useHere(): Here {
  const here = use(HereContext);
  if (here === null) throw new Error("this is shown outside a portal");
  return here;
}

/** Whether the caller may, by the matrix: useMay("statements:read"). */
export function useMay(right: string): boolean {
  return useHere().tenant.scopes.has(right);
}
