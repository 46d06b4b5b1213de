import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale } from "../../preferences/preferences.ts";
import type { Scope } from "./consents.ts";
import { attachTexts } from "./texts.ts";

/** Subscriptions, or all of them, inside a sentence. */
export function useScopeNames(
  nameOf: (subscription: string) => string,
): (scopes: readonly Scope[]) => string {
  const t = useTexts(attachTexts);
  const locale = useLocale();
  return (scopes) =>
    new Intl.ListFormat(locale).format(
      scopes.map((one) => (one === null ? t("allScopes") : nameOf(one))),
    );
}
