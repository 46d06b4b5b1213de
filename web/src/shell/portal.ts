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
  /** Without this right it is not in the navigation: "statements:read". */
  right?: string;
  /** A hook: how many things there wait for an answer, null until it is known; beside its name. */
  useCount?: () => number | null;
  Page: ComponentType;
}

export interface Portal {
  side: Side;
  base: "/c" | "/p" | "/o";
  name: Titles;
  screens: readonly Screen[];
}

type Given = Omit<Screen, "Page"> & { load: () => Promise<{ default: ComponentType }> };

/** A screen whose code is loaded when somebody goes there. */
export function screen({ load, ...rest }: Given): Screen {
  return { ...rest, Page: lazy(load) };
}
