// The screens that are looked at: a name, whose they are (null: nobody's), the address, what is
// opened before, and the world, where it is not that of the tour. A new screen comes here with its states: usual, empty, refused.
const dialog = async (page, keys) => {
  await page.keyboard.press(keys);
  await page.getByRole("dialog").waitFor();
};

// By a selector, not by a name: screens are opened in every language.
const press = async (page, selector) => {
  await page.locator(selector).first().click();
  await page.locator("[role=dialog], [role=alertdialog]").first().waitFor();
};

// How it stood at the end of today, looked at tomorrow: nothing of the world was recorded before.
const asOfToday = async (page) => {
  await page.evaluate(() => {
    const Now = Date;
    window.Date = class extends Now {
      constructor(...of) {
        super(...(of.length === 0 ? [Now.now() + 86_400_000] : of));
      }
    };
  });
  const day = new Date().toISOString().slice(0, 10);
  await page.locator("main input[type=date]").first().fill(day);
  await page.locator("main [role=note]").first().waitFor();
};

// A draft of the rules in force, with `to` in the place of `from`, as the browser tab keeps it.
const draft =
  (from = "", to = "") =>
  async (page) => {
    await page.evaluate(
      async ([before, after]) => {
        const { text } = await (await fetch("/v1/programme")).json();
        sessionStorage.setItem("accredit.programme-draft", text.replace(before, after));
      },
      [from, to],
    );
    await page.reload();
    await page.locator(".applies strong, .state.bad, .state.late").first().waitFor();
  };

export const screens = [
  { name: "sign-in", who: null, path: "/sign-in" },
  { name: "signed-out", who: null, path: "/sign-in?left=1" },
  { name: "set-up", who: null, path: "/set-up" },
  { name: "c-overview", who: "customer", path: "/c" },
  { name: "c-filter-empty", who: "customer", path: "/c?find=nothing+has+this" },
  { name: "c-attach", who: "customer", path: "/c?attach=all" },
  { name: "c-end", who: "customer", path: "/c?end=A00001" },
  { name: "c-attach-refused", who: "viewer", path: "/c?attach=all" },
  { name: "c-history", who: "customer", path: "/c?history=S0001" },
  { name: "c-requests", who: "customer", path: "/c/requests" },
  { name: "c-access", who: "customer", path: "/c/access" },
  { name: "c-access-partner", who: "customer", path: "/c/access?row=P11" },
  { name: "c-access-unknown", who: "customer", path: "/c/access?row=P999" },
  { name: "c-access-change", who: "customer", path: "/c/access?change=P11" },
  { name: "c-access-stop", who: "customer", path: "/c/access?stop=P11" },
  { name: "c-associations", who: "customer", path: "/c/access?tab=associations" },
  { name: "c-consents", who: "customer", path: "/c/access?tab=consents" },
  { name: "c-access-log", who: "customer", path: "/c/access-log" },
  { name: "c-benefit", who: "customer", path: "/c/benefit?period=2026-03" },
  { name: "c-benefit-empty", who: "customer", path: "/c/benefit?period=2020-01" },
  { name: "c-guides", who: "customer", path: "/c/guides" },
  { name: "c-guide-search", who: "customer", path: "/c/guides?find=partner" },
  { name: "c-guide-walk", who: "customer", path: "/c/guides?walk=attach" },
  { name: "c-guide-designate", who: "customer", path: "/c/guides?guide=designate" },
  { name: "c-guide-questions", who: "customer", path: "/c/guides?guide=customer-questions" },
  { name: "p-guide-credit", who: "partner", path: "/p/guides?guide=credit-and-incentives" },
  { name: "p-guide-become", who: "channel", path: "/p/guides?guide=become-partner-of-record" },
  { name: "o-guide-run", who: "operator", path: "/o/guides?guide=run-a-programme" },
  { name: "o-guide-new", who: "operator", path: "/o/guides?new=1" },
  { name: "c-guide", who: "customer", path: "/c/guides?guide=programme" },
  { name: "c-help", who: "customer", path: "/c/access?help=answer-and-control" },
  { name: "c-account", who: "customer", path: "/c/account" },
  { name: "c-users", who: "customer", path: "/c/users" },
  {
    name: "c-users-invite",
    who: "customer",
    path: "/c/users",
    open: (page) => press(page, ".stack > .row .button.primary"),
  },
  { name: "c-overview-viewer", who: "viewer", path: "/c" },
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
  { name: "p-users", who: "channel", path: "/p/users" },
  { name: "p-overview-no-money", who: "analyst", path: "/p?period=2026-03" },
  { name: "p-overview-quarter", who: "partner", path: "/p?period=2026-Q1" },
  { name: "p-overview-filtered", who: "partner", path: "/p?period=2026-03&product=tarn-data" },
  { name: "p-overview-empty", who: "partner", path: "/p?period=2024-01" },
  { name: "p-credit", who: "partner", path: "/p/credit?period=2026-03" },
  {
    name: "p-overview-late",
    who: "partner",
    path: "/p",
    open: (page) => press(page, "main .as-of.late"),
  },
  {
    name: "p-credit-filter",
    who: "partner",
    path: "/p/credit?period=2026-03",
    // The sheet of a phone.
    open: (page) => page.viewportSize().width < 768 && press(page, ".table-bar > .button"),
  },
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
  {
    name: "p-competency-anniversary",
    who: "partner",
    path: "/p/competencies/platform?period=2026-03&window=anniversary",
  },
  {
    name: "p-competency-as-of",
    who: "partner",
    path: "/p/competencies/platform?period=2026-03",
    open: asOfToday,
  },
  {
    name: "p-competency-as-of-nothing",
    who: "partner",
    path: "/p/competencies/platform?period=2026-03&as_of=2020-01-01",
  },
  { name: "p-competency-unknown", who: "partner", path: "/p/competencies/nothing?period=2026-03" },
  { name: "p-statements", who: "partner", path: "/p/statements" },
  { name: "p-statement", who: "partner", path: "/p/statements/ST-000011" },
  { name: "p-statement-not-yours", who: "partner", path: "/p/statements/ST-000001" },
  { name: "p-statements-refused", who: "analyst", path: "/p/statements" },
  { name: "p-payments-empty", who: "partner", path: "/p/payments" },
  { name: "p-payments-refused", who: "analyst", path: "/p/payments" },
  {
    name: "p-payments-claim",
    who: "partner",
    world: "funds",
    path: "/p/payments",
    open: (page) => press(page, "main .fund .button"),
  },
  {
    name: "p-overview-restated",
    who: "partner",
    world: "restated",
    path: "/p?period=2025-03",
  },
  {
    name: "p-credit-restated",
    who: "partner",
    world: "restated",
    path: "/p/credit?period=2025-02&find=S1640",
  },
  {
    name: "p-earnings-restated",
    who: "partner",
    world: "restated",
    path: "/p/earnings?period=2025-02&find=S1640",
  },
  { name: "p-portfolio", who: "partner", path: "/p/portfolio?period=2026-03" },
  {
    name: "p-portfolio-customer",
    who: "partner",
    path: "/p/portfolio?period=2026-03&customer=C430",
  },
  {
    name: "p-portfolio-unknown",
    who: "partner",
    path: "/p/portfolio?period=2026-03&customer=C999",
  },
  { name: "p-earnings-period-unknown", who: "partner", path: "/p/earnings?period=2026-13" },
  {
    name: "p-support-answers",
    who: "partner",
    path: "/p/credit?period=2026-03",
    open: async (page) => {
      await page.locator(".shell-header a[href='/p/support']").click();
      await page.locator(".answer summary").first().click();
    },
  },
  {
    name: "o-header-late",
    who: "operator",
    path: "/o/partners",
    // A phone's header has no room for it.
    open: (page) => page.viewportSize().width >= 768 && press(page, ".shell-known .as-of.late"),
  },
  { name: "p-one-pager", who: "channel", path: "/p/one-pager" },
  { name: "p-associations", who: "channel", path: "/p/associations" },
  { name: "p-associations-ask", who: "channel", path: "/p/associations?ask=1&customer=C430" },
  { name: "p-associations-ask-refused", who: "partner", path: "/p/associations?ask=1" },
  { name: "p-requests-empty", who: "channel", path: "/p/associations?tab=requests" },
  { name: "p-disputes-empty", who: "partner", path: "/p/disputes" },
  { name: "p-exports", who: "partner", path: "/p/exports" },
  { name: "p-sql", who: "partner", path: "/p/sql?period=2026-03" },
  { name: "p-developers", who: "channel", path: "/p/developers" },
  {
    name: "p-new-key",
    who: "channel",
    path: "/p/developers",
    open: (page) => press(page, ".page .button.primary"),
  },
  { name: "p-developers-webhooks", who: "channel", path: "/p/developers?tab=hooks" },
  { name: "p-developers-refused", who: "partner", path: "/p/developers" },
  { name: "o-overview", who: "operator", path: "/o?period=2026-03" },
  { name: "o-overview-year", who: "operator", path: "/o?period=Y2025" },
  { name: "o-overview-empty", who: "operator", path: "/o?period=2024-01" },
  { name: "o-periods", who: "finance", path: "/o/periods" },
  { name: "o-period", who: "finance", path: "/o/periods/2025-02" },
  { name: "o-period-none", who: "operator", path: "/o/periods/abc" },
  { name: "o-period-closed", who: "finance", path: "/o/periods/2025-01" },
  { name: "o-period-changes", who: "finance", path: "/o/periods/2025-02?tab=changes" },
  {
    name: "o-period-change",
    who: "finance",
    path: "/o/periods/2025-02?tab=changes&row=P11+EUR+earning+accrual+2025-02",
    open: (page) => page.getByRole("dialog").locator(".lines > li").first().waitFor(),
  },
  {
    name: "o-period-change-explained",
    who: "finance",
    path: "/o/periods/2025-02?tab=changes&row=P11+EUR+earning+accrual+2025-02",
    open: async (page) => {
      await page.getByRole("dialog").locator(".lines .button").first().click();
      await page.getByRole("dialog").locator("details").first().waitFor();
    },
  },
  {
    name: "o-period-changes-filter-empty",
    who: "finance",
    path: "/o/periods/2025-02?tab=changes&f.kind=adjustment",
  },
  { name: "o-period-posted", who: "finance", path: "/o/periods/2025-01?tab=changes" },
  {
    name: "o-period-waive",
    who: "finance",
    path: "/o/periods/2025-02",
    open: (page) => press(page, ".checklist .button"),
  },
  {
    name: "o-period-sign-off",
    who: "controller",
    world: "used",
    path: "/o/periods/2025-03",
    open: (page) => press(page, ".page section .button.primary"),
  },
  {
    name: "o-queue-note",
    who: "controller",
    world: "used",
    path: "/o/queue",
    open: (page) => dialog(page, "n"),
  },
  {
    name: "o-payout-left-out",
    who: "controller",
    world: "used",
    path: "/o/payouts/PO-000001?tab=left-out",
  },
  { name: "o-queue-empty", who: "finance", path: "/o/queue" },
  { name: "o-requests-empty", who: "finance", path: "/o/queue?tab=requests" },
  { name: "o-payouts-empty", who: "finance", path: "/o/payouts" },
  { name: "o-statements", who: "finance", path: "/o/statements?period=2025-01" },
  { name: "o-statement", who: "finance", path: "/o/statements/ST-000001" },
  { name: "o-statement-line", who: "finance", path: "/o/statements/ST-000001?line=1" },
  { name: "o-ledger", who: "finance", path: "/o/ledger?period=2025-01" },
  { name: "o-balances", who: "finance", path: "/o/ledger?tab=balances" },
  {
    name: "o-balance-release",
    who: "finance",
    path: "/o/ledger?tab=balances&f.account=held",
    open: async (page) => {
      await page.locator("main").getByRole("button", { expanded: false }).last().click();
      await page.getByRole("menuitem").first().click();
      await page.getByRole("dialog").locator("form").waitFor();
    },
  },
  { name: "o-users-refused", who: "finance", path: "/o/users" },
  { name: "o-feeds", who: "operator", path: "/o/feeds" },
  { name: "o-feed-files", who: "operator", path: "/o/feeds?tab=files" },
  {
    name: "o-feed-files-filter-empty",
    who: "operator",
    path: "/o/feeds?tab=files&find=nothing+has+this",
  },
  { name: "o-feed-void", who: "operator", path: "/o/feeds?tab=files&void=file_1" },
  { name: "o-quarantine", who: "operator", path: "/o/quarantine" },
  { name: "o-imports-empty", who: "operator", path: "/o/imports" },
  { name: "o-upload", who: "operator", path: "/o/imports?new=usage" },
  { name: "o-exports", who: "operator", path: "/o/exports?period=2026-03" },
  { name: "o-sql", who: "operator", path: "/o/sql?period=2026-03" },
  { name: "o-partners", who: "operator", path: "/o/partners" },
  { name: "o-partner", who: "operator", path: "/o/partners/P11" },
  { name: "o-partner-unknown", who: "operator", path: "/o/partners/P999" },
  { name: "o-customers", who: "operator", path: "/o/customers" },
  { name: "o-customer", who: "operator", path: "/o/customers/C362" },
  { name: "o-support", who: "operator", path: "/o/support" },
  { name: "o-guides", who: "operator", path: "/o/guides" },
  { name: "o-associations", who: "operator", path: "/o/associations" },
  { name: "o-association", who: "operator", path: "/o/associations?row=A00001" },
  { name: "o-audit", who: "operator", path: "/o/audit" },
  { name: "o-audit-days-empty", who: "operator", path: "/o/audit?f.at=2020-01-01..2020-01-31" },
  { name: "o-audit-event", who: "operator", path: "/o/audit?row=48" },
  { name: "o-users", who: "operator", path: "/o/users" },
  { name: "o-keys", who: "operator", path: "/o/users?tab=keys" },
  {
    name: "o-new-key",
    who: "operator",
    path: "/o/users?tab=keys",
    open: (page) => press(page, ".stack > .row .button.primary"),
  },
  { name: "o-rights", who: "operator", path: "/o/users?tab=roles" },
  { name: "o-rules", who: "operator", path: "/o/programme" },
  { name: "o-draft", who: "operator", path: "/o/programme?tab=draft" },
  {
    name: "o-draft-incentive",
    who: "operator",
    path: "/o/programme?tab=draft&rule=lever:record-consumption",
    open: draft('version = "2025.1"', 'version = "2025.2"'),
  },
  {
    name: "o-draft-competency",
    who: "operator",
    path: "/o/programme?tab=draft&rule=competency:platform",
    open: draft(),
  },
  {
    name: "o-draft-type",
    who: "operator",
    path: "/o/programme?tab=draft&rule=type:dpor",
    open: draft(),
  },
  {
    name: "o-draft-invalid",
    who: "operator",
    path: "/o/programme?tab=draft&rule=type:dpor",
    open: draft('channels = "not_csp"', 'channels = "not_cps"'),
  },
  {
    name: "o-draft-unreadable",
    who: "operator",
    path: "/o/programme?tab=draft",
    open: draft('code = "dpor"', "code = dpor"),
  },
  {
    name: "o-simulation-lines",
    who: "operator",
    world: "used",
    path: "/o/programme?tab=simulations",
    open: async (page) => {
      await page.locator("tbody tr, .card-list > li button").first().click();
      await page.waitForURL((at) => at.searchParams.has("row"));
      await page.goto(`${page.url()}&of=lines`);
      await page.locator("tbody tr, .card-list > li").first().waitFor();
    },
  },
  {
    name: "o-draft-submitted",
    who: "manager",
    world: "used",
    path: "/o/programme?tab=drafts&row=PD-1",
    open: (page) => page.getByRole("dialog").locator("pre.source").first().waitFor(),
  },
  { name: "o-drafts-empty", who: "operator", path: "/o/programme?tab=drafts" },
  { name: "o-health", who: "operator", path: "/o/health" },
];
