import { formatMoney, formatQuantity } from "../../format/number.ts";
import { formatDay, isDay, lastDayBefore } from "../../format/time.ts";
import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale } from "../../preferences/preferences.ts";
import { useTypeName } from "../../kit/Badge.tsx";
import { type Evidence, evidenceOf, type Opportunity } from "./evidence.ts";

/** What each rule found, in one sentence of the numbers that it rests on. */
export const foundTexts = catalogue(
  {
    under_used_seats: "{active_users} active users on {seats} seats ({used_percent} %)",
    unassigned_seats: "{unassigned} of {seats} seats are used by nobody",
    growth_without_commitment:
      "{consumption} in {days} days, {growth_percent} % more than the {before} of the {days} days before",
    consumption_drop:
      "{consumption} in the month, {drop_percent} % below the mean of the three months before",
    renewals_in_90_days: "its last day is {last_day}; {days_left} days are left",
    renewals_in_90_days_seats:
      "its last day is {last_day}; {days_left} days are left, for {seats} seats",
    association_ends_soon: "{roles} until {last_day}; {days_left} days are left",
    associated_not_partner_of_record: "you hold {held_as}; {roles_of_record} could be held",
    associated_not_partner_of_record_nobody:
      "you hold {held_as}; nobody holds {roles_of_record} now",
    associated_not_partner_of_record_another:
      "you hold {held_as}; another partner holds {roles_of_record} now",
    white_space: "{of_them_have_it} of {comparable_customers} comparable customers have it",
  },
  {
    de: {
      under_used_seats: "{active_users} aktive Nutzer auf {seats} Plätzen ({used_percent} %)",
      unassigned_seats: "{unassigned} von {seats} Plätzen nutzt niemand",
      growth_without_commitment:
        "{consumption} in {days} Tagen, {growth_percent} % mehr als die {before} der {days} Tage davor",
      consumption_drop:
        "{consumption} im Monat, {drop_percent} % unter dem Mittel der drei Monate davor",
      renewals_in_90_days: "letzter Tag ist der {last_day}; es bleiben {days_left} Tage",
      renewals_in_90_days_seats:
        "letzter Tag ist der {last_day}; es bleiben {days_left} Tage, für {seats} Plätze",
      association_ends_soon: "{roles} bis {last_day}; es bleiben {days_left} Tage",
      associated_not_partner_of_record: "Sie sind {held_as}; {roles_of_record} wäre möglich",
      associated_not_partner_of_record_nobody:
        "Sie sind {held_as}; {roles_of_record} ist zurzeit niemand",
      associated_not_partner_of_record_another:
        "Sie sind {held_as}; {roles_of_record} ist zurzeit ein anderer Partner",
      white_space: "{of_them_have_it} von {comparable_customers} vergleichbaren Kunden haben es",
    },
  },
);

type Sentence = keyof typeof foundTexts.en;

/** The sentence for what a rule found; null: of a rule without one. */
export function sentenceOf(rule: string, found: ReadonlyMap<string, string>): Sentence | null {
  if (rule === "renewals_in_90_days" && found.has("seats")) return "renewals_in_90_days_seats";
  const holder = found.get("partner_of_record");
  if (rule === "associated_not_partner_of_record" && holder !== undefined)
    return holder === "nobody"
      ? "associated_not_partner_of_record_nobody"
      : "associated_not_partner_of_record_another";
  return rule in foundTexts.en ? (rule as Sentence) : null;
}

const kAmounts = new Set(["consumption", "before"]);
const kRoles = new Set(["roles", "held_as", "roles_of_record"]);

/** What a rule found by name, said in the reader's language: amounts with their currency. */
export function valuesIn(
  evidence: readonly Evidence[],
  locale: string,
  typeName: (code: string) => string,
): Map<string, string> {
  const currency = evidence.find((one) => one.name === "currency")?.value;
  const said = ({ name, value, isNumber }: Evidence): string => {
    if (isNumber)
      return currency && kAmounts.has(name)
        ? formatMoney(value, currency, locale)
        : formatQuantity(value, locale);
    return kRoles.has(name) ? value.split("+").map(typeName).join(", ") : value;
  };
  const values = new Map(evidence.map((one) => [one.name, said(one)]));
  const end = values.get("ends_on");
  if (end !== undefined && isDay(end))
    values.set("last_day", formatDay(lastDayBefore(end), locale));
  return values;
}

/** Says what a rule found; of a rule without a sentence, nothing. */
export function useFound(): (one: Opportunity) => string {
  const t = useTexts(foundTexts);
  const locale = useLocale();
  const typeName = useTypeName();
  return ({ rule, evidence }) => {
    const values = valuesIn(evidenceOf(evidence), locale, typeName);
    const sentence = sentenceOf(rule, values);
    // Which names a sentence has depends on it: a test compares them with what the rules find.
    const say = t as (key: string, values: Record<string, string>) => string;
    return sentence === null ? "" : say(sentence, Object.fromEntries(values));
  };
}
