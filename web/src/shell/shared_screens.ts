import { type Screen, screen } from "./portal.ts";

/** Where administrators of a partner or a customer invite colleagues. */
export const usersScreen: Screen = screen({
  path: "/users",
  title: { en: "Users", de: "Benutzer" },
  icon: "people",
  right: "users:read",
  load: () => import("../users/Screen.tsx"),
});

/** What every portal ends with, in the same order. Support stays last (WCAG 3.2.6). */
export const sharedScreens: readonly Screen[] = [
  screen({
    path: "/guides",
    title: { en: "Guides", de: "Leitfäden" },
    icon: "book",
    load: () => import("../guides/Screen.tsx"),
  }),
  screen({
    path: "/account",
    title: { en: "Your account", de: "Ihr Konto" },
    icon: "user",
    load: () => import("../account/Screen.tsx"),
  }),
  screen({
    path: "/support",
    title: { en: "Support", de: "Hilfe und Support" },
    icon: "help",
    load: () => import("../support/Screen.tsx"),
  }),
];
