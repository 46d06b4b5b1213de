import { type Portal, screen } from "../shell/portal.ts";
import { usersScreen } from "../shell/shared_screens.ts";
import { useWaitingCount } from "./requests/use_requests.ts";

export const customerPortal: Portal = {
  side: "customer",
  base: "/c",
  name: { en: "Customer", de: "Kunde" },
  places: [
    { id: /^S\d+$/i, path: (id) => `?history=${id}` },
    { id: /^P\d+$/i, path: (id) => `/access?row=${id}` },
    { id: /^A\d+$/i, path: (id) => `/access?tab=associations&find=${id}` },
    { id: /^CR-\d+$/i, path: (id) => `/access?tab=consents&receipt=${id}` },
    { id: /^req-\d+$/i, path: (id) => `/requests?find=${id}` },
  ],
  named: [{ list: "/v1/partners", path: (id) => `/access?row=${id}` }],
  screens: [
    screen({
      path: "/",
      title: { en: "My subscriptions", de: "Meine Abonnements" },
      icon: "cards",
      letter: "o",
      load: () => import("./overview/Screen.tsx"),
    }),
    screen({
      path: "/access",
      title: { en: "Partners & access", de: "Partner und Zugriff" },
      icon: "eye",
      letter: "p",
      load: () => import("./access/Screen.tsx"),
    }),
    screen({
      path: "/requests",
      title: { en: "Requests", de: "Anfragen" },
      icon: "people",
      letter: "r",
      useCount: useWaitingCount,
      load: () => import("./requests/Screen.tsx"),
    }),
    screen({
      path: "/access-log",
      title: { en: "Access log", de: "Zugriffsprotokoll" },
      icon: "list",
      letter: "a",
      right: "access_log:read",
      load: () => import("./log/Screen.tsx"),
    }),
    screen({
      path: "/benefit",
      hasPeriod: true,
      title: { en: "What my partners earn", de: "Was meine Partner davon haben" },
      icon: "star",
      letter: "e",
      right: "explanations:read",
      load: () => import("./benefit/Screen.tsx"),
    }),
    usersScreen,
  ],
};
