import type { components } from "../../api/contract.gen.ts";
import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import type { Tone } from "../../kit/status.ts";

type State = components["schemas"]["FeedState"];

const texts = catalogue(
  { clear: "In order", waiting: "Rows wait", late: "Late" },
  { de: { clear: "In Ordnung", waiting: "Zeilen warten", late: "Verspätet" } },
);
const tones: Readonly<Record<State, Tone>> = { clear: "ok", waiting: "warn", late: "error" };

/** How a feed does: late goes before rows that wait. */
export function FeedLamp({ state }: { state: State }) {
  const t = useTexts(texts);
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}
