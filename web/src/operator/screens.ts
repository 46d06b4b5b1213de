import { type Portal, screen } from "../shell/portal.ts";

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
  ],
};
