import { useQuery } from "@tanstack/react-query";
import { api, type Known } from "../../api/client.ts";
import type { components } from "../../api/contract.gen.ts";
import { problemOf } from "../../api/problem.ts";

export type Readiness = components["responses"]["Status"]["content"]["application/json"];

/** Whether the service takes work. One that does not says so with 503, which is an answer here. */
export function useReadiness() {
  return useQuery<Known<Readiness>>({
    queryKey: ["readiness"],
    queryFn: async ({ signal }) => {
      const { data, error, response } = await api.GET("/readyz", { signal });
      const told = data ?? (response.status === 503 ? (error as Readiness) : undefined);
      if (told === undefined) throw problemOf(error, response);
      return { data: told, commit: told.commit ?? null, etag: null, at: new Date() };
    },
  });
}
