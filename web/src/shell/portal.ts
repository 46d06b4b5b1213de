import { type ComponentType, lazy } from "react";
import type { Language } from "../i18n/catalogue.ts";
import type { IconName } from "../kit/Icon.tsx";
import type { Side } from "./session.tsx";

export type Titles = Readonly<Record<Language, string>>;

export interface Screen {
  /** Below the portal: "/" is its home, "/requests/:id" one request. */
  path: string;
  title: Titles;
  /** In the navigation, with this drawing; absent: reached from another screen. */
  icon?: IconName;
  /** The heading in the navigation that it stands under. */
  group?: Titles;
  /** `g` and this letter go there. */
  letter?: string;
  /** It answers for the period of the address: `?period=`. */
  hasPeriod?: true;
  /** Without this right it is not in the navigation: "statements:read". */
  right?: string;
  /** A hook: how many things there wait for an answer, null until it is known; beside its name. */
  useCount?: () => number | null;
  Page: ComponentType;
  load: () => Promise<unknown>;
}

/** How an id looks, and the address below the portal of what has it. */
export interface Place {
  id: RegExp;
  /** Given its parts, as they are written, and encoded. */
  path: (id: string, part: string) => string;
}

/** A list whose rows have names, and the address below the portal of the row with that id. */
export interface Named {
  list: "/v1/partners" | "/v1/customers";
  path: (id: string) => string;
}

/** Where an id leads that somebody typed or pasted, however it was written; null: it is none. */
export function addressOfId({ base, places }: Portal, typed: string): string | null {
  for (const { id, path } of places) {
    const found = id.exec(typed.trim());
    if (!found) continue;
    // Ids of the registry and of the books are written large, all others small.
    const [whole = "", named = whole, part = ""] = found;
    const isSmall = /^[a-z]+[_]|^req-/i.test(named);
    const written = isSmall ? named.toLowerCase() : named.toUpperCase();
    return base + path(encodeURIComponent(written), encodeURIComponent(part));
  }
  return null;
}

export interface Portal {
  side: Side;
  base: "/c" | "/p" | "/o";
  name: Titles;
  screens: readonly Screen[];
  /** Where an id that is typed into the palette leads to. */
  places: readonly Place[];
  /** What the palette finds by a part of its name. */
  named: readonly Named[];
}

/** Where a screen is. */
export function addressOf({ base }: Portal, { path }: Screen): string {
  return path === "/" ? base : base + path;
}

type Given = Omit<Screen, "Page" | "load"> & { load: () => Promise<{ default: ComponentType }> };

/** A screen whose code is loaded when somebody goes there. */
export function screen({ load, ...rest }: Given): Screen {
  return { ...rest, load, Page: lazy(load) };
}
