import { useAnswer } from "../api/questions.ts";

export interface Programme {
  name: string;
  /** In which amounts without a currency of their own are. */
  currency: string;
  /** The balance from which on it pays; null: the file does not say. */
  threshold: string | null;
}

function word(text: string, name: string): string | undefined {
  return new RegExp(`^${name}\\s*=\\s*"([^"]*)"`, "m").exec(text)?.[1];
}

/** Of a programme file, whose first table is [programme]. */
export function programmeOf(text: string): Programme {
  return {
    name: word(text, "name") ?? "",
    currency: word(text, "currency") ?? "XXX",
    threshold: word(text, "payment_threshold") ?? null,
  };
}

/** Null until it is known. */
export function useProgramme(): Programme | null {
  const { data } = useAnswer("/v1/programme", {});
  return data ? programmeOf(data.data.text) : null;
}
