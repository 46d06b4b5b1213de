import type { RowOf } from "../../api/questions.ts";
import { isDecimal } from "../../format/decimal.ts";

export type Opportunity = RowOf<"/v1/opportunities">;

export interface Evidence {
  name: string;
  value: string;
  /** A number, which is said as the reader's language says numbers. */
  isNumber: boolean;
}

/** "seats=619; active_users=359": what a rule found, in its order. */
export function evidenceOf(text: string): Evidence[] {
  return text
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => {
      const [name = "", ...rest] = one.split("=");
      const value = rest.join("=");
      return { name: name.trim(), value, isNumber: isDecimal(value) };
    });
}
