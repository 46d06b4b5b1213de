import { type Portal, screen, type Titles } from "../shell/portal.ts";

const close: Titles = { en: "Close", de: "Abschluss" };
const data: Titles = { en: "Data", de: "Daten" };

export const operatorPortal: Portal = {
  side: "operator",
  base: "/o",
  name: { en: "Operator", de: "Betreiber" },
  screens: [
    screen({
      path: "/",
      title: { en: "Overview", de: "Überblick" },
      icon: "home",
      letter: "o",
      load: () => import("./overview/Screen.tsx"),
    }),
    screen({
      path: "/periods",
      title: { en: "Periods", de: "Monate" },
      icon: "lock",
      group: close,
      letter: "e",
      right: "periods:read",
      load: () => import("./periods/Screen.tsx"),
    }),
    screen({
      path: "/periods/:month",
      title: { en: "Close a month", de: "Monat abschließen" },
      load: () => import("./periods/PeriodScreen.tsx"),
    }),
    screen({
      path: "/queue",
      title: { en: "Disputes & requests", de: "Anfechtungen & Anfragen" },
      icon: "list",
      group: close,
      letter: "d",
      right: "petitions:read",
      load: () => import("./queue/Screen.tsx"),
    }),
    screen({
      path: "/payouts",
      title: { en: "Payouts", de: "Auszahlungen" },
      icon: "money",
      group: close,
      letter: "p",
      right: "payouts:read",
      load: () => import("./payouts/Screen.tsx"),
    }),
    screen({
      path: "/payouts/:id",
      title: { en: "Payout", de: "Auszahlung" },
      load: () => import("./payouts/PayoutScreen.tsx"),
    }),
    screen({
      path: "/quarantine",
      title: { en: "Quarantine", de: "Quarantäne" },
      icon: "alert",
      group: data,
      letter: "q",
      right: "quarantine:read",
      load: () => import("./quarantine/Screen.tsx"),
    }),
    screen({
      path: "/imports",
      title: { en: "Imports", de: "Importe" },
      icon: "down",
      group: data,
      letter: "i",
      right: "imports:read",
      load: () => import("./imports/Screen.tsx"),
    }),
  ],
};
