import { useEffect, useRef, useSyncExternalStore } from "react";
import { usePreferences } from "../preferences/preferences.ts";

/**
 * Keys that do something: "?" , "g o", "Mod+k". Those without Mod are ignored while somebody types
 * and can be switched off (WCAG 2.1.4). All that are in force stand on the sheet behind "?".
 */
export interface Shortcut {
  keys: string;
  text: string;
  run: () => void;
  /** What has the focus listens itself: on the sheet only. */
  isOfFocus?: boolean;
}

let inForce: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
function put(next: readonly Shortcut[]): void {
  inForce = next;
  for (const tell of listeners) tell();
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useShortcutsInForce(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => inForce);
}

/** In force while the component is shown. The later one of two with the same keys has them. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const signature = shortcuts.map((one) => `${one.keys}\n${one.text}`).join("\n\n");
  useEffect(() => {
    const mine = latest.current.map((one, place) => ({
      ...one,
      run: () => latest.current[place]?.run(),
    }));
    put([...inForce, ...mine]);
    return () => put(inForce.filter((one) => !mine.includes(one)));
  }, [signature]);
}

const kSequence = 1_200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** A notice is an alertdialog, too, and keeps nobody from anything. */
const kOverlays = "[role=dialog], [role=alertdialog]:not(.toast), [role=listbox], [role=menu]";
function isInOverlay(): boolean {
  return document.querySelector(kOverlays) !== null;
}

/** Listens; once, in the shell. */
export function useShortcutListener(): void {
  const { shortcuts: isOn } = usePreferences();
  useEffect(() => {
    let before = "";
    let at = 0;
    const press = (event: KeyboardEvent) => {
      const isMod = event.metaKey || event.ctrlKey;
      if (event.altKey || event.defaultPrevented) return;
      if (!isMod && (!isOn || isTyping(event.target) || isInOverlay())) return;
      const key = isMod ? `Mod+${event.key.toLowerCase()}` : event.key;
      const sequence = event.timeStamp - at < kSequence ? `${before} ${key}` : key;
      const find = (keys: string) => inForce.findLast((one) => one.keys === keys && !one.isOfFocus);
      const found = find(sequence) ?? find(key);
      before = found ? "" : key;
      at = event.timeStamp;
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [isOn]);
}
