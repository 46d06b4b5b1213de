import { useTexts } from "../../i18n/use_texts.ts";
import { Absent, Instant } from "../../kit/values.tsx";
import type { Seer } from "./rows.ts";
import { accessTexts } from "./texts.ts";

/** Of how many of all subscriptions something is seen; of which ones, on pointing at it. */
export function Seen({ ids, all }: { ids: readonly string[]; all: number }) {
  const t = useTexts(accessTexts);
  if (ids.length === 0) return <Absent />;
  return <span title={ids.join(", ")}>{t("of", { count: ids.length, all })}</span>;
}

export function LastLook({ of }: { of: Seer["looked"] }) {
  const t = useTexts(accessTexts);
  if (of === undefined) return <Absent />;
  return of === null ? <span className="muted">{t("never")}</span> : <Instant instant={of} />;
}
