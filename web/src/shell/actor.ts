import { useMemo } from "react";
import { useList } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { useHere, useMay } from "./session.tsx";
import { shellTexts } from "./texts.ts";

/**
 * Who of a side an actor of the audit chain is: "operator:mika" and "partner:P11/mika" are mika, a
 * person by name; a key by its id.
 */
export function accountOf(actor: string): string {
  return /[^:/]*$/.exec(actor)?.[0] ?? actor;
}

/** Whether somebody is who is signed in: nobody is the second person of their own deed. */
export function useIsMe(): (actor: string | null) => boolean {
  const { session } = useHere();
  return (actor) => {
    if (actor === null) return false;
    const account = accountOf(actor);
    return account === session.principal || account === session.name;
  };
}

/** What an actor is called: "you", a user's name, or the id where names are not to be seen. */
export function useActorName(): (actor: string | null) => string {
  const t = useTexts(shellTexts);
  const isMe = useIsMe();
  const { rows } = useList("/v1/users", {}, { pageSize: 1000, enabled: useMay("users:read") });
  const names = useMemo(
    () => new Map(rows.flatMap((one) => [one.id, one.name].map((each) => [each, one.name]))),
    [rows],
  );
  return (actor) => {
    if (actor === null) return "";
    return isMe(actor) ? t("you") : (names.get(accountOf(actor)) ?? actor);
  };
}
