import { type ReactNode, useState } from "react";
import { isStale } from "../api/problem.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "./Button.tsx";
import { type Fact, Facts } from "./Facts.tsx";
import { ErrorState, FormFaults } from "./states.tsx";
import { kitTexts } from "./texts.ts";

/** What of a wish and of what it was made of the two sides say. */
export interface Sides {
  /** As it is now, by others; it may still be loading. */
  theirs: ReactNode;
  /** What was about to be done. */
  yours: readonly Fact[];
  /** Does it to what is there now; absent where that leaves no room for it. */
  onAgain?: (() => void) | undefined;
  /** Gives the wish up. */
  onReload: () => void;
  isPending?: boolean;
}

/** Somebody was faster: their change and yours side by side, and which of them it is to be. */
export function StaleEdit({ theirs, yours, onAgain, onReload, isPending = false }: Sides) {
  const t = useTexts(kitTexts);
  return (
    <div className="state late stale-edit" role="alert">
      <h3>{t("staleTitle")}</h3>
      <p className="muted">{onAgain ? t("staleText") : t("staleOver")}</p>
      <div className="sides">
        <section aria-label={t("staleTheirs")}>
          <h4>{t("staleTheirs")}</h4>
          {theirs}
        </section>
        <section aria-label={t("staleYours")}>
          <h4>{t("staleYours")}</h4>
          <Facts facts={yours} />
        </section>
      </div>
      <div className="row">
        <Button onPress={onReload}>{t("staleReload")}</Button>
        {onAgain && (
          <Button look="primary" onPress={onAgain} isPending={isPending}>
            {t("staleAgain")}
          </Button>
        )}
      </div>
    </div>
  );
}

interface FaultProps {
  error: Error | null;
  /** See ErrorState: false where it takes several steps. */
  isOneChange?: boolean;
  /** Absent where nothing can be compared. */
  stale?: Sides | undefined;
}

/** Why a change was not made; where somebody was faster, what they did beside what was wanted. */
export function ChangeFault({ error, isOneChange = true, stale }: FaultProps) {
  if (error === null) return null;
  if (stale && isStale(error)) return <StaleEdit {...stale} />;
  return <ErrorState error={error} isOneChange={isOneChange} />;
}

/** The same of a form, whose fields may be what is wrong. */
export function FormFault({ error, isOneChange = true, stale }: FaultProps) {
  if (stale && isStale(error)) return <StaleEdit {...stale} />;
  return <FormFaults error={error} isOneChange={isOneChange} />;
}

/**
 * What a wish is made of: as it was when it was first known here, however often it is read again
 * meanwhile, until `follow` takes what is there now. A change that is sent by it is refused where
 * somebody was faster, and never overwrites unseen what they did.
 */
export function useBasis<Version>(now: Version | null): {
  basis: Version | null;
  follow: (version: Version | null) => void;
} {
  const [basis, follow] = useState(now);
  if (basis === null && now !== null) follow(now);
  return { basis, follow };
}
