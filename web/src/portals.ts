import { customerPortal } from "./customer/screens.ts";
import { operatorPortal } from "./operator/screens.ts";
import { partnerPortal } from "./partner/screens.ts";
import type { Portal } from "./shell/portal.ts";
import { sharedScreens } from "./shell/shared_screens.ts";

export const portals: readonly Portal[] = [customerPortal, partnerPortal, operatorPortal].map(
  (one) => ({
    ...one,
    screens: [...one.screens, ...sharedScreens],
  }),
);

/** Before somebody is known. */
const entryPaths = ["/sign-in", "/set-up"] as const;

/** Every address that shows something: the service answers 404 to others. */
export function allPaths(): string[] {
  const inside = portals.flatMap(({ base, screens }) =>
    screens.map(({ path }) => (path === "/" ? base : base + path)),
  );
  return [...entryPaths, ...inside];
}
