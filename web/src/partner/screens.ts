import { type Portal, screen, type Titles } from "../shell/portal.ts";

const kCredit: Titles = { en: "Credit", de: "Gutschrift" };
const kEarnings: Titles = { en: "Earnings", de: "Vergütung" };
const kWork: Titles = { en: "Customers", de: "Kunden" };

export const partnerPortal: Portal = {
  side: "partner",
  base: "/p",
  name: { en: "Partner", de: "Partner" },
  screens: [
    screen({
      path: "/",
      title: { en: "Overview", de: "Überblick" },
      icon: "home",
      letter: "o",
      load: () => import("./overview/Screen.tsx"),
    }),
    screen({
      path: "/credit",
      title: { en: "Credit ledger", de: "Gutschriften" },
      icon: "list",
      group: kCredit,
      letter: "c",
      right: "credit:read",
      load: () => import("./credit/Screen.tsx"),
    }),
    screen({
      path: "/earnings",
      title: { en: "Earning lines", de: "Vergütungszeilen" },
      icon: "money",
      group: kEarnings,
      letter: "e",
      right: "earnings:read",
      load: () => import("./earnings/Screen.tsx"),
    }),
    screen({
      path: "/opportunities",
      title: { en: "Opportunities", de: "Chancen" },
      icon: "star",
      group: kWork,
      right: "opportunities:read",
      load: () => import("./opportunities/Screen.tsx"),
    }),
  ],
};
