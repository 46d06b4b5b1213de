import { type RowOf, useList } from "../../api/questions.ts";
import { eventsOf } from "./answers.ts";

export type Request = RowOf<"/v1/requests">;

export function useRequests() {
  return useList("/v1/requests", {}, { whole: true });
}

/** Those that the customer is asked to answer. */
export function useWaiting(): Request[] {
  return useRequests().rows.filter((one) => eventsOf(one) !== null);
}

export function useWaitingCount(): number {
  return useWaiting().length;
}
