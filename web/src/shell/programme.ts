import { useAnswer } from "../api/questions.ts";

export interface Programme {
  name: string;
  /** In which amounts without a currency of their own are. */
  currency: string;
}

function word(text: string, name: string): string | undefined {
  return new RegExp(`^${name}\\s*=\\s*"([^"]*)"`, "m").exec(text)?.[1];
}

/** The head of a programme file, before its first table. */
export function programmeOf(text: string): Programme {
  const head = text.split(/^\[/m)[0] ?? "";
  return { name: word(head, "name") ?? "", currency: word(head, "currency") ?? "" };
}

/** Null until it is known. */
export function useProgramme(): Programme | null {
  const { data } = useAnswer("/v1/programme", {});
  return data ? programmeOf(data.data.text) : null;
}
