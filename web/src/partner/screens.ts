import { type Portal, screen } from "../shell/portal.ts";

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
  ],
};
