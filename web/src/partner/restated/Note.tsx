import { useState } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { ErrorState } from "../../kit/states.tsx";
import { useCauseName } from "../../shell/books.ts";
import { useMeasureNames } from "../../shell/measure_names.ts";
import { useReasons } from "../../shell/reason_codes.ts";
import { useRegistry } from "../registry.ts";
import { useTerms } from "../terms/use_terms.ts";
import { causesOf, goneOf, type Mark, publishedOf, totalsOf } from "./marks.ts";
import { Published, type Restated, useAmount } from "./parts.tsx";
import { restatedTexts } from "./texts.ts";

/**
 * Above the lines: that some are otherwise, by how much, and why; and those that are no more.
 * `shown`: the keys of the lines below, null until they are known. `open`: explains a line as known
 * at the commit.
 */
export function RestatedNote({
  restated,
  shown,
  open,
}: {
  restated: Restated;
  shown: readonly string[] | null;
  open: (mark: Mark, knownAt: string) => void;
}) {
  const t = useTexts(restatedTexts);
  const amount = useAmount();
  const causeName = useCauseName();
  if (restated.error) return <ErrorState error={restated.error} onRetry={restated.reload} />;
  const count = restated.marks.size;
  if (count === 0) return null;
  const causes = causeName(causesOf(restated.rows));
  return (
    <div className="state late" role="note">
      <h2>{t("title")}</h2>
      <p className="muted">
        {t("lead", { count, causes })}{" "}
        {totalsOf(restated.marks.values())
          .map(({ currency, delta }) => amount(delta, currency, true))
          .join(", ")}
      </p>
      {shown !== null && <Gone marks={goneOf(restated.marks, shown)} open={open} />}
    </div>
  );
}

const kFew = 8;

/** Lines that have no row: what was published of each, what it is now, and why. */
function Gone({
  marks,
  open,
}: {
  marks: readonly Mark[];
  open: (mark: Mark, knownAt: string) => void;
}) {
  const t = useTexts(restatedTexts);
  const amount = useAmount();
  const causeName = useCauseName();
  const lineName = useLineName();
  const [isWhole, showAll] = useState(false);
  if (marks.length === 0) return null;
  return (
    <>
      <p>{t("gone", { count: marks.length })}</p>
      <ul className="stack tight">
        {marks.slice(0, isWhole ? marks.length : kFew).map((mark) => {
          const was = amount(publishedOf(mark, mark.now), mark.currency);
          const parts = {
            line: lineName(mark),
            was: <Published amount={was} onPress={() => open(mark, String(mark.commit))} />,
            now: amount(mark.now, mark.currency),
            causes: causeName(mark.causes),
          };
          const key = [mark.line, mark.item, mark.subscription, mark.currency, mark.reason];
          return <li key={key.join(" ")}>{t.rich("goneLine", parts)}</li>;
        })}
      </ul>
      {!isWhole && marks.length > kFew && (
        <div className="row">
          <Button small onPress={() => showAll(true)}>
            {t("allGone", { count: marks.length })}
          </Button>
        </div>
      )}
    </>
  );
}

function useLineName(): (mark: Mark) => string {
  const registry = useRegistry();
  const { leverName } = useTerms();
  const measureName = useMeasureNames();
  const reasons = useReasons();
  return ({ line, item, subscription, reason }) => {
    const customer = registry.customerOf(subscription);
    return [
      ...(customer ? [registry.customer(customer)] : []),
      subscription,
      line === "credit" ? measureName(item) : leverName(item),
      ...(reason === null ? [] : [reasons.words(reason)]),
    ].join(", ");
  };
}
