import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DataOf } from "../../api/questions.ts";

export type LeftOut = DataOf<"/v1/payouts/{id}">["left_out"][number];

const keyOf = (id: string) => ["left-out", id];

/** Who was left out is told once, with the proposal; it is kept while the portal is open. */
export function useKeepLeftOut(): (id: string, rows: readonly LeftOut[]) => void {
  const queries = useQueryClient();
  return (id, rows) => queries.setQueryData(keyOf(id), rows);
}

/** Null where the proposal was made elsewhere. */
export function useLeftOut(id: string): readonly LeftOut[] | null {
  const { data } = useQuery<readonly LeftOut[]>({
    queryKey: keyOf(id),
    queryFn: skipToken,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return data ?? null;
}
