import { useAnswer } from "../api/questions.ts";

export interface Programme {
  name: string;
  /** In which amounts without a currency of their own are. */
  currency: string;
}

function word(text: string, name: string): string | undefined {
  return new RegExp(`^${name}\\s*=\\s*"([^"]*)"`, "m").exec(text)?.[1];
}

/** Of a programme file, whose first table is [programme]. */
export function programmeOf(text: string): Programme {
  return { name: word(text, "name") ?? "", currency: word(text, "currency") ?? "XXX" };
}

/** Null until it is known. */
export function useProgramme(): Programme | null {
  const { data } = useAnswer("/v1/programme", {});
  return data ? programmeOf(data.data.text) : null;
}
