// The screens that are looked at: a name, whose they are (null: nobody's), the address, and what is
// opened before. A new screen comes here with its states: usual, empty, refused.
const dialog = async (page, keys) => {
  await page.keyboard.press(keys);
  await page.getByRole("dialog").waitFor();
};

export const screens = [
  { name: "sign-in", who: null, path: "/sign-in" },
  { name: "signed-out", who: null, path: "/sign-in?left=1" },
  { name: "set-up", who: null, path: "/set-up" },
  { name: "c-overview", who: "customer", path: "/c" },
  { name: "c-filter-empty", who: "customer", path: "/c?find=nothing+has+this" },
  { name: "c-attach", who: "customer", path: "/c?attach=all" },
  { name: "c-end", who: "customer", path: "/c?end=A00001" },
  { name: "c-history", who: "customer", path: "/c?history=S0001" },
  { name: "c-requests", who: "customer", path: "/c/requests" },
  { name: "c-access", who: "customer", path: "/c/access" },
  { name: "c-access-partner", who: "customer", path: "/c/access?row=P11" },
  { name: "c-access-change", who: "customer", path: "/c/access?change=P11" },
  { name: "c-access-stop", who: "customer", path: "/c/access?stop=P11" },
  { name: "c-associations", who: "customer", path: "/c/access?tab=associations" },
  { name: "c-consents", who: "customer", path: "/c/access?tab=consents" },
  { name: "c-access-log", who: "customer", path: "/c/access-log" },
  { name: "c-benefit", who: "customer", path: "/c/benefit?period=2026-03" },
  { name: "c-benefit-empty", who: "customer", path: "/c/benefit?period=2020-01" },
  { name: "c-guides", who: "customer", path: "/c/guides" },
  { name: "c-guide", who: "customer", path: "/c/guides?guide=programme" },
  { name: "c-account", who: "customer", path: "/c/account" },
  { name: "c-support", who: "customer", path: "/c/support" },
  { name: "c-not-found", who: "customer", path: "/c/nothing-here" },
  { name: "c-not-yours", who: "customer", path: "/o" },
  { name: "p-overview", who: "partner", path: "/p?period=2026-03" },
  {
    name: "p-palette",
    who: "partner",
    path: "/p?period=2026-03",
    open: (page) => dialog(page, "/"),
  },
  {
    name: "p-shortcuts",
    who: "partner",
    path: "/p?period=2026-03",
    open: (page) => dialog(page, "?"),
  },
  { name: "p-overview-no-money", who: "analyst", path: "/p?period=2026-03" },
  { name: "o-overview", who: "operator", path: "/o?period=2026-03" },
  { name: "o-overview-empty", who: "operator", path: "/o?period=2024-01" },
];
