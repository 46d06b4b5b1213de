import { type DataOf, useAnswer } from "../api/questions.ts";

/** The rules in force as values, in place of the words of a file. */
export type Rules = DataOf<"/v1/programme-rules">;

export interface Programme {
  name: string;
  /** In which amounts without a currency of their own are. */
  currency: string;
  /** The balance from which on it pays. */
  threshold: string | null;
}

export function programmeOf({ name, currency, parameters }: Rules): Programme {
  const found = parameters.find((one) => one.name === "payment_threshold");
  return { name, currency, threshold: found?.value ?? null };
}

/** Null until it is known. */
export function useProgramme(): Programme | null {
  const { data } = useAnswer("/v1/programme-rules", {});
  return data ? programmeOf(data.data) : null;
}
