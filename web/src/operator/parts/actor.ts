import { useMemo } from "react";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useHere, useMay } from "../../shell/session.tsx";
import { partTexts } from "./texts.ts";

/** The account of an actor as the audit chain names it: "operator:usr_4" is usr_4. */
export function accountOf(actor: string): string {
  return actor.slice(actor.lastIndexOf(":") + 1);
}

/** Whether somebody is who is signed in: nobody is the second person of their own deed. */
export function useIsMe(): (actor: string | null) => boolean {
  const { session } = useHere();
  return (actor) => actor !== null && accountOf(actor) === session.principal;
}

/** What an actor is called: "you", a user's name, or the id where names are not to be seen. */
export function useActorName(): (actor: string | null) => string {
  const t = useTexts(partTexts);
  const isMe = useIsMe();
  const { rows } = useList("/v1/users", {}, { pageSize: 1000, enabled: useMay("users:read") });
  const names = useMemo(() => new Map(rows.map((one) => [one.id, one.name])), [rows]);
  return (actor) => {
    if (actor === null) return "";
    return isMe(actor) ? t("you") : (names.get(accountOf(actor)) ?? actor);
  };
}
