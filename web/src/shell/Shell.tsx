import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { pseudoOf } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button, IconButton } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Icon, Mark } from "../kit/Icon.tsx";
import { Offline } from "../kit/states.tsx";
import { Toasts } from "../kit/Toast.tsx";
import { useSpoken } from "../preferences/preferences.ts";
import { useAddressWithPeriod } from "./carried_period.ts";
import { Freshness } from "./Freshness.tsx";
import { PersonMenu, SettingsMenu } from "./menus.tsx";
import { Palette } from "./Palette.tsx";
import { useRememberPage } from "./page_before.ts";
import { addressOf, type Portal, type Screen, type Titles } from "./portal.ts";
import { useProgrammeName } from "./programme.ts";
import { useHere } from "./session.tsx";
import { ShortcutSheet } from "./ShortcutSheet.tsx";
import { useShortcutListener, useShortcuts } from "./shortcuts.ts";
import { useTenantName } from "./tenant_name.ts";
import { shellTexts } from "./texts.ts";

export function useTitle(): (titles: Titles) => string {
  const spoken = useSpoken();
  return (titles) => (spoken === "pseudo" ? pseudoOf(titles.en) : titles[spoken]);
}

/** What stands around every screen, in the same places. */
export function Shell({ portal, children }: { portal: Portal; children: ReactNode }) {
  const t = useTexts(shellTexts);
  const [open, setOpen] = useState<"palette" | "sheet" | "nav" | null>(null);
  const close = () => setOpen(null);
  useShortcutListener();
  useRememberPage();
  useFocusAtPage();
  usePortalShortcuts(portal, setOpen);
  useScreensAtHand(portal);
  return (
    <div className="shell">
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          focusPage();
        }}
      >
        {t("skip")}
      </a>
      <Header portal={portal} open={setOpen} />
      <nav className="shell-nav" aria-label={t("navigation")}>
        <Navigation portal={portal} onGo={close} />
      </nav>
      <main className="shell-main" id="main" tabIndex={-1}>
        <Offline />
        {children}
      </main>
      <Address />
      <Palette portal={portal} isOpen={open === "palette"} onClose={close} />
      <ShortcutSheet isOpen={open === "sheet"} onClose={close} />
      <Dialog title={t("navigation")} isOpen={open === "nav"} onClose={close} place="start">
        <nav className="shell-nav" aria-label={t("navigation")}>
          <Navigation portal={portal} onGo={close} />
        </nav>
      </Dialog>
      <Toasts />
    </div>
  );
}

function focusPage(): void {
  document.getElementById("main")?.focus({ preventScroll: true });
}

/** On another page the focus is at its beginning, and does not stay behind or get lost. */
function useFocusAtPage(): void {
  const [path] = useLocation();
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    focusPage();
  }, [path]);
}

const kAtRest = 3_000;

/** All screens are loaded when there is time: without the service they can be gone to as well. */
function useScreensAtHand({ screens }: Portal): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const one of screens) one.load().catch(() => undefined);
    }, kAtRest);
    return () => clearTimeout(timer);
  }, [screens]);
}

/** Where it was printed from. */
function Address() {
  useLocation();
  useSearch();
  return (
    <p className="print-only page-address">
      <code>{location.href}</code>
    </p>
  );
}

function usePortalShortcuts(portal: Portal, open: (what: "palette" | "sheet") => void): void {
  const t = useTexts(shellTexts);
  const title = useTitle();
  const [, go] = useLocation();
  const address = useAddressWithPeriod(portal);
  const pages = useVisible(portal).flatMap((one) =>
    one.letter
      ? [
          {
            keys: `g ${one.letter}`,
            text: t("goTo", { page: title(one.title) }),
            run: () => go(address(one)),
          },
        ]
      : [],
  );
  useShortcuts([
    { keys: "Mod+k", text: t("searchKey"), run: () => open("palette") },
    { keys: "/", text: t("searchKey"), run: () => open("palette") },
    { keys: "?", text: t("shortcuts"), run: () => open("sheet") },
    ...pages,
  ]);
}

function Header({
  portal,
  open,
}: {
  portal: Portal;
  open: (what: "palette" | "sheet" | "nav") => void;
}) {
  const t = useTexts(shellTexts);
  const title = useTitle();
  const { tenant } = useHere();
  const name = useTenantName(tenant);
  const programme = useProgrammeName() || t("product");
  return (
    <header className="shell-header">
      <span className="nav-open">
        <IconButton icon="menu" label={t("openNavigation")} onPress={() => open("nav")} />
      </span>
      <Link href={portal.base} className="shell-mark" aria-label={programme}>
        <Mark />
        <span className="name">{programme}</span>
      </Link>
      <div className="shell-tenant">
        {tenant.side !== "operator" && <span className="wide">{title(portal.name)}</span>}
        <strong>{name}</strong>
      </div>
      <span className="shell-gap" />
      <Button look="quiet" icon="search" onPress={() => open("palette")} aria-label={t("search")}>
        <span className="wide muted">{t("search")}</span>
        <kbd className="wide" aria-hidden="true">
          /
        </kbd>
      </Button>
      <span className="wide shell-known">
        <Freshness />
      </span>
      <SettingsMenu />
      <PersonMenu />
      <Link href={`${portal.base}/support`} className="button quiet square" aria-label={t("help")}>
        <Icon name="help" />
      </Link>
    </header>
  );
}

export function useVisible(portal: Portal): Screen[] {
  const { scopes } = useHere().tenant;
  return portal.screens.filter(
    (one) => one.icon && (one.right === undefined || scopes.has(one.right)),
  );
}

/** Of a detail, its list is the current one. */
function isCurrent(path: string, href: string, base: string): boolean {
  return href === base
    ? path === base || path === `${base}/`
    : path === href || path.startsWith(`${href}/`);
}

const kFoot = new Set(["/guides", "/account", "/support"]);

function Navigation({ portal, onGo }: { portal: Portal; onGo: () => void }) {
  const visible = useVisible(portal);
  const head = visible.filter((one) => !kFoot.has(one.path));
  const foot = visible.filter((one) => kFoot.has(one.path));
  return (
    <>
      <NavList portal={portal} screens={head} onGo={onGo} />
      <div className="nav-foot">
        <NavList portal={portal} screens={foot} onGo={onGo} />
      </div>
    </>
  );
}

function NavList({
  portal,
  screens,
  onGo,
}: {
  portal: Portal;
  screens: readonly Screen[];
  onGo: () => void;
}) {
  const title = useTitle();
  const address = useAddressWithPeriod(portal);
  const [path] = useLocation();
  return (
    <ul>
      {screens.map((one, place) => {
        const href = addressOf(portal, one);
        const group = one.group && title(one.group);
        const before = screens[place - 1]?.group;
        return (
          <li key={one.path}>
            {group && group !== (before && title(before)) && <p className="nav-group">{group}</p>}
            <Link
              href={address(one)}
              className="nav-link"
              aria-current={isCurrent(path, href, portal.base) ? "page" : undefined}
              title={title(one.title)}
              onClick={onGo}
            >
              {one.icon && <Icon name={one.icon} />}
              <span className="nav-text">{title(one.title)}</span>
              {one.useCount && <Count useCount={one.useCount} />}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function Count({ useCount }: { useCount: () => number | null }) {
  const t = useTexts(shellTexts);
  const count = useCount();
  if (count === null || count === 0) return null;
  return (
    <span className="nav-count">
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{t("waiting", { count })}</span>
    </span>
  );
}
