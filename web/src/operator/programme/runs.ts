import { api, settle } from "../../api/client.ts";
import type { RowOf } from "../../api/questions.ts";
import type { Job } from "../../kit/Progress.tsx";

type State = RowOf<"/v1/simulations">["state"];

/** How a simulation stands, for a bar that asks until it ends. */
export async function jobOf(id: string): Promise<Job> {
  const { data } = await settle(api.GET("/v1/simulations/{id}", { params: { path: { id } } }));
  return { state: data.state, done: data.done, total: data.total, why: data.why };
}

export function isUnderWay({ state }: { state: State }): boolean {
  return state === "waiting" || state === "running";
}

/** Whether there is no result of any of them, and none is to come. */
export function isToSimulate(runs: readonly { state: State }[]): boolean {
  return !runs.some((one) => one.state === "done" || isUnderWay(one));
}
