import type { ReactNode } from "react";
import { api, settle } from "../../api/client.ts";
import { type Job, ProgressOfOperation } from "../../kit/Progress.tsx";
import { useAddress } from "../../shell/address.ts";

type Counts = Readonly<Record<string, number>>;
type Told = Job & { counts: Counts };

async function ask(id: string): Promise<Told> {
  const { data } = await settle(api.GET("/v1/operations/{id}", { params: { path: { id } } }));
  const { state, done, total, why, result } = data;
  return { state, done, total, why: why ?? null, counts: (result ?? {}) as Counts };
}

/** Long work stands in the address, so that it is found again: `begin` what an answer names. */
export function useWork() {
  const { values, change } = useAddress();
  return { id: values.get("job"), begin: (id: string) => change({ job: id }) };
}

/** The work of the address until it ends, and then what it counts; nothing where there is none. */
export function WorkUnderWay({
  label,
  result,
}: {
  label: string;
  result: (counts: Counts) => ReactNode;
}) {
  const { id } = useWork();
  if (id === null) return null;
  return (
    <ProgressOfOperation
      key={id}
      id={id}
      label={label}
      ask={ask}
      result={({ counts }) => result(counts)}
    />
  );
}
