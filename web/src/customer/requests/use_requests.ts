import { type RowOf, useList } from "../../api/questions.ts";
import { waits } from "./answers.ts";

export type Request = RowOf<"/v1/requests">;

export function useRequests() {
  return useList("/v1/requests", {}, { whole: true });
}

/** Those that the customer is asked to answer. */
export function useWaiting(): Request[] {
  return useRequests().rows.filter(waits);
}

export function useWaitingCount(): number {
  return useWaiting().length;
}
