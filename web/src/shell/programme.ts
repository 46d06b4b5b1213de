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

/** The month, from 1, with which years of the programme begin: of the calendar where it says none. */
export function yearStartOf({ parameters }: Pick<Rules, "parameters">): number {
  const found = parameters.find((one) => one.name === "fiscal_year_start");
  return Number(/^(0[1-9]|1[0-2])-/.exec(found?.value ?? "")?.[1] ?? 1);
}

/** Null until it is known. */
export function useYearStart(): number | null {
  const { data, error } = useAnswer("/v1/programme-rules", {});
  if (data) return yearStartOf(data.data);
  return error ? 1 : null;
}

/** Null until it is known. */
export function useProgramme(): Programme | null {
  const { data } = useAnswer("/v1/programme-rules", {});
  return data ? programmeOf(data.data) : null;
}
