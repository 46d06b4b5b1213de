import { type Portal, screen, type Titles } from "../shell/portal.ts";

const kCredit: Titles = { en: "Credit", de: "Gutschrift" };
const kEarnings: Titles = { en: "Earnings", de: "Vergütung" };
const kData: Titles = { en: "Data", de: "Daten" };
const kWork: Titles = { en: "Customers", de: "Kunden" };

export const partnerPortal: Portal = {
  side: "partner",
  base: "/p",
  name: { en: "Partner", de: "Partner" },
  places: [
    { id: /^ST-\d+$/, path: (id) => `/statements/${encodeURIComponent(id)}` },
    { id: /^C\d+$/, path: (id) => `/portfolio?customer=${encodeURIComponent(id)}` },
  ],
  screens: [
    screen({
      path: "/",
      title: { en: "Overview", de: "Überblick" },
      icon: "home",
      letter: "o",
      load: () => import("./overview/Screen.tsx"),
    }),
    screen({
      path: "/portfolio",
      title: { en: "Portfolio", de: "Portfolio" },
      icon: "cards",
      letter: "p",
      right: "reports:read",
      load: () => import("./portfolio/Screen.tsx"),
    }),
    screen({
      path: "/competencies",
      title: { en: "Competencies", de: "Kompetenzen" },
      icon: "chart",
      group: kCredit,
      right: "competencies:read",
      load: () => import("./competencies/List.tsx"),
    }),
    screen({
      path: "/competencies/:code",
      title: { en: "Competency", de: "Kompetenz" },
      load: () => import("./competencies/Screen.tsx"),
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
      path: "/statements",
      title: { en: "Statements", de: "Abrechnungen" },
      icon: "book",
      group: kEarnings,
      letter: "s",
      right: "statements:read",
      load: () => import("./statements/List.tsx"),
    }),
    screen({
      path: "/statements/:id",
      title: { en: "Statement", de: "Abrechnung" },
      load: () => import("./statements/Screen.tsx"),
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
      path: "/disputes",
      title: { en: "Disputes", de: "Anfechtungen" },
      icon: "alert",
      group: kEarnings,
      letter: "d",
      right: "petitions:read",
      load: () => import("./disputes/Screen.tsx"),
    }),
    screen({
      path: "/associations",
      title: { en: "Associations", de: "Zuordnungen" },
      icon: "people",
      group: kWork,
      letter: "a",
      right: "associations:read",
      load: () => import("./associations/Screen.tsx"),
    }),
    screen({
      path: "/one-pager",
      title: { en: "One-pager for customers", de: "Merkblatt für Kunden" },
      load: () => import("./onepager/Screen.tsx"),
    }),
    screen({
      path: "/opportunities",
      title: { en: "Opportunities", de: "Chancen" },
      icon: "star",
      group: kWork,
      right: "opportunities:read",
      load: () => import("./opportunities/Screen.tsx"),
    }),
    screen({
      path: "/exports",
      title: { en: "Exports", de: "Exporte" },
      icon: "download",
      group: kData,
      letter: "x",
      right: "exports:read",
      load: () => import("./data/Exports.tsx"),
    }),
    screen({
      path: "/sql",
      title: { en: "SQL", de: "SQL" },
      icon: "table",
      group: kData,
      right: "sql:read",
      load: () => import("./data/Sql.tsx"),
    }),
    screen({
      path: "/developers",
      title: { en: "Developers", de: "Entwicklung" },
      icon: "key",
      group: kData,
      right: "keys:read",
      load: () => import("./developers/Screen.tsx"),
    }),
  ],
};
