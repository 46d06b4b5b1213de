import { expect, it } from "vitest";
import { evidenceOf } from "./evidence.ts";
import { foundTexts, sentenceOf, valuesIn } from "./found.ts";

// What the rules give, as in docs/domain/insight.md.
const found: Record<string, string> = {
  under_used_seats: "seats=619; active_users=359; used_percent=57; below_percent=60",
  unassigned_seats: "seats=619; active_users=359; unassigned=260; at_least=10",
  growth_without_commitment:
    "consumption=680.81; before=486.27; currency=USD; days=90; growth_percent=40; at_least_percent=20",
  consumption_drop:
    "consumption=10; three_months_before=90; currency=EUR; drop_percent=66; at_least_percent=30",
  renewals_in_90_days: "ends_on=2026-05-01; days_left=31; within_days=90",
  renewals_in_90_days_seats: "ends_on=2026-05-01; days_left=31; within_days=90; seats=12",
  association_ends_soon: "roles=dpor+dap; ends_on=2026-05-01; days_left=31; within_days=90",
  associated_not_partner_of_record: "held_as=dap; roles_of_record=dpor",
  associated_not_partner_of_record_nobody:
    "held_as=dap; roles_of_record=dpor; partner_of_record=nobody",
  associated_not_partner_of_record_another:
    "held_as=dap; roles_of_record=dpor; partner_of_record=another partner",
  white_space: "comparable_customers=6; of_them_have_it=4; at_least_percent=50",
};
const name = (code: string) => code.toUpperCase();

it("every sentence has all that it names, in both languages", () => {
  expect(Object.keys(found)).toEqual(Object.keys(foundTexts.en));
  for (const [sentence, evidence] of Object.entries(found)) {
    const values = valuesIn(evidenceOf(evidence), "en-US", name);
    const rule = sentence.replace(/_(seats|nobody|another)$/, "");
    const chosen = sentenceOf(rule in foundTexts.en ? rule : sentence, values);
    expect(chosen).toBe(sentence);
    for (const texts of [foundTexts.en, foundTexts.others.de]) {
      const names = [...texts[chosen!].matchAll(/\{(\w+)\}/g)].map(([, one]) => one ?? "");
      expect(names.filter((one) => !values.has(one))).toEqual([]);
    }
  }
  expect(sentenceOf("a_new_rule", new Map())).toBeNull();
});

it("amounts have their currency, roles their names, ends the last day", () => {
  const say = (evidence: string, locale: string) => valuesIn(evidenceOf(evidence), locale, name);
  expect(say("consumption=680.81; currency=USD; days=90", "en-US").get("consumption")).toBe(
    "$680.81",
  );
  expect(say("consumption=1680.5; currency=EUR", "de-DE").get("consumption")).toMatch(
    /^1\.680,50.€$/,
  );
  expect(say("roles=dpor+dap; ends_on=2026-05-01", "en-US").get("roles")).toBe("DPOR, DAP");
  expect(say("ends_on=2026-05-01", "en-US").get("last_day")).toBe("Apr 30, 2026");
});
