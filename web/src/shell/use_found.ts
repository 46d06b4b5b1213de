import { useEffect, useState } from "react";
import { quoted } from "../api/filter.ts";
import { useList } from "../api/questions.ts";
import type { Named, Portal } from "./portal.ts";

const kPause = 200;
const kMost = 5;

/** The text as it stands once nothing was typed for a moment. */
function useTypedOut(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), kPause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The condition of rows with that in their name or with that id, as lists take it. */
export function nameFilter(text: string): string {
  const value = quoted(text);
  return `name contains ${value} or id eq ${value}`;
}

export interface FoundByName {
  id: string;
  name: string;
  address: string;
}

/** Partners and customers by a part of their name, from two letters on: some of each. */
export function useFoundByName({ base, named }: Portal, typed: string): FoundByName[] {
  const text = useTypedOut(typed.trim());
  const isAsked = text.length >= 2;
  const [first, second] = named;
  const firstRows = useNamed(first, text, isAsked);
  return [...firstRows, ...useNamed(second, text, isAsked)].map(({ id, name, path }) => ({
    id,
    name,
    address: base + path(encodeURIComponent(id)),
  }));
}

function useNamed(named: Named | undefined, text: string, isAsked: boolean) {
  const list = named?.list ?? "/v1/partners";
  const enabled = named !== undefined && isAsked;
  const { rows } = useList(list, { filter: nameFilter(text) }, { pageSize: kMost, enabled });
  return enabled ? rows.map(({ id, name }) => ({ id, name, path: named.path })) : [];
}
