import { type DataOf, useAnswer } from "../api/questions.ts";
import { useHere } from "./session.tsx";

/** The rules in force as values, in place of the words of a file. */
export type Rules = DataOf<"/v1/programme-rules">;

interface PaymentRules {
  /** In which amounts without a currency of their own are. */
  currency: string;
  /** The balance from which on it pays. */
  threshold: string | null;
}

function paymentRulesOf({ currency, parameters }: Rules): PaymentRules {
  const found = parameters.find((one) => one.name === "payment_threshold");
  return { currency, threshold: found?.value ?? null };
}

/** What is paid in and from when on, for who may read the rules. Null until it is known. */
export function usePaymentRules(): PaymentRules | null {
  const { data } = useAnswer("/v1/programme-rules", {});
  return data ? paymentRulesOf(data.data) : null;
}

export function useProgrammeName(): string {
  return useHere().session.programme.name;
}

/** The month, from 1, with which years of the programme begin. */
export function useYearStart(): number {
  return Number(useHere().session.programme.fiscal_year_start.slice(0, 2));
}
