import { type DataOf, useAnswer } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { LinkButton } from "../../kit/Button.tsx";
import { Card } from "../../kit/Figures.tsx";
import { Answered, EmptyState, Skeleton } from "../../kit/states.tsx";
import { AsOf } from "../../kit/values.tsx";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { useProductNames } from "../../shell/names.ts";
import { Page } from "../../shell/Page.tsx";
import { usePeriod } from "../../shell/period.ts";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { useHere, useMay } from "../../shell/session.tsx";
import { isResold } from "../holdings.ts";
import { useBook } from "../use_book.ts";
import { benefitTexts } from "./texts.ts";

type Node = DataOf<"/v1/benefit">["explanation"];

export default function Screen() {
  const t = useTexts(benefitTexts);
  const period = usePeriod();
  return (
    <Page title={t("title")} lead={t("lead")} actions={period && <PeriodSelect period={period} />}>
      {period === null ? <Skeleton /> : <Benefit month={period.month} />}
    </Page>
  );
}

function Benefit({ month }: { month: string }) {
  const t = useTexts(benefitTexts);
  const customer = useHere().tenant.id;
  const answer = useAnswer("/v1/benefit", {
    params: { query: { customer_id: customer, month } },
  });
  return (
    <Answered answer={answer}>
      {({ data, commit, at }) => {
        const all = data.explanation.because;
        const subscriptions = all.filter((one) => one.kind === "subscription");
        const notes = all.filter((one) => one.kind !== "subscription");
        return (
          <>
            <p className="muted">
              {t("words")} <AsOf commit={commit} at={at} /> <GuideLink guide="programme" />
            </p>
            {notes.map((one) => (
              <p key={one.value} className="sentence">
                {one.value}
              </p>
            ))}
            {subscriptions.length === 0 && (
              <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>
            )}
            {subscriptions.map((one) => (
              <Subscription key={one.label} node={one} />
            ))}
          </>
        );
      }}
    </Answered>
  );
}

function Subscription({ node }: { node: Node }) {
  const t = useTexts(benefitTexts);
  const product = useProductNames();
  const book = useBook();
  const mayChange = useMay("associations:write");
  const row = book.rows.find((one) => one.id === node.label);
  const name = row ? `${product(row.product_id)} ${node.label}` : node.label;
  return (
    <Card
      title={name}
      actions={
        mayChange &&
        row?.record &&
        !isResold(row) && (
          <LinkButton small href={`/c?attach=${encodeURIComponent(node.label)}`}>
            {t("end")}
          </LinkButton>
        )
      }
    >
      {node.because.length === 0 && <p className="muted">{t("nobody")}</p>}
      <div className="stack">
        {node.because.map((one) => (
          <div key={`${one.label} ${one.value}`}>
            {one.label ? (
              <p>
                <strong>{one.label}</strong> <span className="muted">{one.value}</span>
              </p>
            ) : (
              <p className="sentence muted">{one.value}</p>
            )}
            <Reasons nodes={one.because} />
          </div>
        ))}
      </div>
    </Card>
  );
}

/** What it is paid for, as deep as it is told. */
function Reasons({ nodes }: { nodes: readonly Node[] }) {
  if (nodes.length === 0) return null;
  return (
    <ul className="reasons">
      {nodes.map((one, place) => (
        <li key={place}>
          {one.label ? `${one.label}: ${one.value}` : one.value}
          <Reasons nodes={one.because} />
        </li>
      ))}
    </ul>
  );
}
