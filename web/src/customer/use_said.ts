import { useMemo } from "react";
import { useList } from "../api/questions.ts";
import { type Said, seenBefore } from "./attach/consents.ts";
import type { Book } from "./use_book.ts";

/** What has been said to a partner; null until all of it is there. */
export function useSaid(
  book: Book,
  partner: string | null,
): { said: Said | null; error: Error | null } {
  const query = { customer_id: book.customer, partner_id: partner ?? "" };
  const isAsked = partner !== null;
  const list = useList("/v1/consents", query, { whole: true, enabled: isAsked });
  const { rows, isPending, error } = list;
  const isWhole = isAsked && !isPending && error === null;
  const said = useMemo(
    () => (isWhole ? { words: rows, seen: seenBefore(book.access, partner, book.today) } : null),
    [isWhole, rows, book.access, partner, book.today],
  );
  return { said, error };
}
