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
  { name: "p-overview-filtered", who: "partner", path: "/p?period=2026-03&product=tarn-data" },
  { name: "p-overview-empty", who: "partner", path: "/p?period=2024-01" },
  { name: "p-credit", who: "partner", path: "/p/credit?period=2026-03" },
  { name: "p-credit-empty", who: "partner", path: "/p/credit?period=2024-01" },
  { name: "p-earnings", who: "partner", path: "/p/earnings?period=2026-03" },
  {
    name: "p-earnings-explained",
    who: "partner",
    path: "/p/earnings?period=2026-03&explain=month%3D2026-03%26subscription%3DS0621%26lever%3Dprovider-consumption",
  },
  {
    name: "p-earnings-filter-empty",
    who: "partner",
    path: "/p/earnings?period=2026-03&find=nothing+has+this",
  },
  { name: "p-earnings-refused", who: "analyst", path: "/p/earnings?period=2026-03" },
  { name: "p-opportunities", who: "partner", path: "/p/opportunities?period=2026-03" },
  { name: "p-competencies", who: "partner", path: "/p/competencies?period=2026-03" },
  { name: "p-competency", who: "partner", path: "/p/competencies/platform?period=2026-03" },
  { name: "p-competency-unknown", who: "partner", path: "/p/competencies/nothing?period=2026-03" },
  { name: "p-statements", who: "partner", path: "/p/statements" },
  { name: "p-statement", who: "partner", path: "/p/statements/ST-000011" },
  { name: "p-statement-not-yours", who: "partner", path: "/p/statements/ST-000001" },
  { name: "p-statements-refused", who: "analyst", path: "/p/statements" },
  { name: "p-portfolio", who: "partner", path: "/p/portfolio?period=2026-03" },
  {
    name: "p-portfolio-customer",
    who: "partner",
    path: "/p/portfolio?period=2026-03&customer=C430",
  },
  { name: "p-associations", who: "channel", path: "/p/associations" },
  { name: "p-associations-ask", who: "channel", path: "/p/associations?ask=1&customer=C430" },
  { name: "p-requests-empty", who: "channel", path: "/p/associations?tab=requests" },
  { name: "p-disputes-empty", who: "partner", path: "/p/disputes" },
  { name: "p-exports", who: "partner", path: "/p/exports" },
  { name: "p-sql", who: "partner", path: "/p/sql?period=2026-03" },
  { name: "p-developers", who: "channel", path: "/p/developers" },
  { name: "p-developers-webhooks", who: "channel", path: "/p/developers?tab=hooks" },
  { name: "p-developers-refused", who: "partner", path: "/p/developers" },
  { name: "o-overview", who: "operator", path: "/o?period=2026-03" },
  { name: "o-overview-empty", who: "operator", path: "/o?period=2024-01" },
];
