import { type Portal, screen } from "../shell/portal.ts";

export const customerPortal: Portal = {
  side: "customer",
  base: "/c",
  name: { en: "Customer", de: "Kunde" },
  screens: [
    screen({
      path: "/",
      title: { en: "My subscriptions", de: "Meine Abonnements" },
      icon: "cards",
      letter: "o",
      load: () => import("./overview/Screen.tsx"),
    }),
  ],
};
