import { useMemo } from "react";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import type { NameOf } from "./names.ts";

const texts = catalogue(
  {
    BELOW_PAYMENT_THRESHOLD: "The balance is below what is paid at least.",
    NEGATIVE_BALANCE: "The balance is negative.",
  },
  {
    de: {
      BELOW_PAYMENT_THRESHOLD: "Das Guthaben liegt unter dem, was mindestens ausgezahlt wird.",
      NEGATIVE_BALANCE: "Das Guthaben ist negativ.",
    },
  },
);

/** Why a balance is carried to the next statement, as `carry_reason` says it. */
export function useCarryReasons(): NameOf {
  const t = useTexts(texts);
  return useMemo(
    () => (reason) => (reason in texts.en ? t(reason as keyof typeof texts.en) : reason),
    [t],
  );
}
