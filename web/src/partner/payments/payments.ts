import type { RowOf } from "../../api/questions.ts";
import type { Day } from "../../format/time.ts";
import { compareDecimals, signOf, sumDecimals } from "../../format/decimal.ts";

export type Payment = RowOf<"/v1/payments">;
export type Stage = RowOf<"/v1/statement-stages">;
export type Balance = RowOf<"/v1/balances">;

/** How far money comes, in order; a stage that ends elsewhere takes the place of the last. */
export const kSteps = ["closed", "confirmed", "in_payment", "paid"] as const;
export type Step = (typeof kSteps)[number];

/** A step of one chain: what it is called, and whether it is over, where things stand, or to come. */
export interface Link {
  name: Step | "carried" | "offset" | "owed";
  place: "over" | "here" | "ahead";
}

const kPlaces: Readonly<Record<Stage["stage"], number>> = {
  carried: 1,
  confirmed: 1,
  in_payment: 2,
  paid: 3,
  offset: 1,
  owed: 1,
};

/** A carried balance waits where it would be confirmed; what is offset or owed goes nowhere else. */
export function chainOf(stage: Stage["stage"]): Link[] {
  const at = kPlaces[stage];
  const names: Link["name"][] = [...kSteps];
  if (stage === "carried" || stage === "offset" || stage === "owed") names[at] = stage;
  const ends = stage === "offset" || stage === "owed";
  return names.slice(0, ends ? at + 1 : names.length).map((name, place) => ({
    name,
    place: place < at ? "over" : place === at ? "here" : "ahead",
  }));
}

export interface Sum {
  currency: string;
  amount: string;
}

/** What stands in an account, by currency; nothing is left out but nothing. */
export function standing(balances: readonly Balance[], account: string): Sum[] {
  const sums = new Map<string, string[]>();
  for (const one of balances) {
    if (one.account !== account) continue;
    sums.set(one.currency, [...(sums.get(one.currency) ?? []), one.amount]);
  }
  return [...sums]
    .map(([currency, amounts]) => ({ currency, amount: sumDecimals(amounts) }))
    .filter(({ amount }) => signOf(amount) !== 0)
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Payments whose end is not known, the next first: what there is a day for. */
export function underWay(payments: readonly Payment[]): Payment[] {
  return payments
    .filter((one) => one.state === "created" || one.state === "in_payment")
    .sort((a, b) =>
      a.execution_day === b.execution_day
        ? compareDecimals(b.amount, a.amount)
        : a.execution_day < b.execution_day
          ? -1
          : 1,
    );
}

export function statementsOf(payment: Payment): string[] {
  return payment.statement_ids.split(" ").filter((one) => one !== "");
}

/** In which currencies statements owe, in order. */
export function currenciesOf(stages: readonly Pick<Stage, "currency">[]): string[] {
  return [...new Set(stages.map((one) => one.currency))].sort();
}

/** The day of the last payment of one statement; null while a part of it is not paid. */
export function paidDay(
  stages: readonly Pick<Stage, "stage" | "payment_id">[],
  payments: readonly Pick<Payment, "id" | "execution_day" | "answered_on">[],
): Day | null {
  if (stages.length === 0 || stages.some((one) => one.stage !== "paid")) return null;
  const days = stages.flatMap(({ payment_id }) => {
    const payment = payments.find((one) => one.id === payment_id);
    return payment ? [payment.answered_on ?? payment.execution_day] : [];
  });
  return days.sort().at(-1) ?? null;
}
