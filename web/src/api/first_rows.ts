import { useQuery } from "@tanstack/react-query";
import { type Address, ask, keyOf, type Page, type QueryOf, type RowOf } from "./questions.ts";

/** The first row of each question; null: it has none. Undefined until all are there. */
export function useFirstRows<P extends Address<"get">>(
  path: P,
  queries: readonly QueryOf<P>[],
): { rows: (RowOf<P> | null)[] | undefined; error: Error | null } {
  const { data, error } = useQuery({
    queryKey: keyOf(path, queries),
    queryFn: ({ signal }) =>
      Promise.all(
        queries.map(async (query) => {
          const params = { query: { ...(query as object), limit: 1 } };
          const answer = await ask<Page<RowOf<P>>>("get", path, { params, signal });
          return answer.data.data[0] ?? null;
        }),
      ),
  });
  return { rows: data, error };
}
