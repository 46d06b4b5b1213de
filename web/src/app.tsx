import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { I18nProvider, RouterProvider } from "react-aria-components";
import { Redirect, Route, Switch, useLocation, useSearch } from "wouter";
import { isUnknownCaller, Problem, Unreachable } from "./api/problem.ts";
import { SetUp } from "./entry/SetUp.tsx";
import { SignIn } from "./entry/SignIn.tsx";
import { useTexts } from "./i18n/use_texts.ts";
import { ErrorState, Forbidden, Skeleton } from "./kit/states.tsx";
import { useLocale } from "./preferences/preferences.ts";
import { portals } from "./portals.ts";
import { portalOf } from "./shell/menus.tsx";
import { Crashed, Fence, NotFound, Page } from "./shell/Page.tsx";
import type { Portal } from "./shell/portal.ts";
import { type Session, Speaking, tenantsOf, useWhoAsks } from "./shell/session.tsx";
import { Shell } from "./shell/Shell.tsx";
import { shellTexts } from "./shell/texts.ts";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) =>
        !(error instanceof Problem) && error instanceof Unreachable && failures < 2,
      // A part of the page that comes because of a refusal would ask again, and so on without end.
      retryOnMount: false,
      refetchOnWindowFocus: false,
      // Whoever was away knows nothing of what happened meanwhile.
      refetchOnReconnect: "always",
    },
    // A deed is not kept for later: whoever wants it is told that it could not be sent.
    mutations: { networkMode: "always" },
  },
});
// A session that has ended while the page was open: whoever is asked next sends it to sign in.
queries.getQueryCache().subscribe(({ type, query }) => {
  if (type !== "updated" || query.queryKey[0] === "session") return;
  if (isUnknownCaller(query.state.error)) void queries.invalidateQueries({ queryKey: ["session"] });
});

// A refusal is forgotten with the page that showed it: who comes back asks again.
queries.getQueryCache().subscribe(({ type, query }) => {
  if (type !== "observerRemoved" || query.state.status !== "error") return;
  if (query.getObserversCount() === 0) queries.getQueryCache().remove(query);
});

export function App() {
  const [, go] = useLocation();
  return (
    <QueryClientProvider client={queries}>
      <I18nProvider locale={useLocale()}>
        <RouterProvider navigate={go}>
          <Switch>
            <Route path="/sign-in">
              <SignIn />
            </Route>
            <Route path="/set-up">
              <SetUp />
            </Route>
            {portals.map((one) => (
              <Route key={one.base} path={`${one.base}/*?`}>
                <Inside portal={one} />
              </Route>
            ))}
            <Route>
              <Redirect to="/sign-in" replace />
            </Route>
          </Switch>
        </RouterProvider>
      </I18nProvider>
    </QueryClientProvider>
  );
}

function Inside({ portal }: { portal: Portal }) {
  const [path] = useLocation();
  const search = useSearch();
  const asked = useWhoAsks();
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.data === undefined) return <Skeleton />;
  if (asked.data === null) {
    const here = search ? `${path}?${search}` : path;
    return <Redirect to={`/sign-in?return_to=${encodeURIComponent(here)}`} replace />;
  }
  return (
    <ForTenant
      portal={portal}
      session={asked.data}
      wanted={new URLSearchParams(search).get("for")}
    />
  );
}

const kSpeaksFor = "accredit.for";

/** The tenant that the address names, or the one of before, or the first of this side. */
function chosenTenant(session: Session, portal: Portal, wanted: string | null) {
  const all = tenantsOf(session).filter((one) => one.side === portal.side);
  const kept = sessionStorage.getItem(`${kSpeaksFor}.${portal.side}`);
  return all.find((one) => one.text === wanted) ?? all.find((one) => one.text === kept) ?? all[0];
}

function ForTenant({
  portal,
  session,
  wanted,
}: {
  portal: Portal;
  session: Session;
  wanted: string | null;
}) {
  const t = useTexts(shellTexts);
  const tenant = chosenTenant(session, portal, wanted);
  useEffect(() => {
    if (tenant) sessionStorage.setItem(`${kSpeaksFor}.${portal.side}`, tenant.text);
  }, [tenant, portal.side]);
  if (!tenant) {
    const other = tenantsOf(session)[0];
    return (
      <main className="shell-main">
        <Page title={t("notYours")}>
          <Forbidden />
          {other && <a href={portalOf[other.side]}>{t("toHome")}</a>}
        </Page>
      </main>
    );
  }
  return (
    <Speaking key={tenant.text} session={session} tenant={tenant}>
      <Shell portal={portal}>
        <Screens portal={portal} />
        <Help />
      </Shell>
    </Speaking>
  );
}

const HelpDrawer = lazy(() => import("./guides/HelpDrawer.tsx"));

/** The guide that the address wants beside the screen. */
function Help() {
  const name = new URLSearchParams(useSearch()).get("help");
  return <Suspense>{name && <HelpDrawer key={name} name={name} />}</Suspense>;
}

function Screens({ portal }: { portal: Portal }) {
  const [path] = useLocation();
  return (
    <Fence key={path} fallback={<Crashed />}>
      <Suspense fallback={<Skeleton />}>
        <Switch>
          {portal.screens.map(({ path: below, Page: Screen }) => (
            <Route key={below} path={below === "/" ? portal.base : portal.base + below}>
              <Screen />
            </Route>
          ))}
          <Route>
            <NotFound home={portal.base} />
          </Route>
        </Switch>
      </Suspense>
    </Fence>
  );
}
