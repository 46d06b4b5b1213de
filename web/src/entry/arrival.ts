import { portalOf } from "../shell/menus.tsx";
import { type Session, tenantsOf } from "../shell/session.tsx";

const kOwnPath = /^\/[cpo](?:[/?].*)?$/;

/** Where somebody goes who has signed in: where they wanted, or the portal of their first role. */
export function arrivalOf(session: Session, wanted: string | null): string {
  if (wanted !== null && kOwnPath.test(wanted) && !/\.\.|\/\//.test(wanted)) return wanted;
  const first = tenantsOf(session)[0];
  return first ? portalOf[first.side] : "/sign-in";
}
