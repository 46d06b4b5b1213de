import { useMemo } from "react";
import type { Book } from "../use_book.ts";
import { useLastLooks } from "./looks.ts";
import { type Seer, seeing, seers } from "./rows.ts";

/** Whoever sees something of the customer, with when it looked; pending until that is known, too. */
export function useSeers(book: Book): { rows: Seer[]; isPending: boolean } {
  const { associations, access, today } = book;
  const partners = useMemo(
    () => seeing(associations, access, today),
    [associations, access, today],
  );
  const { looks, isPending } = useLastLooks(book.customer, partners);
  return {
    rows: seers(associations, access, looks, today),
    isPending: book.isPending || isPending,
  };
}
