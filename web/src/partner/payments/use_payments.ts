import { useList } from "../../api/questions.ts";

/** What is paid to whoever asks, what stands in its accounts, how far its statements have come. */
export function usePayments() {
  return useList("/v1/payments", {}, { whole: true });
}
export function useBalances() {
  return useList("/v1/balances", {}, { whole: true });
}
export function useStages() {
  return useList("/v1/statement-stages", {}, { whole: true });
}
